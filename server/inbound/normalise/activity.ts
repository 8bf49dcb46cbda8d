import type { InboundEvent } from '../events.ts';
import { readEvents } from './account-activity.ts';
import { type JsonRecord, moment, record, shortText, text, xId } from './json.ts';
import { readPeople } from './people.ts';
import { readActivityPost } from './posts.ts';

/** The envelope of the X Activity API: one event, told for the user in its filter. */
export function readActivity(data: JsonRecord): InboundEvent[] {
  const type = text(data['event_type']) ?? '';
  const forXUserId = xId(record(data['filter'])['user_id']) ?? null;
  const payload = record(data['payload']);
  if (type.startsWith('dm.')) {
    const events = readEvents(payload, forXUserId);
    return events.length > 0 ? events : [{ kind: 'unknown', name: kindName(type) }];
  }
  if (type === 'chat.received' || type === 'chat.sent') return [readChat(type, data, forXUserId)];
  if (type === 'post.mention.create' || type === 'post.create') {
    return readActivityPost(payload, record(data['includes']), forXUserId);
  }
  if (type === 'oauth.revoke') {
    const xUserId = xId(payload['user_id']);
    if (xUserId) return [{ kind: 'revoke', xUserId, at: moment(payload['date_time']) ?? null }];
  }
  return [{ kind: 'unknown', name: kindName(type) }];
}

function readChat(type: string, data: JsonRecord, forXUserId: string | null): InboundEvent {
  const payload = record(data['payload']);
  const key = shortText(payload['id'], 100) ?? shortText(data['event_uuid'], 100);
  const senderId = xId(payload['sender_id']);
  const thread = text(payload['conversation_id']) ?? '';
  if (!key || !senderId) return { kind: 'unknown', name: kindName(`${type}.malformed`) };
  const pair = /^(\d{1,19})[:-](\d{1,19})$/.exec(thread);
  const groupId = shortText(thread, 40);
  if (!pair && (groupId === undefined || forXUserId === null)) return { kind: 'group', forXUserId, key };
  const other = pair?.[1] === senderId ? pair[2] : pair?.[1];
  const recipientId = pair ? other : forXUserId;
  return {
    kind: 'encrypted',
    forXUserId,
    key,
    at: moment(payload['created_at_msec']) ?? new Date(0),
    senderId,
    recipientId: xId(recipientId) ?? senderId,
    groupId: pair ? null : (groupId ?? null),
    people: readPeople(payload['users'] ?? record(data['includes'])['users']),
  };
}

function kindName(type: string): string {
  return (shortText(type, 80) ?? 'untyped').replaceAll('\ufffd', '');
}
