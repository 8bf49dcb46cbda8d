import { timeOfXId, type XPerson } from '../../conversations/index.ts';
import type { InboundEvent } from '../events.ts';
import { readMedia } from './attachment.ts';
import { messageText, readText, referencedPost } from './entities.ts';
import { isRecord, type JsonRecord, list, moment, record, text, xId } from './json.ts';
import { withoutAbsent } from './message.ts';
import { readPeople } from './people.ts';

/** A thread of two has a pair of ids, a group an id of its own. */
const GROUP_ID = /^\d{1,19}$/;
/** X allows 50 in a group. */
const MOST_MEMBERS = 100;

/** A page of `/2/dm_events`, in either vocabulary, asked for by a connected user. */
export function readDmEvents(page: JsonRecord, forXUserId: string | null): InboundEvent[] {
  const includes = record(page['includes']);
  const people = readPeople(includes['users']);
  const media = new Map<string, JsonRecord>();
  for (const item of list(includes['media']).map(record)) {
    const key = text(item['media_key']);
    if (key !== undefined) media.set(key, item);
  }
  return list(page['data'])
    .map(record)
    .map((event) => readDmEvent(event, forXUserId, people, media));
}

function readDmEvent(
  event: JsonRecord,
  forXUserId: string | null,
  people: readonly XPerson[],
  media: ReadonlyMap<string, JsonRecord>,
): InboundEvent {
  const type = text(event['event_type']) ?? 'untyped';
  const xEventId = xId(event['id']);
  const thread = text(event['dm_conversation_id']) ?? '';
  const senderId = xId(event['sender_id']);
  if (type === 'ParticipantsJoin' || type === 'ParticipantsLeave') {
    const memberXUserIds = list(event['participant_ids'])
      .slice(0, MOST_MEMBERS)
      .flatMap((id) => xId(id) ?? []);
    if (!xEventId || !GROUP_ID.test(thread) || forXUserId === null || memberXUserIds.length === 0) {
      return { kind: 'group', forXUserId, key: xEventId ?? thread };
    }
    return {
      kind: 'members',
      forXUserId,
      xEventId,
      at: moment(event['created_at']) ?? timeOfXId(xEventId),
      groupId: thread,
      change: type === 'ParticipantsJoin' ? 'joined' : 'left',
      senderId: senderId ?? null,
      recipientId: forXUserId,
      memberXUserIds,
      people,
    };
  }
  if (type !== 'MessageCreate' || !xEventId)
    return { kind: 'unknown', name: `dm_events.${type.slice(0, 60)}` };
  const pair = /^(\d{1,19})-(\d{1,19})$/.exec(thread);
  const isGroup = !pair && GROUP_ID.test(thread);
  if (isGroup && forXUserId === null) return { kind: 'group', forXUserId, key: xEventId };
  const recipientId = isGroup
    ? (forXUserId ?? undefined)
    : xId(pair?.[1] === senderId ? pair?.[2] : pair?.[1]);
  if (!senderId || !recipientId) return { kind: 'unknown', name: 'dm_events.malformed' };
  const key = text(list(record(event['attachments'])['media_keys'])[0]) ?? mediaIdOf(event);
  const read = readText(messageText(event['text']), [record(event['entities']), event]);
  return {
    kind: 'message',
    forXUserId,
    xEventId,
    at: moment(event['created_at']) ?? timeOfXId(xEventId),
    senderId,
    recipientId,
    xConversationId: thread,
    groupId: isGroup ? thread : null,
    text: read.text,
    content: withoutAbsent({
      entities: read.entities.length > 0 ? [...read.entities] : undefined,
      post: read.post ?? referencedPost(event),
    }),
    links: read.links,
    attachment: key === undefined ? null : readMedia(key.slice(0, 100), media.get(key)),
    people,
  };
}

/** Some answers list ids of media instead of keys. */
function mediaIdOf(event: JsonRecord): string | undefined {
  const attachments = event['attachments'];
  const ids = isRecord(attachments)
    ? list(attachments['media_ids'])
    : list(attachments).map((one) => record(one)['media_id']);
  return xId(ids[0]);
}
