import type { InboundEvent } from '../events.ts';
import { type JsonRecord, record, xId } from './json.ts';

/** Somebody writes. */
export function readTyping(event: JsonRecord, forXUserId: string | null): InboundEvent {
  const senderId = xId(event['sender_id']);
  const recipientId = xId(record(event['target'])['recipient_id']);
  if (!senderId || !recipientId)
    return { kind: 'unknown', name: 'direct_message_indicate_typing_events.malformed' };
  return { kind: 'typing', forXUserId, senderId, recipientId };
}

/** Somebody has read up to an event. */
export function readRead(event: JsonRecord, forXUserId: string | null): InboundEvent {
  const senderId = xId(event['sender_id']);
  const recipientId = xId(record(event['target'])['recipient_id']);
  const lastReadEventId = xId(event['last_read_event_id']);
  if (!senderId || !recipientId || !lastReadEventId) {
    return { kind: 'unknown', name: 'direct_message_mark_read_events.malformed' };
  }
  return { kind: 'read', forXUserId, senderId, recipientId, lastReadEventId };
}
