import type { XActivityEventType, XActivityFilter } from '../../../contract/x/activity.ts';
import { type JsonObject, invalidRequest } from '../../core/errors.ts';
import { canonicalEventType, filterRule, isActivityEventType } from './event-rules.ts';

const USER_ID = /^[0-9]{1,19}$/;
const MAX_TAG = 200;

const wrong = (name: string, value: unknown, message: string) =>
  invalidRequest({ [name]: [typeof value === 'string' ? value : JSON.stringify(value ?? null)] }, message);

const refuseOthers = (body: JsonObject, known: string[], at = '') => {
  for (const name of Object.keys(body))
    if (!known.includes(name))
      throw wrong(`${at}${name}`, body[name], `The \`${at}${name}\` field is not recognized`);
};

/** `tag` and `webhook_id`, the two things that may change later; absent ones stay undefined. */
const parseChanges = (body: JsonObject): { tag?: string; webhookId?: string } => {
  const { tag, webhook_id: webhookId } = body;
  if (tag !== undefined && (typeof tag !== 'string' || tag.length < 1 || tag.length > MAX_TAG))
    throw wrong('tag', tag, 'The `tag` field must be a string of 1 to 200 characters');
  if (webhookId !== undefined && (typeof webhookId !== 'string' || !USER_ID.test(webhookId)))
    throw wrong('webhook_id', webhookId, 'The `webhook_id` field does not match ^[0-9]{1,19}$');
  return { tag, webhookId };
};

const parseFilter = (type: XActivityEventType, given: unknown): XActivityFilter => {
  const rule = filterRule(type);
  if (given === undefined && rule.needs === null) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrong('filter', given, 'The `filter` field must be an object');
  // The check above leaves a plain object.
  const filter = given as JsonObject;
  refuseOthers(filter, ['user_id', 'direction', 'keyword'], 'filter.');
  const { user_id: userId, direction, keyword } = filter;
  if (userId !== undefined && (typeof userId !== 'string' || !USER_ID.test(userId)))
    throw wrong('filter.user_id', userId, 'The `filter.user_id` field does not match ^[0-9]{1,19}$');
  if (direction !== undefined && direction !== 'inbound' && direction !== 'outbound')
    throw wrong(
      'filter.direction',
      direction,
      'The `filter.direction` field must be one of [inbound, outbound]',
    );
  if (direction !== undefined && !rule.direction)
    throw wrong('filter.direction', direction, `The \`filter.direction\` field is not supported for ${type}`);
  if (keyword !== undefined && (typeof keyword !== 'string' || keyword.length < 1 || keyword.length > 150))
    throw wrong(
      'filter.keyword',
      keyword,
      'The `filter.keyword` field must be a string of 1 to 150 characters',
    );
  for (const [name, value] of Object.entries({ user_id: userId, keyword }))
    if (value !== undefined && rule.needs !== name)
      throw wrong(`filter.${name}`, value, `The \`filter.${name}\` field is not supported for ${type}`);
  if (rule.needs !== null && filter[rule.needs] === undefined)
    throw wrong(`filter.${rule.needs}`, null, `The \`filter.${rule.needs}\` field is required for ${type}`);
  return {
    ...(userId === undefined ? {} : { user_id: userId }),
    ...(direction === undefined ? {} : { direction }),
    ...(keyword === undefined ? {} : { keyword }),
  };
};

export type NewSubscription = {
  eventType: XActivityEventType;
  filter: XActivityFilter;
  tag?: string;
  webhookId?: string;
};

/** The body of a new subscription; unknown fields are refused, as X does. */
export const parseSubscription = (body: JsonObject): NewSubscription => {
  refuseOthers(body, ['event_type', 'filter', 'tag', 'webhook_id']);
  const { event_type: eventType } = body;
  if (typeof eventType !== 'string' || !isActivityEventType(eventType))
    throw wrong(
      'event_type',
      eventType,
      `The \`event_type\` field value [${String(eventType)}] is not valid`,
    );
  const filter = parseFilter(eventType, body['filter']);
  return { eventType: canonicalEventType(eventType), filter, ...parseChanges(body) };
};

/** The body of a change. */
export const parseUpdate = (body: JsonObject): { tag?: string; webhookId?: string } => {
  refuseOthers(body, ['tag', 'webhook_id']);
  return parseChanges(body);
};
