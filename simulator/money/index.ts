import type { PricedItem } from '../../contract/control/money.ts';
import type { Caller } from '../core/auth.ts';
import type { Store } from '../core/store.ts';
import type { SimApp } from '../state/apps.ts';
import type { Posts } from '../state/posts.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { type Answered, includedIds, answeredIds } from './answered.ts';
import type { Charge } from './charges.ts';
import { type Ledger, createLedger } from './ledger.ts';
import { itemOfPost } from './post-price.ts';
import { type Micros, type Prices, createPrices } from './prices.ts';
import { creditsDepleted, spendCapReached, usageCapExceeded } from './problems.ts';

/** A priced request that has been answered. */
export interface PricedCall {
  charge: Charge;
  /** "METHOD /path", what the cost is filed under. */
  source: string;
  caller: Caller;
  /** The `:id` of the path. */
  pathId: string | undefined;
  answer: unknown;
}

/** What the use of X costs: prices, what was charged, and what is left. */
export interface Money {
  prices: Prices;
  ledger: Ledger;
  accounts: Accounts;
  /** Throws X's refusal when the app cannot pay for an endpoint, or has read its fill of posts. */
  admit(app: SimApp, charge: Charge): void;
  /** Charges for an answer that was given; the cost of it. */
  charge(call: PricedCall): Micros;
  /** Whether an event may go out to an app: those with a price may not when it cannot pay. */
  mayDeliver(app: SimApp, eventType: string): boolean;
  /** Charges for an event that reached an app, once a day for the same resource. */
  delivered(app: SimApp, eventType: string, resource: string): void;
  reset(): void;
}

const readsPosts = (charge: Charge) => charge.kind === 'read' && charge.item === 'post.read';

export function createMoney(store: Store, posts: Posts, now: () => number): Money {
  const prices = createPrices();
  const ledger = createLedger(store, now);
  const accounts = createAccounts(store, now);

  // Enterprise plans are by contract: https://docs.x.com/enterprise-api/getting-started/pricing
  const paysPerUse = (app: SimApp) => app.tier === 'pay-per-use';

  function enter(
    app: SimApp,
    source: string,
    kind: 'request' | 'event',
    item: PricedItem | `event:${string}`,
    counts: { fresh: number; all: number; posts?: number },
  ): Micros {
    const line = ledger.line(app.id, source, kind, item);
    const micros = prices.of(item) * counts.fresh;
    line.calls += 1;
    line.charged += counts.fresh;
    line.deduplicated += counts.all - counts.fresh;
    line.micros += micros;
    line.posts += counts.posts ?? 0;
    ledger.touch(line);
    if (micros > 0 || counts.posts) accounts.spend(accounts.of(app), micros, counts.posts ?? 0);
    return micros;
  }

  function chargeResources(app: SimApp, source: string, as: PricedItem, billed: PricedItem, ids: string[]) {
    if (ids.length === 0) return 0;
    const fresh = ledger.chargeOnce(app.id, as, ids);
    return enter(app, source, 'request', billed, {
      fresh,
      all: ids.length,
      posts: as === 'post.read' ? fresh : 0,
    });
  }

  function chargeRead(call: PricedCall, charge: Extract<Charge, { kind: 'read' }>): Micros {
    const { caller, source, pathId } = call;
    const { app, user } = caller;
    // An answer of a route is JSON that it has just made.
    const answer = call.answer as Answered;
    const isOwned =
      charge.ownable === true && user !== undefined && user.id === pathId && user.id === app.ownerUserId;
    const billed = isOwned ? 'owned.read' : charge.item;
    let micros = chargeResources(app, source, charge.item, billed, answeredIds(answer));
    if (!prices.chargeIncludes || answer?.includes === undefined) return micros;
    micros += chargeResources(app, source, 'user.read', 'user.read', includedIds(answer, 'users'));
    micros += chargeResources(app, source, 'post.read', 'post.read', includedIds(answer, 'posts'));
    return micros;
  }

  return {
    prices,
    ledger,
    accounts,
    admit(app, charge) {
      if (!paysPerUse(app)) return;
      const account = accounts.of(app);
      const blocked = accounts.blockedBy(account);
      if (blocked === 'credits') throw creditsDepleted(app.id);
      if (blocked === 'spending_limit') throw spendCapReached(app.id, account.cycleEndsAt);
      if (account.postReadCap !== null && readsPosts(charge) && account.postsThisCycle >= account.postReadCap)
        throw usageCapExceeded(app.id);
    },
    charge(call) {
      const { charge, caller, source } = call;
      if (!paysPerUse(caller.app)) return 0;
      if (charge.kind === 'read') return chargeRead(call, charge);
      const item =
        charge.kind === 'write' ? charge.item : itemOfPost(posts, answeredIds(call.answer as Answered)[0]);
      return enter(caller.app, source, 'request', item, { fresh: 1, all: 1 });
    },
    mayDeliver(app, eventType) {
      if (!prices.withholdUnpaidEvents || !paysPerUse(app)) return true;
      return prices.of(`event:${eventType}`) === 0 || accounts.blockedBy(accounts.of(app)) === null;
    },
    delivered(app, eventType, resource) {
      if (!paysPerUse(app)) return;
      const item = `event:${eventType}` as const;
      enter(app, eventType, 'event', item, { fresh: ledger.chargeOnce(app.id, item, [resource]), all: 1 });
    },
    reset: () => prices.reset(),
  };
}
