import { randomBytes } from 'node:crypto';
import type {
  XActivityFilter,
  XActivityMessagePayload,
  XActivityReadPayload,
  XActivityTypingPayload,
  XActivityUser,
  XChatPayload,
} from '../../contract/x/activity.ts';
import type { XMarkReadEvent, XMessageCreateEvent, XTypingEvent } from '../../contract/x/webhooks.ts';
import { type Told, joined } from './told.ts';

const UUIDS_AT_ONCE = 512;
let uuids = Buffer.alloc(0);
let nextUuid = 0;

/** 64 signed bits, so about every second one is negative, as at X. Drawn many at a time: one by one is slow. */
const newEventUuid = (): string => {
  if (nextUuid >= uuids.length) {
    uuids = randomBytes(UUIDS_AT_ONCE * 8);
    nextUuid = 0;
  }
  nextUuid += 8;
  return uuids.readBigInt64BE(nextUuid - 8).toString();
};

export type EnvelopeParts = { eventType: string; filter: XActivityFilter; tag: string | null };

/**
 * What both the webhook and the stream carry: one per subscription that an event matches. What is told has `payload`
 * and, for some events, `includes`. https://docs.x.com/x-api/activity/event-payloads
 */
export const activityEnvelope = ({ eventType, filter, tag }: EnvelopeParts, event: Told): string => {
  const head = {
    event_uuid: newEventUuid(),
    filter,
    event_type: eventType,
    ...(tag === null ? {} : { tag }),
  };
  return `{"data":${joined(head, event)}}`;
};

/**
 * Adds the `…_str` twin that event payloads carry beside each whole number that is a member of an object
 * (`start_str`, `like_count_str`); numbers in lists have none.
 */
export const withTwins = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withTwins);
  if (typeof value !== 'object' || value === null) return value;
  const twins: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    twins[name] = withTwins(member);
    if (Number.isInteger(member)) twins[`${name}_str`] = String(member);
  }
  return twins;
};

type UserMap = Record<string, { data: XActivityUser }>;
const userMap = (users: XActivityUser[]): UserMap =>
  Object.fromEntries(users.map((user) => [user.id, { data: user }]));

/** `dm.received` and `dm.sent`: a message without `for_user_id`, `apps` or a conversation id. */
export const messagePayload = (
  message: XMessageCreateEvent,
  users: XActivityUser[],
): XActivityMessagePayload => {
  const { source_app_id: _sourceApp, ...messageCreate } = message.message_create;
  return {
    direct_message_events: [{ ...message, message_create: messageCreate }],
    users: userMap(users),
  };
};

export const typingPayload = (event: XTypingEvent, users: XActivityUser[]): XActivityTypingPayload => ({
  direct_message_indicate_typing_events: [event],
  users: userMap(users),
});

export const readPayload = (event: XMarkReadEvent, users: XActivityUser[]): XActivityReadPayload => ({
  direct_message_mark_read_events: [event],
  users: userMap(users),
});

/** An encrypted message that nobody wrote: shaped like X's, readable by nobody. */
export const chatPayload = (
  id: string,
  senderId: string,
  recipientId: string,
  atMs: number,
  encodedEvent: string | undefined,
): XChatPayload => ({
  conversation_token: randomBytes(96).toString('base64url'),
  id,
  created_at_msec: String(atMs),
  sender_id: senderId,
  conversation_id: `${senderId}:${recipientId}`,
  conversation_key_version: String(atMs - 86_400_000),
  encoded_event: encodedEvent ?? randomBytes(180).toString('base64'),
  conversation_key_change_event: randomBytes(120).toString('base64'),
  message_event_signature: {
    public_key_version: String(atMs - 172_800_000),
    signature: randomBytes(64).toString('base64').replace(/=+$/, ''),
    signature_version: '7',
    signing_public_key: randomBytes(91).toString('base64'),
  },
});
