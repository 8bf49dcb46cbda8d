/** `/_control/posts/:id/engagement` and `/_control/engagement`: how people beyond this X see a post. */
import { type Static, type TSchema, Type } from 'typebox';
import { Moment, XId, closed } from './ids.ts';

/** Everything that is counted of a post, in the words of the Engagement API where it has one. */
export const engagementCounters = [
  'impressions',
  'promoted_impressions',
  'engagements',
  'favorites',
  'retweets',
  'quote_tweets',
  'replies',
  'bookmarks',
  'video_views',
  'media_views',
  'media_engagements',
  'url_clicks',
  'hashtag_clicks',
  'detail_expands',
  'permalink_clicks',
  'app_install_attempts',
  'app_opens',
  'email_tweet',
  'shares',
  'user_follows',
  'user_unfollows',
  'user_profile_clicks',
  'unlikes',
] as const;
export type EngagementCounter = (typeof engagementCounters)[number];

const Count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
/** Numbers by counter; those left out are absent. */
const byCounter = (of: TSchema) =>
  Type.Unsafe<Partial<Record<EngagementCounter, number>>>(
    Type.Object(Object.fromEntries(engagementCounters.map((name) => [name, Type.Optional(of)])), closed),
  );
const HalfLife = Type.Number({ minimum: 0.1, maximum: 720 });

/** A second wave: somebody well-known shows the post. */
const Burst = Type.Object({ at: Moment, impressions: Count, halfLifeHours: Type.Optional(HalfLife) }, closed);

/** Given numbers of one clock hour; `at` is any moment in it. */
const GivenHour = Type.Object({ at: Moment, counts: byCounter(Count) }, closed);

const curveFields = {
  /** Organic impressions of its whole life, bursts apart. */
  impressions: Count,
  /** After how many hours half of them are there. */
  halfLifeHours: HalfLife,
  /** How much of all impressions is advertising. */
  promotedShare: Type.Number({ minimum: 0, maximum: 0.95 }),
  /** Whether people who are not on this X like, answer, repost and follow too; else only those who are do. */
  crowd: Type.Boolean(),
  bursts: Type.Array(Burst, { maxItems: 50 }),
  /** Of a thousand organic impressions, how many end in this. Counters left out keep their usual rate. */
  ratesPerThousand: byCounter(Type.Number({ minimum: 0, maximum: 1000 })),
  /** Instead of a curve: these numbers and no others, beside what people on this X do. */
  hours: Type.Array(GivenHour, { maxItems: 10_000 }),
  /** Another seed gives another shape of the same size. */
  seed: Type.Integer({ minimum: 0, maximum: 0xffff_ffff }),
};

/** What is left out has its default. */
export const EngagementCurve = Type.Partial(Type.Object(curveFields, closed));
export type EngagementCurve = Static<typeof EngagementCurve>;

export const ControlEngagementQuery = Type.Object(
  {
    /** Default: the post's first hour. */
    from: Type.Optional(Moment),
    /** Default: now. */
    to: Type.Optional(Moment),
    /** Default: hours for up to 92 days, else days. */
    step: Type.Optional(Type.Union([Type.Literal('hour'), Type.Literal('day')])),
  },
  closed,
);
export type ControlEngagementQuery = Static<typeof ControlEngagementQuery>;

export type EngagementCounts = Record<EngagementCounter, number>;

/** The series of a post for a chart: one entry for each hour or day (UTC) that has begun, zeros included. */
export type ControlPostEngagement = {
  postId: string;
  curve: EngagementCurve;
  /** No curve was set for this post. */
  isDefault: boolean;
  /** Up to now. */
  totals: EngagementCounts;
  step: 'hour' | 'day';
  series: ({ at: number } & EngagementCounts)[];
};

const settingFields = {
  /** The curve of every post that has none of its own. */
  defaultCurve: EngagementCurve,
  /** How far back `/insights/engagement/historical` goes: to September 2014, or 365 days. X documents both. */
  oldest: Type.Union([Type.Literal('2014'), Type.Literal('year')]),
  /** What a user's token gets from `/totals` for public counts of posts of others. */
  foreignTotals: Type.Union([Type.Literal('refused'), Type.Literal('answered')]),
  /** Whether the removed `/2/insights/28hr` and `/2/insights/historical` answer. */
  v2Insights: Type.Boolean(),
  /** `by-request`: flat counters beside `timestamped_metrics` for those who name that field, as OpenAPI 2.167 has it. */
  analyticsShape: Type.Union([Type.Literal('by-request'), Type.Literal('timestamped'), Type.Literal('flat')]),
  /** How private metrics of a post older than 30 days are refused. */
  oldMetrics: Type.Union([Type.Literal('disallowed-resource'), Type.Literal('not-authorized-for-field')]),
};

export const EngagementSettingsChange = Type.Partial(Type.Object(settingFields, closed));
export type EngagementSettingsChange = Static<typeof EngagementSettingsChange>;
export const EngagementSettings = Type.Object(settingFields, closed);
export type EngagementSettings = Static<typeof EngagementSettings>;

/** Whose posts an app has asked for in a month: what enterprise contracts count. */
export const MeteredHandles = Type.Object(
  { appId: XId, month: Type.String(), userIds: Type.Array(XId) },
  closed,
);
export type MeteredHandles = Static<typeof MeteredHandles>;

export type ControlEngagement = { settings: EngagementSettings; handles: MeteredHandles[] };
