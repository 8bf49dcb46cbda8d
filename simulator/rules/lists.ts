import type { Sim } from '../sim.ts';
import type { SimList } from '../state/lists.ts';

/** https://developer.x.com/en/docs/x-api/lists/list-members/introduction */
export const mostListsPerUser = 1000;
export const mostListMembers = 5000;
export const mostPinnedLists = 5;
export const maxListName = 25;
export const maxListDescription = 100;

/** A private List is there for its owner only. */
export function findVisibleList(sim: Sim, viewerId: string | undefined, id: string): SimList | undefined {
  const list = sim.lists.find(id);
  return list && (!list.private || list.ownerId === viewerId) ? list : undefined;
}

export type MemberRefusal = 'unknown' | 'blocked' | 'full';

/** Why a user cannot be put on a List; undefined when there is nothing in the way. */
export function refusalToAddMember(sim: Sim, list: SimList, userId: string): MemberRefusal | undefined {
  const user = sim.users.find(userId);
  if (!user || user.suspended) return 'unknown';
  if (sim.lists.members.has(userId, list.id)) return undefined;
  if (sim.blocks.has(userId, list.ownerId)) return 'blocked';
  return sim.lists.members.countTo(list.id) >= mostListMembers ? 'full' : undefined;
}
