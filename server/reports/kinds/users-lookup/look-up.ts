import { askForUsers, type UserAnswer, XProblem } from '../../../x/index.ts';
import type { PullContext } from '../../kind.ts';
import type { Lookup } from '../../ports.ts';
import type { Named } from './distinct.ts';
import type { SaidRequest } from './rows.ts';

/** X takes no more at once. */
export const MOST_AT_ONCE = 100;

const UNREADABLE: UserAnswer = {
  status: 'error',
  title: 'Not a user',
  detail: 'This is neither the id of an X user nor a username.',
};

/** By what a lookup is kept. */
export const keyOf = ({ kind, value }: Pick<Named, 'kind' | 'value'>): string =>
  kind === 'name' ? `@${value}` : value;

/**
 * What is known of each of these: from what X said since `since`, else from X. They are of one kind. What was asked of X is
 * put into `said` as soon as it is answered. @throws XProblem when X will not answer at all
 */
export async function lookUp(
  context: Pick<PullContext, 'lookups' | 'client' | 'spend' | 'asked'>,
  named: readonly Named[],
  since: Date,
  said: SaidRequest[],
): Promise<ReadonlyMap<Named, Lookup>> {
  const { lookups, asked } = context;
  const at = asked.now;
  const usable = named.filter(({ kind }) => kind !== 'neither');
  const kept = new Map(await lookups.find(usable.map(keyOf), since));
  const missing = usable.filter((one) => !kept.has(keyOf(one)));
  for (let from = 0; from < missing.length; from += MOST_AT_ONCE) {
    const batch = missing.slice(from, from + MOST_AT_ONCE);
    const answers = await ask(context, batch, said);
    await lookups.save(answers, at);
    for (const [key, answer] of answers) kept.set(key, { answer, at });
  }
  return new Map(named.map((one) => [one, kept.get(keyOf(one)) ?? { answer: UNREADABLE, at }]));
}

async function ask(
  { client, spend }: Pick<PullContext, 'client' | 'spend'>,
  batch: readonly Named[],
  said: SaidRequest[],
): Promise<ReadonlyMap<string, UserAnswer>> {
  const by = batch[0]?.kind === 'name' ? 'usernames' : 'ids';
  const users = batch.map(({ value }) => value);
  const what = 'lookup' as const;
  try {
    const { answers, request, body } = await spend(
      { kind: 'user_read', units: users.length },
      () => askForUsers(client, by, users, { priority: 'automation' }),
      (answer) => answer.billed,
    );
    const answered = new Map(batch.map((one) => [keyOf(one), answers.get(one.value) ?? UNREADABLE]));
    const userIds = [...answered].map(([key, answer]) => (answer.status === 'found' ? answer.user.id : key));
    said.push({ what, userIds, status: 'answered', request, response: body });
    return answered;
  } catch (error) {
    if (!isAboutUsers(error)) throw error;
    said.push({
      what,
      userIds: batch.map(keyOf),
      status: 'refused',
      request: { [by]: users.join(',') },
      response: saidBy(error),
    });
    const answer: UserAnswer = { status: 'error', title: 'X refused the request', detail: error.message };
    return new Map(batch.map((one) => [keyOf(one), answer]));
  }
}

/** X refused what was asked, rather than who asks: the next question may well be answered. */
export function isAboutUsers(error: unknown): error is XProblem {
  return error instanceof XProblem && error.kind === 'refused' && [400, 404].includes(error.xStatus ?? 0);
}

export const saidBy = (problem: XProblem): string => problem.xBody ?? problem.message;
