import type { EntryContent } from '../../../contract/api/index.ts';
import { timeOfXId, type XPerson } from '../../conversations/index.ts';
import type { InboundEvent } from '../events.ts';
import { readLegacyMedia, readLocation } from './attachment.ts';
import { messageText, readText } from './entities.ts';
import { type JsonRecord, list, moment, record, shortText, text, webUrl, xId } from './json.ts';

/** A `message_create` event as v1.1, Account Activity and the Activity API spell it. */
export function readLegacyMessage(
  event: JsonRecord,
  forXUserId: string | null,
  people: readonly XPerson[],
): InboundEvent {
  const type = text(event['type']) ?? 'untyped';
  const xEventId = xId(event['id']);
  const created = record(event['message_create']);
  const senderId = xId(created['sender_id']);
  const recipientId = xId(record(created['target'])['recipient_id']);
  if (type !== 'message_create' || !xEventId || !senderId || !recipientId) {
    return {
      kind: 'unknown',
      name: `direct_message_events.${type === 'message_create' ? 'malformed' : type.slice(0, 60)}`,
    };
  }
  const data = record(created['message_data']);
  const attachment = record(data['attachment']);
  const media = record(attachment['media']);
  const hasMedia = attachment['type'] === 'media';
  const read = readText(
    messageText(data['text']),
    [record(data['entities'])],
    hasMedia ? webUrl(media['url']) : undefined,
  );
  return {
    kind: 'message',
    forXUserId,
    xEventId,
    at: moment(event['created_timestamp']) ?? timeOfXId(xEventId),
    senderId,
    recipientId,
    xConversationId: pairId(senderId, recipientId),
    // This form has no place for a group: what is told of one looks like any other message.
    groupId: null,
    text: read.text,
    content: withoutAbsent({
      entities: read.entities.length > 0 ? [...read.entities] : undefined,
      post: read.post,
      via: readVia(record(event['initiated_via'])),
      quickReplies: readQuickReplies(record(data['quick_reply'])),
      quickReplyAnswer: readAnswer(data['quick_reply_response']),
      ctas: readButtons(list(data['ctas'])),
      location: attachment['type'] === 'location' ? readLocation(record(attachment['location'])) : undefined,
    }),
    links: read.links,
    attachment: hasMedia ? readLegacyMedia(media) : null,
    people,
  };
}

/** X's id of the thread of two users. */
export function pairId(a: string, b: string): string {
  return BigInt(a) < BigInt(b) ? `${a}-${b}` : `${b}-${a}`;
}

/** An entry's content without keys that hold nothing. */
export function withoutAbsent(content: EntryContent): EntryContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function readQuickReplies(reply: JsonRecord): EntryContent['quickReplies'] {
  const options = list(reply['options'])
    .slice(0, 20)
    .map(record)
    .flatMap((option) => {
      const label = shortText(option['label'], 100);
      return label === undefined
        ? []
        : [{ label, description: shortText(option['description'], 200) ?? null }];
    });
  return options.length > 0 ? options : undefined;
}

function readVia(via: JsonRecord): EntryContent['via'] {
  const xPostId = xId(via['tweet_id']) ?? xId(via['post_id']);
  const welcomeMessageId = xId(via['welcome_message_id']);
  if (xPostId === undefined && welcomeMessageId === undefined) return undefined;
  return {
    ...(xPostId !== undefined && { xPostId }),
    ...(welcomeMessageId !== undefined && { welcomeMessageId }),
  };
}

function readAnswer(answer: unknown): EntryContent['quickReplyAnswer'] {
  if (answer === undefined || answer === null) return undefined;
  return { metadata: shortText(record(answer)['metadata'], 1_000) ?? null };
}

function readButtons(ctas: readonly unknown[]): EntryContent['ctas'] {
  const buttons = ctas
    .slice(0, 10)
    .map(record)
    .flatMap((cta) => {
      const label = shortText(cta['label'], 100);
      const url = webUrl(cta['url']) ?? webUrl(cta['tco_url']);
      return label === undefined || url === undefined ? [] : [{ label, url }];
    });
  return buttons.length > 0 ? buttons : undefined;
}
