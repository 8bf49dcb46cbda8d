import { type XError, v1Error } from '../../core/errors.ts';
import type { V1Call, V1UserCall } from '../../core/v1-route.ts';
import { slugOf } from '../../present/list-v1.ts';
import { findVisibleList } from '../../rules/lists.ts';
import type { Sim } from '../../sim.ts';
import type { SimList } from '../../state/lists.ts';
import { findUser } from '../users-v1/find-user.ts';

/**
 * The List that is named by `list_id`, or by `slug` and its owner; private ones are seen by their owner only.
 * https://developer.x.com/en/support/x-api/error-troubleshooting (codes 34 and 112)
 */
export function getList(sim: Sim, { given, caller }: V1Call): SimList {
  const { list_id: id, slug } = given;
  if (!id && !slug) throw v1Error(400, 112, 'You must specify either a list ID or a slug and owner.');
  const found = id ? sim.lists.find(id) : bySlug(sim, given, slug ?? '');
  const list = found && findVisibleList(sim, caller.user?.id, found.id);
  if (!list) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return list;
}

function bySlug(sim: Sim, given: V1Call['given'], slug: string): SimList | undefined {
  const owner = findUser(sim, given, 'owner_id', 'owner_screen_name');
  return owner && sim.lists.ownedBy(owner.id).find((list) => slugOf(list) === slug.toLowerCase());
}

/** A List that the caller may change. */
export function getOwnList(sim: Sim, call: V1UserCall): SimList {
  const list = getList(sim, call);
  if (list.ownerId !== call.user.id) throw notAllowed();
  return list;
}

export function notAllowed(): XError {
  return v1Error(403, 104, "You aren't allowed to add members to this list.");
}
