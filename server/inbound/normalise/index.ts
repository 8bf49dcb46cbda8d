import type { InboundEvent } from '../events.ts';
import { readAccountActivity } from './account-activity.ts';
import { readActivity } from './activity.ts';
import { readDmEvents } from './dm-events.ts';
import { isRecord, parseJson, record } from './json.ts';

/**
 * What a body says, in one form, whichever of X's three families it belongs to. Never throws: what cannot be read is an
 * event of an unknown kind. `askedByXUserId`: the user for whom we asked, where X's answer does not name one.
 */
export function readBody(body: Buffer, askedByXUserId: string | null): InboundEvent[] {
  const value = parseJson(body);
  if (!isRecord(value)) return [{ kind: 'unknown', name: 'unreadable body' }];
  if (
    isRecord(value['data']) &&
    'event_type' in record(value['data']) &&
    'payload' in record(value['data'])
  ) {
    return readActivity(record(value['data']));
  }
  if (Array.isArray(value['data']) || isRecord(value['meta'])) return readDmEvents(value, askedByXUserId);
  const events = readAccountActivity(value);
  // Posts that concern nobody, such as reposts, are no news.
  const isLeftOut = events.length === 0 && Array.isArray(value['tweet_create_events']);
  return events.length > 0 || isLeftOut ? events : [{ kind: 'unknown', name: 'empty body' }];
}
