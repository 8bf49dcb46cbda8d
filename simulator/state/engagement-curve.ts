import type { EngagementCounter, EngagementCurve } from '../../contract/control/engagement.ts';

export const hourMs = 3_600_000;

/** What of a post decides which counters can move at all. */
export interface PostFacts {
  id: string;
  authorId: string;
  createdAt: number;
  isRepost: boolean;
  hasLinks: boolean;
  hasTags: boolean;
  media: 'none' | 'image' | 'video';
}

/** Counters that a curve makes; `engagements` is reckoned from them, and `other_clicks` is only part of it. */
export type CrowdCounter = EngagementCounter | 'other_clicks';

/** The series of one post as people beyond this X make it: how much there was up to a moment. */
export interface Curve {
  /** Counters that ever move. */
  counters: readonly CrowdCounter[];
  /** Everything before this moment (and never more than `total`); a whole number that never falls. */
  before(counter: CrowdCounter, at: number): number;
  /** `engagements` is given, not reckoned from its parts. */
  givesEngagements: boolean;
  /** When the first and last of it happen. */
  startsAt: number;
  endsAt: number;
}

/** Of a thousand organic impressions. What only people do who could be named is left to the crowd (see `crowdOnly`). */
const usualRates: Record<Exclude<CrowdCounter, 'engagements'>, number> = {
  impressions: 1000,
  promoted_impressions: 0,
  favorites: 14,
  retweets: 3.2,
  quote_tweets: 0.7,
  replies: 1.6,
  bookmarks: 1.8,
  video_views: 310,
  media_views: 640,
  media_engagements: 22,
  url_clicks: 9,
  hashtag_clicks: 1.1,
  detail_expands: 24,
  permalink_clicks: 1.4,
  app_install_attempts: 0,
  app_opens: 0,
  email_tweet: 0.12,
  shares: 1.3,
  user_follows: 0.5,
  user_unfollows: 0.06,
  user_profile_clicks: 5.5,
  unlikes: 0.3,
  other_clicks: 3,
};

type RatedCounter = keyof typeof usualRates;

const crowdOnly: ReadonlySet<CrowdCounter> = new Set([
  'favorites',
  'retweets',
  'quote_tweets',
  'replies',
  'bookmarks',
  'user_follows',
  'user_unfollows',
  'unlikes',
]);

/** People look first, then act: each group of counters has its own unrest, and answers come a little later. */
const groupOf = (counter: CrowdCounter): number => {
  if (/impressions|views/.test(counter)) return 0;
  return crowdOnly.has(counter) ? 1 : 2;
};

/** A number in [0, 1) that depends on nothing but its arguments (FNV-1a, then a finaliser). */
export function noise(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return mix(hash) / 0x1_0000_0000;
}

function mix(hash: number): number {
  let value = hash;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const floorHour = (at: number) => Math.floor(at / hourMs) * hourMs;

/** Longest life of a curve: what is younger than this is shaped, what is older has come to rest. */
const maxHours = 24 * 120;
/** A burst cannot come later than this after the post. */
export const latestBurstMs = 5 * 365 * 24 * hourMs;
/** The slow tail: a small part of everything comes much later than the rest. */
const tailShare = 0.08;
const tailFactor = 9;

/** Makes the curve of a post. The same facts and settings give the same numbers, whenever they are asked for. */
export function makeCurve(facts: PostFacts, settings: EngagementCurve): Curve {
  if (settings.hours) return givenCurve(facts, settings.hours);
  const seed = settings.seed ?? 0;
  const impressions = facts.isRepost ? 0 : (settings.impressions ?? usualImpressions(facts, seed));
  const bursts = facts.isRepost ? [] : (settings.bursts ?? []);
  const halfLife = settings.halfLifeHours ?? 4 + 14 * noise(seed, `${facts.id} half-life`);
  const startsAt = floorHour(facts.createdAt);
  const waves = [
    { at: facts.createdAt, impressions, halfLife },
    ...bursts
      .filter(({ at }) => at - facts.createdAt <= latestBurstMs)
      .map((burst) => ({
        at: Math.max(burst.at, facts.createdAt),
        impressions: burst.impressions,
        halfLife: burst.halfLifeHours ?? halfLife / 2,
      })),
  ];
  const total = waves.reduce((sum, wave) => sum + wave.impressions, 0);
  const hours = lengthOf(waves, startsAt);
  const counters = new Map<CrowdCounter, { total: number; offset: number; group: number }>();
  for (const counter of countersOf(facts, settings)) {
    const expected = (total * rateOf(counter, facts, settings, seed)) / 1000;
    // An offset in [0, 1) decides by chance, once, how fractions round; it keeps sums whole.
    const offset = noise(seed, `${facts.id} ${counter} offset`);
    const whole = Math.floor(expected + offset);
    if (whole > 0) counters.set(counter, { total: whole, offset, group: groupOf(counter) });
  }
  // Nearly everything that is read has come to rest long ago, so shapes are made when they are first needed.
  let weights: Float64Array | undefined;
  const shapes: (Float64Array | undefined)[] = [];
  const shapeOf = (group: number): Float64Array => {
    weights ??= weightsOf(waves, startsAt, hours);
    return (shapes[group] ??= fractionsOf(facts, weights, startsAt, seed, group));
  };
  const endsAt = startsAt + hours * hourMs;
  return {
    counters: [...counters.keys()],
    givesEngagements: false,
    startsAt,
    endsAt,
    before(counter, at) {
      const line = counters.get(counter);
      if (!line || at <= facts.createdAt) return 0;
      if (at >= endsAt) return line.total;
      const fraction = fractionAt(shapeOf(line.group), facts.createdAt, startsAt, at);
      return Math.floor(line.total * fraction + line.offset);
    },
  };
}

/** Which of everything moves for this post: no links, no clicks on them. */
function countersOf(facts: PostFacts, settings: EngagementCurve): RatedCounter[] {
  // The keys of a complete record are its key type.
  return (Object.keys(usualRates) as RatedCounter[]).filter((counter) => {
    if (crowdOnly.has(counter) && settings.crowd !== true) return false;
    if (counter === 'url_clicks') return facts.hasLinks;
    if (counter === 'hashtag_clicks') return facts.hasTags;
    if (counter === 'video_views') return facts.media === 'video';
    if (counter === 'media_views' || counter === 'media_engagements') return facts.media !== 'none';
    return true;
  });
}

function rateOf(counter: RatedCounter, facts: PostFacts, settings: EngagementCurve, seed: number): number {
  if (counter === 'impressions') return 1000;
  const share = settings.promotedShare ?? 0;
  if (counter === 'promoted_impressions') return (1000 * share) / (1 - share);
  const given = counter === 'other_clicks' ? undefined : settings.ratesPerThousand?.[counter];
  // Posts differ: a rate is between half and one and a half times the usual one.
  const rate = given ?? usualRates[counter] * (0.5 + noise(seed, `${facts.id} ${counter}`));
  // Advertising is clicked on as well as what comes by itself.
  return rate / (1 - share);
}

/** Small accounts are many: between 40 and 4,000, most of them few hundreds. */
function usualImpressions(facts: PostFacts, seed: number): number {
  const account = noise(seed, `${facts.authorId} audience`);
  const post = noise(seed, `${facts.id} impressions`);
  return Math.round(40 * 10 ** (1.2 * account + 0.8 * post));
}

interface Wave {
  at: number;
  impressions: number;
  halfLife: number;
}

function lengthOf(waves: readonly Wave[], startsAt: number): number {
  const ends = waves.map(
    ({ at, halfLife }) => (at - startsAt) / hourMs + Math.min(maxHours, halfLife * tailFactor * 6),
  );
  return Math.max(1, Math.ceil(Math.max(...ends)));
}

/** How much of everything each clock hour gets, before day, night and chance. */
function weightsOf(waves: readonly Wave[], startsAt: number, hours: number): Float64Array {
  const weights = new Float64Array(hours);
  for (const { at, impressions, halfLife } of waves) {
    const first = Math.floor((at - startsAt) / hourMs);
    // The first hour has only begun when the wave does.
    const part = 1 - ((at - startsAt) / hourMs - first);
    addDecay(weights, first, part, impressions * (1 - tailShare), halfLife);
    addDecay(weights, first, part, impressions * tailShare, halfLife * tailFactor);
  }
  return weights;
}

function addDecay(weights: Float64Array, first: number, part: number, size: number, halfLife: number): void {
  const perHour = 2 ** (-1 / halfLife);
  let left = size;
  let keeps = perHour ** part;
  for (let hour = first; hour < weights.length; hour++) {
    weights[hour] = (weights[hour] ?? 0) + left * (1 - keeps);
    left *= keeps;
    keeps = perHour;
  }
}

/** Cumulative shares of the total at the end of each clock hour; the first is 0, the last 1. */
function fractionsOf(
  facts: PostFacts,
  weights: Float64Array,
  startsAt: number,
  seed: number,
  group: number,
): Float64Array {
  const wakeHour = 24 * noise(seed, `${facts.authorId} day`);
  const day = Float64Array.from(
    { length: 24 },
    (_, hour) => 1 + 0.55 * Math.sin(((hour - wakeHour) / 24) * 2 * Math.PI),
  );
  const firstHour = startsAt / hourMs;
  const fractions = new Float64Array(weights.length + 1);
  let unrest = Math.floor(noise(seed, `${facts.id} ${group}`) * 0xffff_ffff);
  let sum = 0;
  for (let hour = 0; hour < weights.length; hour++) {
    unrest = mix((unrest + 0x9e3779b9) >>> 0);
    const chance = 0.55 + (0.9 * unrest) / 0x1_0000_0000;
    sum += (weights[hour] ?? 0) * (day[(firstHour + hour) % 24] ?? 1) * chance;
    fractions[hour + 1] = sum;
  }
  for (let hour = 1; sum > 0 && hour < fractions.length; hour++)
    fractions[hour] = (fractions[hour] ?? 0) / sum;
  return fractions;
}

/** Within an hour it grows evenly; within the first one, from the moment of posting. */
function fractionAt(fractions: Float64Array, createdAt: number, startsAt: number, at: number): number {
  const hour = Math.floor((at - startsAt) / hourMs);
  if (hour >= fractions.length - 1) return fractions.at(-1) ?? 0;
  const from = fractions[hour] ?? 0;
  const to = fractions[hour + 1] ?? 0;
  const began = Math.max(createdAt, startsAt + hour * hourMs);
  const ended = startsAt + (hour + 1) * hourMs;
  return from + ((to - from) * (at - began)) / (ended - began);
}

/** Numbers that were given hour by hour: an hour counts whole as soon as it has begun. */
function givenCurve(facts: PostFacts, hours: NonNullable<EngagementCurve['hours']>): Curve {
  const lines = new Map<CrowdCounter, { at: number; sum: number }[]>();
  const inOrder = hours.toSorted((a, b) => a.at - b.at);
  for (const { at, counts } of inOrder)
    for (const [name, count] of Object.entries(counts)) {
      // A record's keys are checked by its schema.
      const counter = name as EngagementCounter;
      const line = lines.get(counter) ?? [];
      const sum = (line.at(-1)?.sum ?? 0) + count;
      line.push({ at: Math.max(floorHour(at), floorHour(facts.createdAt)), sum });
      lines.set(counter, line);
    }
  return {
    counters: [...lines.keys()],
    givesEngagements: lines.has('engagements'),
    startsAt: floorHour(facts.createdAt),
    endsAt: Math.max(floorHour(facts.createdAt), floorHour(inOrder.at(-1)?.at ?? 0)) + hourMs,
    before(counter, at) {
      const line = lines.get(counter) ?? [];
      let low = 0;
      let high = line.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((line[middle]?.at ?? 0) < at) low = middle + 1;
        else high = middle;
      }
      return line[low - 1]?.sum ?? 0;
    },
  };
}
