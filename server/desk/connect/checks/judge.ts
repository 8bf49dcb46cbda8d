import type { FeedHealth } from '../../../handles/index.ts';
import type { Choice } from '../ways/choose.ts';
import type { SeenAccount } from './look-at-accounts.ts';

export interface Verdict {
  readonly health: FeedHealth;
  readonly reason: string | null;
  /** Undefined: X could not say; what was known stays. */
  readonly subscribed: { readonly is: boolean; readonly ids: Readonly<Record<string, string>> } | undefined;
  /** From when on something may be missing. */
  readonly gapSince: Date | null;
}

/** How well events of one account reach us, after a look at everything; nothing when X was not asked. */
export function judge(seen: SeenAccount, choice: Choice): Verdict | undefined {
  if (seen.lost !== null) {
    return { health: 'down', reason: seen.lost, subscribed: { is: false, ids: {} }, gapSince: null };
  }
  const later = 'X could not be asked about this account just now; it is tried again.';
  if (!seen.live || !choice)
    return { health: 'degraded', reason: later, subscribed: undefined, gapSince: null };
  const { outcome, reason } = choice;
  const own = outcome.accounts.get(seen.account.id);
  if (outcome.state === 'refused') {
    const subscribed = { is: false, ids: own?.subscriptionIds ?? {} };
    return { health: 'down', reason: own?.reason ?? reason, subscribed, gapSince: null };
  }
  if (outcome.state === 'unasked' || own?.state === 'unasked') return undefined;
  if (outcome.state === 'later' || !own || own.state === 'later') {
    return {
      health: 'degraded',
      reason: own?.reason ?? outcome.reason ?? later,
      subscribed: undefined,
      gapSince: null,
    };
  }
  if (own.state === 'refused') {
    return {
      health: 'down',
      reason: own.reason,
      subscribed: { is: false, ids: own.subscriptionIds },
      gapSince: null,
    };
  }
  const isRenewed = own.renewed || outcome.webhook?.renewed === true;
  const isLate = outcome.transport === 'polling';
  return {
    health: isLate ? 'degraded' : 'healthy',
    reason: isLate ? 'X is asked every few minutes, so messages come late.' : null,
    subscribed: { is: true, ids: own.subscriptionIds },
    gapSince: isRenewed ? lastGood(seen) : null,
  };
}

/** The last moment at which everything was known to come in. */
export function lastGood(seen: Pick<SeenAccount, 'account' | 'feed'>): Date {
  const { feed, account } = seen;
  if (feed?.health === 'healthy' && feed.healthAt) return feed.healthAt;
  return feed?.lastEventAt ?? account.createdAt;
}
