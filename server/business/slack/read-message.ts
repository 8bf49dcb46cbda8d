import type { HeardMessage } from './event-store.ts';
import { emojiIn } from './text.ts';

/** What is an answer to a customer, of all that Slack tells. */
export interface ThreadMessage extends HeardMessage {
  readonly eventId: string;
  readonly channel: string;
  readonly threadTs: string;
}

/** Messages of people. Edits, deletions, joins and what bots say have others. */
const SUBTYPES: readonly unknown[] = [undefined, 'file_share', 'thread_broadcast'];
/** What begins so is for colleagues. */
const INTERNAL = '//';
const MOST_FILES = 20;
const TS = /^\d{1,12}\.\d{1,9}$/;

/** Reads an envelope of the Events API; undefined: it is nothing for a customer. Pure, never throws. */
export function readMessage(
  envelope: Readonly<Record<string, unknown>>,
  botUserId: string | null,
): ThreadMessage | undefined {
  const event = fieldsOf(envelope['event']);
  if (event['type'] !== 'message' || !SUBTYPES.includes(event['subtype']) || event['bot_id'] !== undefined)
    return undefined;
  const { ts, thread_ts: threadTs, channel, user: userId } = event;
  if (!isText(ts) || !isText(threadTs) || !isText(channel) || !isText(userId)) return undefined;
  if (!TS.test(ts) || !TS.test(threadTs) || ts === threadTs || userId === botUserId) return undefined;
  if (!/^[A-Z0-9]{1,40}$/i.test(userId)) return undefined;
  const given = envelope['event_id'];
  const eventId =
    isText(given) && /^[A-Za-z0-9]{1,40}$/.test(given) ? given : `${channel}.${ts}`.slice(0, 60);
  const written = isText(event['text']) ? event['text'].toWellFormed().replaceAll('\0', '') : '';
  if (written.trimStart().startsWith(INTERNAL)) return undefined;
  const emoji = emojiIn(event['blocks']);
  const text = written.replaceAll(/:([a-z0-9_+'-]+):/g, (all, name: string) => emoji.get(name) ?? all);
  return {
    eventId,
    channel,
    threadTs,
    ts,
    userId,
    text: text.slice(0, 40_000),
    files: filesOf(event['files']),
  };
}

function filesOf(given: unknown): HeardMessage['files'] {
  const files: readonly unknown[] = Array.isArray(given) ? given : [];
  return files.slice(0, MOST_FILES).flatMap((file) => {
    const { name, url_private_download: download, url_private: view } = fieldsOf(file);
    const url = isText(download) ? download : view;
    if (!isText(url)) return [];
    return [
      {
        name: (isText(name) ? name : 'file').toWellFormed().replaceAll('\0', '').slice(0, 200),
        url: url.slice(0, 2_048),
      },
    ];
  });
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 100_000;

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object has its fields by name.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
