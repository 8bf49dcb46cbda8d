import type { PostDraft } from '../../acts/posts.ts';
import { type JsonObject, invalidRequest } from '../../core/errors.ts';
import {
  badMember,
  booleanMember,
  checkMembers,
  idMember,
  listMember,
  objectMember,
  optionalIdMember,
  textMember,
} from '../../core/json-input.ts';
import { isUsable } from '../../rules/media-use.ts';
import { countCharacters } from '../../rules/message-text.ts';
import { readPrivateMessageLink } from '../../rules/private-message.ts';
import type { Sim } from '../../sim.ts';
import type { ReplySettings } from '../../state/posts.ts';

const members = [
  'card_uri',
  'community_id',
  'direct_message_deep_link',
  'edit_options',
  'for_super_followers_only',
  'geo',
  'made_with_ai',
  'media',
  'nullcast',
  'paid_partnership',
  'poll',
  'quote_tweet_id',
  'reply',
  'reply_settings',
  'share_with_followers',
  'text',
];
const mediaMembers = [
  'call_to_actions',
  'description',
  'embeddable',
  'media_ids',
  'preview_media_id',
  'tagged_user_ids',
  'title',
];
const replySettings: readonly ReplySettings[] = ['following', 'mentionedUsers', 'subscribers', 'verified'];
/** Of these a post may have one. https://docs.x.com/x-api/posts/create-post */
const exclusive = ['card_uri', 'direct_message_deep_link', 'media', 'poll', 'quote_tweet_id'];
/** What the local X has nothing for; see DIFFERENCES. */
const notHere = ['card_uri', 'edit_options', 'for_super_followers_only', 'geo', 'nullcast'];

/** Reads the body of `POST /2/tweets`. */
export function readPost(sim: Sim, body: JsonObject, authorId: string): PostDraft {
  checkMembers(body, members);
  for (const name of notHere)
    if (body[name] !== undefined && body[name] !== false)
      throw badMember(`$.${name}`, body[name], 'is not supported by the local X');
  const given = exclusive.filter((name) => body[name] !== undefined);
  if (given.length > 1)
    throw badMember(`$.${given[1]}`, body[given[1] ?? ''], `is mutually exclusive with ${given[0]}`);
  for (const name of ['made_with_ai', 'share_with_followers']) booleanMember(body, name);
  const text = textMember(body, 'text') ?? '';
  const mediaIds = readMedia(sim, body, authorId);
  if (text.trim() === '' && !mediaIds)
    throw badMember('$.text', body['text'], 'is missing but it is required');
  return {
    authorId,
    text,
    ...readReply(body),
    mediaIds,
    quotedId: optionalIdMember(body, 'quote_tweet_id'),
    poll: readPoll(body),
    replySettings: readReplySettings(body),
    paidPartnership: booleanMember(body, 'paid_partnership'),
    communityId: optionalIdMember(body, 'community_id'),
    messageLink: readMessageLink(body),
  };
}

function readReply(body: JsonObject): Pick<PostDraft, 'inReplyToId' | 'excludedIds'> {
  const reply = objectMember(body, 'reply');
  if (!reply) return {};
  checkMembers(
    reply,
    ['in_reply_to_tweet_id', 'exclude_reply_user_ids', 'auto_populate_reply_metadata'],
    '$.reply',
  );
  booleanMember(reply, 'auto_populate_reply_metadata', '$.reply');
  return {
    inReplyToId: idMember(reply, 'in_reply_to_tweet_id', '$.reply'),
    excludedIds: readIds(reply, 'exclude_reply_user_ids', '$.reply'),
  };
}

function readMedia(sim: Sim, body: JsonObject, authorId: string): string[] | undefined {
  const media = objectMember(body, 'media');
  if (!media) return undefined;
  checkMembers(media, mediaMembers, '$.media');
  const ids = readIds(media, 'media_ids', '$.media');
  if (!ids) throw badMember('$.media.media_ids', undefined, 'is missing but it is required');
  readIds(media, 'tagged_user_ids', '$.media');
  const mostFiles = 4;
  if (ids.length === 0 || ids.length > mostFiles)
    throw badMember('$.media.media_ids', ids, `there must be between 1 and ${mostFiles} items in the array`);
  if (!ids.every((id) => isUsable(sim, id, authorId)))
    throw invalidRequest({ 'media.media_ids': ids }, 'Your media IDs are invalid.');
  // https://docs.x.com/x-api/media/quickstart/best-practices
  const moving = ids.filter((id) => sim.media.find(id)?.kind !== 'photo');
  if (moving.length > 0 && ids.length > 1)
    throw invalidRequest(
      { 'media.media_ids': ids },
      'Only one video or GIF, or up to 4 photos, may be attached.',
    );
  return ids;
}

function readIds(body: JsonObject, name: string, at: string): string[] | undefined {
  return listMember(body, name, at)?.map((id, index) => {
    if (typeof id === 'string' && /^[0-9]{1,19}$/.test(id)) return id;
    throw badMember(`${at}.${name}[${index}]`, id, 'does not match the regex pattern ^[0-9]{1,19}$');
  });
}

function readPoll(body: JsonObject): PostDraft['poll'] {
  const poll = objectMember(body, 'poll');
  if (!poll) return undefined;
  checkMembers(poll, ['options', 'duration_minutes', 'reply_settings'], '$.poll');
  const options = listMember(poll, 'options', '$.poll') ?? [];
  if (options.length < 2 || options.length > 4)
    throw badMember('$.poll.options', poll['options'], 'there must be between 2 and 4 items in the array');
  const labels = options.map((option, index) => {
    if (typeof option === 'string' && option !== '' && countCharacters(option) <= 25) return option;
    throw badMember(`$.poll.options[${index}]`, option, 'must be 1 to 25 characters long');
  });
  const minutes = poll['duration_minutes'];
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 5 || minutes > 10_080)
    throw badMember('$.poll.duration_minutes', minutes, 'must be between 5 and 10080');
  return { options: labels, durationMinutes: minutes };
}

function readReplySettings(body: JsonObject): ReplySettings | undefined {
  const value = textMember(body, 'reply_settings');
  // Older clients say `everyone`, which 2.167 leaves out.
  if (value === undefined || value === 'everyone') return undefined;
  const known = replySettings.find((setting) => setting === value);
  if (known) return known;
  throw badMember(
    '$.reply_settings',
    value,
    `does not have a value in the enumeration [${replySettings.join(', ')}]`,
  );
}

function readMessageLink(body: JsonObject): string | undefined {
  const link = textMember(body, 'direct_message_deep_link');
  if (link === undefined || readPrivateMessageLink(link)) return link;
  throw badMember(
    '$.direct_message_deep_link',
    link,
    'must be a link like https://twitter.com/messages/compose?recipient_id=1',
  );
}
