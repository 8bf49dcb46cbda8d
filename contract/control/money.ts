/** `/_control/cost`, `/credits`, `/prices`: what an app's use of X costs, and the money that it has left. */
import { type Static, Type } from 'typebox';
import { XId, closed } from './ids.ts';

/** US dollars. X's smallest price is a tenth of a cent; sums are exact to a millionth of a dollar. */
const Usd = Type.Number({ minimum: 0, maximum: 1_000_000_000 });

/** What X has a price for; the names follow its price list. Prices of delivered events go by event type. */
const PRICED_ITEMS = [
  'post.read',
  'user.read',
  'dm_event.read',
  'follow.read',
  'list.read',
  'like.read',
  'mute.read',
  'block.read',
  'owned.read',
  'post.create',
  'post.create_with_url',
  'post.create_summoned',
  'dm.create',
  'user_interaction.create',
  'interaction.delete',
  'content.manage',
  'list.create',
  'list.manage',
  'bookmark',
  'media_metadata',
  'privacy.update',
  'mute.delete',
  'counts.recent',
  'counts.all',
] as const;
export type PricedItem = (typeof PRICED_ITEMS)[number];

/** One day, one endpoint or event type, one priced thing. */
export type ControlCostLine = {
  /** UTC, `2026-11-21`. */
  day: string;
  /** "METHOD /path" of the endpoint, or the type of the delivered event. */
  source: string;
  kind: 'request' | 'event';
  item: PricedItem | `event:${string}`;
  /** Successful requests, or deliveries. */
  calls: number;
  /** Resources, requests or events that were charged. */
  charged: number;
  /** Those that had been charged already on this day. */
  deduplicated: number;
  usd: number;
};

export type ControlAppCost = {
  appId: string;
  name: string;
  /** False for apps of the tier `enterprise`: they do not pay per use. */
  paysPerUse: boolean;
  credits: ControlCredits;
  totalUsd: number;
  todayUsd: number;
  /** By day, newest first, then by cost, dearest first. */
  lines: ControlCostLine[];
};
/** Days are X's, by its clock. */
export type ControlCost = { today: string; totalUsd: number; apps: ControlAppCost[] };

export const ControlCostQuery = Type.Object(
  {
    appId: Type.Optional(XId),
    /** How many days back, today included; default 7. */
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
  },
  closed,
);
export type ControlCostQuery = Static<typeof ControlCostQuery>;

const AutoRecharge = Type.Object(
  {
    amountUsd: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }),
    /** Recharges once the balance is below this, not more than once in five minutes, and never at zero. */
    belowUsd: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }),
  },
  closed,
);

export type ControlCredits = {
  appId: string;
  /** The 19 digits by which X calls the account that pays. */
  accountId: string;
  /** Null: the app never runs out. May be a little below zero. */
  balanceUsd: number | null;
  /** The part of the balance that was given, used up first. */
  freeUsd: number;
  /** Null: none. */
  spendingLimitUsd: number | null;
  spentThisCycleUsd: number;
  /** Post reads that X allows in one cycle; null: no cap. */
  postReadCap: number | null;
  postReadsThisCycle: number;
  cycleStartsAt: number;
  cycleEndsAt: number;
  autoRecharge: Static<typeof AutoRecharge> | null;
  /** Why priced requests are refused now. */
  blockedBy: 'credits' | 'spending_limit' | null;
};

/** Sets the money of one app; what is left out stays. */
export const ControlCreditChange = Type.Object(
  {
    appId: XId,
    balanceUsd: Type.Optional(
      Type.Union([Type.Number({ minimum: -1_000_000, maximum: 1_000_000_000 }), Type.Literal('unlimited')]),
    ),
    /** Bought just now: added to the balance. */
    addUsd: Type.Optional(Usd),
    freeUsd: Type.Optional(Usd),
    spendingLimitUsd: Type.Optional(Type.Union([Usd, Type.Literal('none')])),
    postReadCap: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Literal('none')])),
    autoRecharge: Type.Optional(Type.Union([AutoRecharge, Type.Null()])),
    /** Forgets what the app has used: costs, post reads, and what was charged today. */
    clearUsage: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ControlCreditChange = Static<typeof ControlCreditChange>;

export type ControlPrices = {
  /** US dollars per resource read, per request that writes, per delivered event (`event:dm.received`). */
  prices: Record<string, number>;
  /** Whether resources in `includes` are charged like those in `data`. */
  chargeIncludes: boolean;
  /** Whether events with a price are withheld from apps that cannot pay. */
  withholdUnpaidEvents: boolean;
};

/** Other prices than X's, e.g. after it has changed them; `standard` takes a change back. */
export const ControlPriceChange = Type.Object(
  {
    prices: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.Union([Usd, Type.Literal('standard')])),
    ),
    chargeIncludes: Type.Optional(Type.Boolean()),
    withholdUnpaidEvents: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ControlPriceChange = Static<typeof ControlPriceChange>;
