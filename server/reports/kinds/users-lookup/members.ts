import { addListMember, MOST_LIST_MEMBERS, XProblem } from '../../../x/index.ts';
import type { PullContext } from '../../kind.ts';
import type { Lookups } from '../../ports.ts';
import { saidBy } from './look-up.ts';
import type { SaidRequest } from './rows.ts';

/** After so many in a row the List itself is the reason. */
const MOST_REFUSALS = 10;
/** So many between two places where a run can go on. */
export const AT_ONCE = 20;

/** How far the List is. */
export interface Members {
  readonly listId: string;
  /** Put on it by this run. */
  readonly added: number;
  /** Still to be put on it. */
  readonly waiting: readonly string[];
  /** Refusals in a row. */
  readonly refused: number;
}

/** Takes up those to be put on the List whom X has not told to be on it in the last 30 days. */
export async function wait(
  lookups: Lookups,
  members: Members,
  xUserIds: readonly string[],
): Promise<Members> {
  if (isClosed(members)) return members;
  const known = await lookups.findMembers(members.listId, xUserIds);
  return { ...members, waiting: [...members.waiting, ...xUserIds.filter((id) => !known.has(id))] };
}

/** The List is full, or will take nobody. */
export const isClosed = ({ added, refused }: Members): boolean =>
  added >= MOST_LIST_MEMBERS || refused >= MOST_REFUSALS;

/**
 * Puts the next one on the List. A refusal is noted and the next one follows, until there are too many in a row.
 * @throws XProblem for limits, credits, and whatever else is not about this user
 */
export async function addNext(
  {
    client,
    spend,
    warn,
    lookups,
    asked,
  }: Pick<PullContext, 'client' | 'spend' | 'warn' | 'lookups' | 'asked'>,
  members: Members,
  said: SaidRequest[],
): Promise<Members> {
  const { listId, added, refused } = members;
  const [userId = '', ...rest] = members.waiting;
  const request = { method: 'POST', path: `/2/lists/${listId}/members`, body: { user_id: userId } };
  const line = { what: 'list_member', userIds: [userId], request } as const;
  try {
    const { isMember, body } = await spend(
      { kind: 'list_manage_write', units: 1 },
      () => addListMember(client, listId, userId, { priority: 'automation' }),
      () => 1,
    );
    said.push({ ...line, status: 'answered', response: body });
    if (isMember) await lookups.saveMember(listId, userId, asked.now);
    return close(warn, {
      listId,
      waiting: rest,
      added: isMember ? added + 1 : added,
      refused: isMember ? 0 : refused + 1,
    });
  } catch (error) {
    if (!(error instanceof XProblem) || error.kind !== 'refused' || !ABOUT_MEMBER.has(error.xStatus ?? 0))
      throw error;
    said.push({ ...line, status: 'refused', response: saidBy(error) });
    return close(warn, { listId, waiting: rest, added, refused: refused + 1 }, error.message);
  }
}

/** Who is not there, may not be added, or finds no place. */
const ABOUT_MEMBER = new Set([400, 403, 404, 409]);

function close(warn: PullContext['warn'], members: Members, why?: string): Members {
  if (!isClosed(members)) return members;
  warn(
    members.refused >= MOST_REFUSALS
      ? `X refused ${MOST_REFUSALS} users in a row for the List, so no more were tried.${why === undefined ? '' : ` ${why}`}`
      : `This run has put ${MOST_LIST_MEMBERS.toLocaleString('en-GB')} users on the List, which is as many as it holds.`,
  );
  return { ...members, waiting: [] };
}
