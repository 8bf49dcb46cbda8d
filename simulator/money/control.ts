import type { FastifyInstance } from 'fastify';
import {
  type ControlAppCost,
  type ControlCost,
  ControlCostQuery,
  ControlCreditChange,
  type ControlCredits,
  ControlPriceChange,
  type ControlPrices,
} from '../../contract/control/money.ts';
import { getApp } from '../control/apps.ts';
import { ControlError, controlRoute } from '../control/control-route.ts';
import type { Sim } from '../sim.ts';
import type { SimApp } from '../state/apps.ts';
import { lastDays } from './days.ts';
import { microsOf, usd } from './prices.ts';
import { accountIdOf } from './problems.ts';

const standardDays = 7;

/** `/_control/cost`, `/credits` and `/prices`: the cost meter, and the money of each app. */
export function controlMoney(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/cost',
    query: ControlCostQuery,
    handle: ({ query: { appId, days = standardDays } }): ControlCost => {
      const wanted = appId === undefined ? sim.apps.list() : [getApp(sim, appId)];
      const apps = wanted.map((each) => costOf(sim, each, lastDays(sim.clock.now(), days)));
      return { today: sim.money.ledger.today(), totalUsd: sum(apps.map(({ totalUsd }) => totalUsd)), apps };
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/credits',
    handle: () => ({ credits: sim.apps.list().map((each) => creditsOf(sim, each)) }),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/credits',
    body: ControlCreditChange,
    handle: ({ body }) => {
      const { accounts, ledger } = sim.money;
      const payer = getApp(sim, body.appId);
      const account = accounts.of(payer);
      if (body.balanceUsd !== undefined)
        account.prepaid = body.balanceUsd === 'unlimited' ? null : microsOf(body.balanceUsd);
      if (body.addUsd !== undefined) account.prepaid = (account.prepaid ?? 0) + microsOf(body.addUsd);
      if (body.freeUsd !== undefined) account.free = microsOf(body.freeUsd);
      if (body.spendingLimitUsd !== undefined)
        account.spendingLimit = body.spendingLimitUsd === 'none' ? null : microsOf(body.spendingLimitUsd);
      if (body.postReadCap !== undefined)
        account.postReadCap = body.postReadCap === 'none' ? null : body.postReadCap;
      if (body.autoRecharge !== undefined)
        account.recharge = body.autoRecharge && {
          amount: microsOf(body.autoRecharge.amountUsd),
          below: microsOf(body.autoRecharge.belowUsd),
          lastAt: null,
        };
      if (body.clearUsage) {
        ledger.forget(payer.id);
        account.spentThisCycle = 0;
        account.postsThisCycle = 0;
      }
      accounts.touch(account);
      return creditsOf(sim, payer);
    },
  });

  const prices = (): ControlPrices => ({
    prices: sim.money.prices.list(),
    chargeIncludes: sim.money.prices.chargeIncludes,
    withholdUnpaidEvents: sim.money.prices.withholdUnpaidEvents,
  });
  controlRoute(app, { method: 'GET', url: '/prices', handle: prices });

  controlRoute(app, {
    method: 'POST',
    url: '/prices',
    body: ControlPriceChange,
    handle: ({ body }) => {
      const { prices: list } = sim.money;
      const changes = Object.entries(body.prices ?? {});
      const unknown = changes.find(([item]) => !list.isKnown(item));
      if (unknown)
        throw new ControlError(400, `${unknown[0]} is none of: ${Object.keys(list.list()).join(', ')}`);
      for (const [item, dollars] of changes)
        list.change(item, dollars === 'standard' ? null : microsOf(dollars));
      if (body.chargeIncludes !== undefined) list.chargeIncludes = body.chargeIncludes;
      if (body.withholdUnpaidEvents !== undefined) list.withholdUnpaidEvents = body.withholdUnpaidEvents;
      return prices();
    },
  });
}

function costOf(sim: Sim, app: SimApp, days: readonly string[]): ControlAppCost {
  const found = sim.money.ledger.lines(days, app.id);
  const lines = found
    .map(({ key: _key, appId: _appId, posts: _posts, micros, ...line }) => ({ ...line, usd: usd(micros) }))
    .sort((a, b) => b.day.localeCompare(a.day) || b.usd - a.usd);
  const today = found.filter(({ day }) => day === days[0]);
  return {
    appId: app.id,
    name: app.name,
    paysPerUse: app.tier === 'pay-per-use',
    credits: creditsOf(sim, app),
    totalUsd: usd(sum(found.map(({ micros }) => micros))),
    todayUsd: usd(sum(today.map(({ micros }) => micros))),
    lines,
  };
}

function creditsOf(sim: Sim, app: SimApp): ControlCredits {
  const { accounts } = sim.money;
  const account = accounts.of(app);
  const balance = accounts.balance(account);
  return {
    appId: app.id,
    accountId: accountIdOf(app.id),
    balanceUsd: balance === null ? null : usd(balance),
    freeUsd: usd(account.free),
    spendingLimitUsd: account.spendingLimit === null ? null : usd(account.spendingLimit),
    spentThisCycleUsd: usd(account.spentThisCycle),
    postReadCap: account.postReadCap,
    postReadsThisCycle: account.postsThisCycle,
    cycleStartsAt: account.cycleStartsAt,
    cycleEndsAt: account.cycleEndsAt,
    autoRecharge: account.recharge && {
      amountUsd: usd(account.recharge.amount),
      belowUsd: usd(account.recharge.below),
    },
    blockedBy: app.tier === 'pay-per-use' ? accounts.blockedBy(account) : null,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
