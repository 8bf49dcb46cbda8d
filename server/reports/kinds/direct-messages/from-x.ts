import { asXId, listDmEvents, type XDmEvent, type XIncludes } from '../../../x/index.ts';
import type { PullContext } from '../../kind.ts';
import type { Person } from '../../ports.ts';
import { type DirectMessage, otherOf, pairOf } from './message.ts';
import { readLists, recordOf } from './read-entities.ts';
import type { Source } from './walk.ts';

/** X gives no more at once. */
const MOST = 100;
/** Where little is expected, little is asked for: every message is paid for. */
const FIRST = 20;

/** Messages that X keeps of the account, both directions together. */
export function sourceAtX(context: PullContext, account: Person, accountId: string): Source {
  const { client } = context;
  const people = new Map<string, Person>([[account.id, account]]);
  return {
    overlapMs: 0,
    size: ({ place, most, known }) =>
      sizeOf({ ...place, left: most === undefined ? undefined : most - place.rows, known }),
    async page(token, size) {
      const page = await context.spend(
        { kind: 'dm_event_read', units: size },
        () =>
          listDmEvents(
            client,
            { of: 'account' },
            {
              maxResults: size,
              types: ['MessageCreate'],
              priority: 'automation',
              ...(token !== undefined && { token }),
            },
          ),
        (answer) => answer.items.length,
      );
      for (const { id, username, name } of page.includes.users.values())
        people.set(id, { id, username, name });
      const messages = page.items.flatMap((event) => messageOf(event, page.includes, account.id) ?? []);
      return { messages, next: page.nextToken };
    },
    async forReaders(messages) {
      if (messages.length === 0) return [];
      const ids = [
        ...new Set(messages.flatMap(({ sender, recipient }) => [sender?.id, recipient?.id])),
      ].filter((id) => id !== undefined);
      const [known, erased, hiding] = await Promise.all([
        context.people.known(accountId, ids),
        context.people.erased(ids),
        context.people.hiding(),
      ]);
      const named = (person: Person | undefined) =>
        person && { ...known.get(person.id)?.person, ...people.get(person.id), id: person.id };
      return messages
        .filter(({ sender, recipient, at }) =>
          [sender, recipient].every((person) => !isGone(erased.get(person?.id ?? ''), at)),
        )
        .map((message): DirectMessage => {
          const { isGroup, direction } = message;
          const isWithheld =
            direction === 'received' && !isGroup && known.get(message.sender?.id ?? '')?.withheld === true;
          const shown = { ...message, sender: named(message.sender), recipient: named(message.recipient) };
          if (isWithheld) return withheld(shown);
          if (direction === 'sent') return shown;
          const hide = (text: string) => hiding(text, 'in');
          return {
            ...shown,
            text: message.text === null ? null : hide(message.text),
            urls: message.urls.filter((url) => hide(url) === url),
          };
        });
    },
  };
}

const isGone = (erasedAt: Date | undefined, at: Date): boolean => erasedAt !== undefined && at <= erasedAt;

/** What of a message is left whose writer has not agreed to be read. */
export function withheld(message: DirectMessage): DirectMessage {
  const { attachment: _file, quickReplyMetadata: _answer, ...rest } = message;
  return { ...rest, text: null, mediaKeys: [], urls: [], hashtags: [], mentions: [] };
}

/**
 * How many messages to ask X for: enough for what is left, going by how many of those read so far were of the wanted
 * direction. `left` undefined: all of them.
 */
export function sizeOf(asked: {
  readonly left: number | undefined;
  readonly read: number;
  readonly rows: number;
  /** The last run left a bookmark, so few may be new. */
  readonly known: boolean;
}): number {
  const { left, read, rows, known } = asked;
  if (left === undefined) return known ? Math.min(MOST, Math.max(FIRST, read)) : MOST;
  // Half each way, until more is known.
  const share = read === 0 ? 0.5 : rows / read;
  if (share === 0) return MOST;
  return Math.min(MOST, Math.max(10, Math.ceil((left / share) * 1.1)));
}

/** Nothing for what is no message, or has neither time nor conversation. */
export function messageOf(
  event: XDmEvent,
  includes: XIncludes,
  accountXUserId: string,
): DirectMessage | undefined {
  const { id, type, conversationId, senderId, createdAt: at, raw } = event;
  if (type !== 'MessageCreate' || conversationId === undefined || senderId === undefined || !at)
    return undefined;
  const pair = pairOf(conversationId);
  const direction = senderId === accountXUserId ? 'sent' : 'received';
  const recipientId = pair && otherOf(conversationId, senderId);
  const media = includes.media.get(event.mediaKeys[0] ?? '');
  const via = recordOf(raw['initiated_via']);
  const lang = textOf(raw['lang']);
  const viaPostId = asXId(via?.['tweet_id'] ?? via?.['post_id']);
  const welcomeMessageId = asXId(via?.['welcome_message_id']);
  const quickReplyMetadata = textOf(recordOf(raw['quick_reply_response'])?.['metadata']);
  const sourceAppId = asXId(raw['source_app_id']);
  const [referencedPostId] = event.referencedPostIds;
  return {
    id,
    at,
    direction,
    eventType: type,
    conversationId,
    isGroup: pair === undefined,
    sender: { id: senderId },
    recipient: recipientId === undefined ? undefined : { id: recipientId },
    participantIds: pair ?? event.participantIds,
    text: event.text,
    mediaKeys: event.mediaKeys,
    ...readLists(raw),
    ...(media && { attachment: { type: media.type, url: media.url ?? media.variants[0]?.url ?? null } }),
    ...(lang !== undefined && { lang }),
    ...(referencedPostId !== undefined && { referencedPostId }),
    ...(viaPostId !== undefined && { viaPostId }),
    ...(welcomeMessageId !== undefined && { welcomeMessageId }),
    ...(quickReplyMetadata !== undefined && { quickReplyMetadata }),
    ...(sourceAppId !== undefined && { sourceAppId }),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
