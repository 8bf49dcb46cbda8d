import {
  type XEngagementType,
  type XGroupDimension,
  engagementTypes,
  groupDimensions,
  totalsTypes,
} from '../../../contract/x/engagement.ts';
import { type JsonObject, sentenceError } from '../../core/errors.ts';

export interface Grouping {
  name: string;
  by: XGroupDimension[];
}

export interface Asked {
  ids: string[];
  types: XEngagementType[];
  groupings: Grouping[];
}

export interface EndpointRules {
  maxIds: number;
  types: readonly XEngagementType[];
  dimensions: readonly XGroupDimension[];
}

// https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#post-insights-engagement
export const totalsRules: EndpointRules = {
  maxIds: 250,
  types: totalsTypes,
  dimensions: ['tweet.id', 'engagement.type'],
};
export const seriesRules: EndpointRules = { maxIds: 25, types: engagementTypes, dimensions: groupDimensions };

const maxGroupings = 3;
/** The only two orders of four. */
const fourItems = [
  'tweet.id,engagement.type,engagement.day,engagement.hour',
  'engagement.type,tweet.id,engagement.day,engagement.hour',
];
/** Members of an answer that are no grouping. */
const takenNames = new Set([
  'start',
  'end',
  'errors',
  'unavailable_tweet_ids',
  'unsupported_for_impressions_engagements_tweet_ids',
  'unsupported_for_video_views_tweet_ids',
]);

const bad = (message: string) => sentenceError(400, message);

/** Reads ids, types and groupings, or says what is wrong with the first of them that is. */
export function readAsked(body: JsonObject, rules: EndpointRules): Asked {
  return { ids: readIds(body, rules), types: readTypes(body, rules), groupings: readGroupings(body, rules) };
}

/** Documented as strings; the documentation's own first sample sends numbers. */
function readIds({ tweet_ids: given }: JsonObject, { maxIds }: EndpointRules): string[] {
  if (!Array.isArray(given) || given.length === 0)
    throw bad('tweet_ids must be an array of at least one Tweet ID');
  if (given.length > maxIds)
    throw bad(`Too many Tweet IDs: ${given.length} were given, the maximum is ${maxIds}`);
  const ids = given.map((id: unknown) => {
    const text = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
    if (!/^[0-9]{1,19}$/.test(text)) throw bad(`Invalid Tweet ID: ${JSON.stringify(id)}`);
    return text;
  });
  return [...new Set(ids)];
}

function readTypes({ engagement_types: given }: JsonObject, { types }: EndpointRules): XEngagementType[] {
  if (!Array.isArray(given) || given.length === 0)
    throw bad('engagement_types must be an array of at least one engagement type');
  const known = new Map<unknown, XEngagementType>(types.map((type) => [type, type]));
  const found = given.map((name: unknown) => {
    const type = known.get(name);
    if (!type)
      throw bad(`Unsupported engagement type: ${JSON.stringify(name)}. Supported are: ${types.join(', ')}`);
    return type;
  });
  return [...new Set(found)];
}

function readGroupings({ groupings }: JsonObject, rules: EndpointRules): Grouping[] {
  const named = typeof groupings === 'object' && groupings !== null ? Object.entries(groupings) : [];
  if (Array.isArray(groupings) || named.length === 0)
    throw bad('groupings must be an object with at least one grouping');
  if (named.length > maxGroupings)
    throw bad(`Too many groupings: ${named.length} were given, the maximum is ${maxGroupings}`);
  const found = named.map(([name, value]: [string, unknown]) => ({ name, by: readBy(name, value, rules) }));
  if (found.filter(({ by }) => by.length === 4).length > 1)
    throw bad('Only one grouping with 4 group_by items is allowed per request');
  return found;
}

function readBy(name: string, value: unknown, { dimensions }: EndpointRules): XGroupDimension[] {
  if (takenNames.has(name)) throw bad(`A grouping cannot be called ${name}`);
  const given =
    typeof value === 'object' && value !== null && 'group_by' in value ? value.group_by : undefined;
  if (!Array.isArray(given) || given.length === 0)
    throw bad(`The grouping ${JSON.stringify(name)} has no group_by items`);
  // The documentation writes "Tweet.id" too.
  const known = new Map<unknown, XGroupDimension>(dimensions.map((dimension) => [dimension, dimension]));
  const by = given.map((item: unknown) => {
    const dimension = known.get(typeof item === 'string' ? item.toLowerCase() : item);
    if (!dimension)
      throw bad(
        `Unsupported group_by item ${JSON.stringify(item)} in the grouping ${JSON.stringify(name)}. Supported are: ${dimensions.join(', ')}`,
      );
    return dimension;
  });
  if (new Set(by).size < by.length)
    throw bad(`The grouping ${JSON.stringify(name)} has a group_by item twice`);
  if (by.length === 4 && !fourItems.includes(by.join(',')))
    throw bad(
      `Groupings with 4 group_by items must be in one of these orders: [${fourItems.join('] or [')}]`,
    );
  return by;
}
