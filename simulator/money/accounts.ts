import type { Store } from '../core/store.ts';
import type { SimApp } from '../state/apps.ts';
import { cycleAround } from './days.ts';
import type { Micros } from './prices.ts';

/** The money of one app, counted in place. */
export interface Account {
  appId: string;
  /** What was bought; null never runs out. May fall a little below zero. */
  prepaid: Micros | null;
  /** What was given; used up first. */
  free: Micros;
  spendingLimit: Micros | null;
  postReadCap: number | null;
  recharge: { amount: Micros; below: Micros; lastAt: number | null } | null;
  cycleStartsAt: number;
  cycleEndsAt: number;
  spentThisCycle: Micros;
  postsThisCycle: number;
}

/** https://docs.x.com/x-api/getting-started/pricing: three million post reads in a monthly cycle. */
const standardPostReadCap = 3_000_000;
/** https://docs.x.com/x-api/getting-started/pricing#auto-recharge: not more than one in five minutes. */
const rechargePauseMs = 5 * 60_000;

export interface Accounts {
  /** With its cycle brought up to now. */
  of(app: SimApp): Account;
  /** Takes money and counts post reads; recharges when that is set up. */
  spend(account: Account, micros: Micros, posts: number): void;
  blockedBy(account: Account): 'credits' | 'spending_limit' | null;
  balance(account: Account): Micros | null;
  /** Says that an account has changed. */
  touch(account: Account): void;
}

export function createAccounts(store: Store, now: () => number): Accounts {
  const changed = new Set<Account>();
  const table = store.table<Account>('money', { key: ({ appId }) => appId, cleared: () => changed.clear() });
  store.onSave(() => {
    for (const account of changed) table.put(account);
    changed.clear();
  });

  const balance = (account: Account) => (account.prepaid === null ? null : account.prepaid + account.free);

  function open(app: SimApp): Account {
    const account: Account = {
      appId: app.id,
      prepaid: null,
      free: 0,
      spendingLimit: null,
      postReadCap: standardPostReadCap,
      recharge: null,
      cycleStartsAt: 0,
      cycleEndsAt: 0,
      spentThisCycle: 0,
      postsThisCycle: 0,
    };
    table.restore(account);
    return account;
  }

  function recharge(account: Account): void {
    const { recharge: rule, prepaid } = account;
    const left = balance(account);
    if (!rule || prepaid === null || left === null || left <= 0 || left >= rule.below) return;
    if (rule.lastAt !== null && now() - rule.lastAt < rechargePauseMs) return;
    account.prepaid = prepaid + rule.amount;
    account.recharge = { ...rule, lastAt: now() };
  }

  return {
    of(app) {
      const account = table.find(app.id) ?? open(app);
      const at = now();
      if (at >= account.cycleStartsAt && at < account.cycleEndsAt) return account;
      // A cycle begins on the day of the month on which the app was made.
      const { startsAt, endsAt } = cycleAround(at, new Date(app.createdAt).getUTCDate());
      account.cycleStartsAt = startsAt;
      account.cycleEndsAt = endsAt;
      account.spentThisCycle = 0;
      account.postsThisCycle = 0;
      return account;
    },
    spend(account, micros, posts) {
      account.spentThisCycle += micros;
      account.postsThisCycle += posts;
      if (account.prepaid !== null) {
        const given = Math.min(account.free, micros);
        account.free -= given;
        account.prepaid -= micros - given;
        recharge(account);
      }
      changed.add(account);
    },
    blockedBy(account) {
      const left = balance(account);
      if (left !== null && left <= 0) return 'credits';
      const { spendingLimit, spentThisCycle } = account;
      return spendingLimit !== null && spentThisCycle >= spendingLimit ? 'spending_limit' : null;
    },
    balance,
    touch: (account) => void changed.add(account),
  };
}
