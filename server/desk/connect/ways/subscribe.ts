import type { Check } from '../../../../contract/api/index.ts';
import { failedBy, ok, sentenceOf, stateAfter } from '../checks/check.ts';
import type { AccountOutcome, LiveAccount, WayInput, WayOutcome } from './way.ts';

export interface Subscribed {
  readonly ids?: Readonly<Record<string, string>>;
  /** It stood already; otherwise it was made now. */
  readonly stood: boolean;
  readonly detail?: string;
}

/** Subscribes each account in turn and tells how it went for each. */
export async function subscribeAll(
  input: WayInput,
  subscribe: (live: LiveAccount) => Promise<Subscribed>,
): Promise<Pick<WayOutcome, 'state' | 'reason' | 'accounts' | 'checks'>> {
  const accounts = new Map<string, AccountOutcome>();
  const checks: Check[] = [];
  for (const live of input.accounts) {
    const accountId = live.account.id;
    try {
      const done = await subscribe(live);
      const renewed = !done.stood && live.feed?.subscribed === true;
      accounts.set(accountId, {
        state: 'subscribed',
        reason: null,
        subscriptionIds: done.ids ?? {},
        renewed,
      });
      checks.push(
        ok('subscription', { accountId, detail: done.detail ?? (done.stood ? null : 'Subscribed now.') }),
      );
    } catch (error) {
      const state = stateAfter(error);
      const subscriptionIds = live.feed?.subscriptionIds ?? {};
      accounts.set(accountId, { state, reason: sentenceOf(error), subscriptionIds, renewed: false });
      checks.push(failedBy('subscription', error, { accountId }));
    }
  }
  return { ...summary([...accounts.values()]), accounts, checks };
}

/** One account that gets through shows that the way works; the others are shown for themselves. */
function summary(outcomes: readonly AccountOutcome[]): Pick<WayOutcome, 'state' | 'reason'> {
  if (outcomes.length === 0 || outcomes.some((one) => one.state === 'subscribed'))
    return { state: 'works', reason: null };
  const later =
    outcomes.find((one) => one.state === 'later') ?? outcomes.find((one) => one.state === 'unasked');
  if (later) return { state: later.state === 'later' ? 'later' : 'unasked', reason: later.reason };
  return { state: 'refused', reason: outcomes[0]?.reason ?? null };
}
