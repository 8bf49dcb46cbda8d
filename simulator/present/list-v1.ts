import type { JsonObject } from '../core/errors.ts';
import { exactNumber } from '../core/exact-number.ts';
import type { Sim } from '../sim.ts';
import type { SimList } from '../state/lists.ts';
import type { SimUser } from '../state/users.ts';
import { presentUserTo } from './user-v1.ts';
import { legacyDate } from './user.ts';

/** The name of a List in addresses: `Our customers` is `our-customers`. */
export function slugOf({ name }: SimList): string {
  const slug = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return slug.replace(/^-|-$/g, '');
}

/**
 * A List of v1.1.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/create-manage-lists/api-reference/get-lists-show
 */
export function presentListV1(sim: Sim, list: SimList, viewer: SimUser | undefined): JsonObject {
  const owner = sim.users.find(list.ownerId);
  const slug = slugOf(list);
  return {
    id: exactNumber(list.id),
    id_str: list.id,
    name: list.name,
    slug,
    full_name: `@${owner?.username ?? ''}/${slug}`,
    uri: `/${owner?.username ?? ''}/lists/${slug}`,
    description: list.description,
    mode: list.private ? 'private' : 'public',
    member_count: sim.lists.members.countTo(list.id),
    subscriber_count: sim.lists.followers.countTo(list.id),
    created_at: legacyDate(list.createdAt),
    following: viewer !== undefined && sim.lists.followers.has(viewer.id, list.id),
    ...(owner ? { user: presentUserTo(sim, owner, viewer) } : {}),
  };
}
