import { timeOfXId } from '../../conversations/index.ts';
import type { InboundEvent, PostEvent } from '../events.ts';
import { messageText } from './entities.ts';
import { isRecord, type JsonRecord, list, moment, record, text, webUrl, xId } from './json.ts';
import { readPeople, readPerson } from './people.ts';

/** A post as Account Activity and v1.1 spell it. A repost names nobody anew. */
export function readLegacyPost(
  post: JsonRecord,
  forXUserId: string | null,
  blocked: boolean,
): InboundEvent[] {
  const xPostId = xId(post['id_str']) ?? xId(post['id']);
  const user = record(post['user']);
  const author = readPerson(user);
  if (!xPostId || !author) return [{ kind: 'unknown', name: 'tweet_create_events.malformed' }];
  if (isRecord(post['retweeted_status']) || blocked || forXUserId === null) return [];
  const extended = record(post['extended_tweet']);
  const entities = record(extended['entities'] ?? post['entities']);
  return [
    {
      kind: 'post',
      forXUserId,
      xPostId,
      at: moment(post['timestamp_ms']) ?? timeOfXId(xPostId),
      authorXUserId: author.xUserId,
      author,
      mentionedXUserIds: idsOf(list(entities['user_mentions']), 'id_str'),
      inReplyToXPostId: xId(post['in_reply_to_status_id_str']) ?? null,
      text: textOf(extended['full_text'] ?? post['full_text'] ?? post['text']),
      links: linksOf(list(entities['urls'])),
    },
  ];
}

/** A post as the Activity API spells it, in the words before and after the renaming. */
export function readActivityPost(
  payload: JsonRecord,
  includes: JsonRecord,
  forXUserId: string | null,
): InboundEvent[] {
  const xPostId = xId(payload['id']);
  const authorXUserId = xId(payload['author_id']);
  if (!xPostId || !authorXUserId) return [{ kind: 'unknown', name: 'post.malformed' }];
  const references = list(payload['referenced_tweets'] ?? payload['referenced_posts']).map(record);
  if (references.some((one) => one['type'] === 'retweeted' || one['type'] === 'reposted')) return [];
  if (forXUserId === null) return [];
  const long = record(payload['note_tweet'] ?? payload['note_post']);
  const entities = record(long['entities'] ?? payload['entities']);
  const answered = references.find((one) => one['type'] === 'replied_to');
  const author = readPeople(includes['users']).find((person) => person.xUserId === authorXUserId);
  return [
    {
      kind: 'post',
      forXUserId,
      xPostId,
      at: moment(payload['created_at']) ?? timeOfXId(xPostId),
      authorXUserId,
      author: author ?? { xUserId: authorXUserId },
      // X tells of a mention to whom is named, whether or not it lists the names.
      mentionedXUserIds: [forXUserId, ...idsOf(list(entities['mentions']), 'id')],
      inReplyToXPostId: xId(answered?.['id']) ?? null,
      text: textOf(long['text'] ?? payload['text']),
      links: linksOf(list(entities['urls'])),
    },
  ];
}

function idsOf(mentions: readonly unknown[], key: string): string[] {
  return mentions.slice(0, 100).flatMap((one) => xId(record(one)[key]) ?? xId(record(one)['id']) ?? []);
}

function linksOf(urls: readonly unknown[]): PostEvent['links'] {
  return urls.slice(0, 50).flatMap((one) => {
    const url = text(record(one)['url']);
    const expandedUrl = webUrl(record(one)['expanded_url']);
    return url !== undefined && expandedUrl !== undefined ? [{ url, expandedUrl }] : [];
  });
}

function textOf(value: unknown): string {
  return messageText(value);
}
