import type { InboundEvent } from '../events.ts';
import { type JsonRecord, isRecord, list, moment, record, text, xId } from './json.ts';
import { readLegacyMessage } from './message.ts';
import { readPeople } from './people.ts';
import { readLegacyPost } from './posts.ts';
import { readRead, readTyping } from './signals.ts';

/** Keys of a body that are no events. */
const FRAME = new Set(['for_user_id', 'users', 'apps', 'user_has_blocked', 'is_replay']);

/** A body of the Account Activity API; v1.1 and v2 send the same one. */
export function readAccountActivity(body: JsonRecord): InboundEvent[] {
  const forXUserId = xId(body['for_user_id']) ?? null;
  return readEvents(body, forXUserId);
}

/** The events of a body, by the names that Account Activity gives them; the Activity API's payloads have them too. */
export function readEvents(body: JsonRecord, forXUserId: string | null): InboundEvent[] {
  const people = readPeople(body['users']);
  return Object.entries(body).flatMap(([name, value]): InboundEvent[] => {
    if (FRAME.has(name)) return [];
    const events = list(value).map(record);
    switch (name) {
      case 'direct_message_events':
        return events.map((event) => readLegacyMessage(event, forXUserId, people));
      case 'direct_message_indicate_typing_events':
        return events.map((event) => readTyping(event, forXUserId));
      case 'direct_message_mark_read_events':
        return events.map((event) => readRead(event, forXUserId));
      case 'tweet_create_events':
        return events.flatMap((event) =>
          readLegacyPost(event, forXUserId, body['user_has_blocked'] === 'true'),
        );
      case 'user_event':
        return [readUserEvent(record(value))];
      case 'replay_job_status':
        return [readReplay(record(value))];
      default:
        return [{ kind: 'unknown', name: name.slice(0, 80).toWellFormed().replaceAll('\u0000', '') }];
    }
  });
}

function readUserEvent(event: JsonRecord): InboundEvent {
  const revoke = record(event['revoke']);
  const xUserId = xId(record(revoke['source'])['user_id']);
  if (!isRecord(event['revoke']) || !xUserId) return { kind: 'unknown', name: 'user_event' };
  return { kind: 'revoke', xUserId, at: moment(revoke['date_time']) ?? null };
}

function readReplay(status: JsonRecord): InboundEvent {
  return {
    kind: 'replay',
    jobId: text(status['job_id']) ?? '',
    complete: status['job_state'] === 'Complete',
  };
}
