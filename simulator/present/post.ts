import type { XPost, XReferencedPost } from '../../contract/x/posts.ts';
import type { Vocabulary } from '../core/vocabulary.ts';
import { languageOf } from '../rules/language.ts';
import { countCharacters } from '../rules/message-text.ts';
import { maxPostWeight, weighText } from '../rules/post-text.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import { entitiesOf } from './post-entities.ts';

export const tweetFields = [
  'article',
  'article_title',
  'attachments',
  'author_id',
  'card_uri',
  'community_id',
  'context_annotations',
  'conversation_id',
  'created_at',
  'display_text_range',
  'edit_controls',
  'edit_history_tweet_ids',
  'edit_history_post_ids',
  'entities',
  'geo',
  'id',
  'in_reply_to_user_id',
  'lang',
  'matched_media_notes',
  'media_metadata',
  'non_public_metrics',
  'note_request_suggestions',
  'note_tweet',
  'note_post',
  'organic_metrics',
  'paid_partnership',
  'possibly_sensitive',
  'promoted_metrics',
  'public_metrics',
  'referenced_tweets',
  'referenced_posts',
  'reply_settings',
  'scopes',
  'source',
  'suggested_source_links',
  'suggested_source_links_with_counts',
  'text',
  'username',
  'withheld',
];

/** Expansions in the words of both descriptions. */
export const postExpansions = [
  'article.cover_media',
  'article.media_entities',
  'attachments.media_keys',
  'attachments.media_source_tweet',
  'attachments.poll_ids',
  'author_id',
  'author_screen_name',
  'edit_history_tweet_ids',
  'edit_history_post_ids',
  'entities.mentions.username',
  'entities.note.mentions.username',
  'geo.place_id',
  'in_reply_to_user_id',
  'referenced_tweets.id',
  'referenced_tweets.id.attachments.media_keys',
  'referenced_tweets.id.author_id',
  'referenced_posts',
  'referenced_posts.id',
  'referenced_posts.id.author_id',
  'username',
];

/** An expansion brings the field that it follows. */
const fieldOfExpansion: Readonly<Record<string, string>> = {
  'attachments.media_keys': 'attachments',
  'attachments.poll_ids': 'attachments',
  author_id: 'author_id',
  'entities.mentions.username': 'entities',
  in_reply_to_user_id: 'in_reply_to_user_id',
  'referenced_tweets.id': 'referenced_tweets',
  'referenced_tweets.id.attachments.media_keys': 'referenced_tweets',
  'referenced_tweets.id.author_id': 'referenced_tweets',
  referenced_posts: 'referenced_tweets',
  'referenced_posts.id': 'referenced_tweets',
  'referenced_posts.id.author_id': 'referenced_tweets',
  username: 'username',
};

/** A post is editable for an hour, five times. https://docs.x.com/x-api/fundamentals/edit-posts */
const editableMs = 60 * 60_000;
const editsAllowed = 5;

const ellipsis = '…';

/** What is shown of a long post where there is no room for it; the whole is `note_tweet`. */
export function shortText(post: SimPost): string {
  if (!post.long) return post.text;
  let short = '';
  let weight = 0;
  for (const char of post.text) {
    weight += weighText(char);
    if (weight > maxPostWeight - 2) break;
    short += char;
  }
  return `${short}${ellipsis}`;
}

export interface PostLook {
  fields: ReadonlySet<string>;
  expansions?: ReadonlySet<string>;
  vocabulary: Vocabulary;
}

/** A v2 post but for its metrics: id, text and edit history, and what was asked for. */
export function presentPost(sim: Sim, post: SimPost, look: PostLook): XPost {
  const { fields, expansions = none, vocabulary } = look;
  const inPosts = vocabulary === 'posts';
  const asked = new Set(fields);
  for (const name of expansions) if (fieldOfExpansion[name]) asked.add(fieldOfExpansion[name]);
  const has = (...names: string[]) => names.some((name) => asked.has(name));
  const text = shortText(post);
  const answer: XPost = {
    id: post.id,
    text,
    [inPosts ? 'edit_history_post_ids' : 'edit_history_tweet_ids']: [post.id],
  };
  if (has('author_id')) answer.author_id = post.authorId;
  if (has('username')) answer.username = sim.users.find(post.authorId)?.username;
  if (has('created_at')) answer.created_at = new Date(post.createdAt).toISOString();
  if (has('conversation_id')) answer.conversation_id = post.conversationId ?? post.id;
  if (has('in_reply_to_user_id') && post.inReplyToUserId !== undefined)
    answer.in_reply_to_user_id = post.inReplyToUserId;
  const referenced = referencesOf(post);
  if (has('referenced_tweets', 'referenced_posts') && referenced.length > 0)
    answer[inPosts ? 'referenced_posts' : 'referenced_tweets'] = referenced;
  if (has('attachments')) answer.attachments = attachmentsOf(sim, post);
  if (has('entities')) answer.entities = entitiesOf(sim, text, post.urls);
  if (has('note_tweet', 'note_post') && text !== post.text)
    answer[inPosts ? 'note_post' : 'note_tweet'] = {
      text: post.text,
      ...compact({ entities: entitiesOf(sim, post.text, post.urls) }),
    };
  if (has('display_text_range')) answer.display_text_range = shownRange(post, text);
  if (has('edit_controls'))
    answer.edit_controls = {
      edits_remaining: editsAllowed,
      // Answers, reposts and polls cannot be edited.
      is_edit_eligible: post.inReplyToId === undefined && post.repostOfId === undefined && !post.poll,
      editable_until: new Date(post.createdAt + editableMs).toISOString(),
    };
  if (has('lang')) answer.lang = languageOf(post.text.slice(post.prefixLength ?? 0));
  if (has('possibly_sensitive')) answer.possibly_sensitive = false;
  if (has('reply_settings')) answer.reply_settings = post.replySettings ?? 'everyone';
  if (has('paid_partnership') && post.paidPartnership) answer.paid_partnership = true;
  if (has('community_id') && post.communityId !== undefined) answer.community_id = post.communityId;
  if (has('scopes') && sim.users.find(post.authorId)?.protected) answer.scopes = { followers: true };
  return compact(answer);
}

const none: ReadonlySet<string> = new Set();

/** Without what is undefined. */
function compact<T extends object>(object: T): T {
  // Leaving out undefined members does not change the type of the others.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** What a post points at, in X's order. */
export function referencesOf(post: SimPost): XReferencedPost[] {
  const list: XReferencedPost[] = [];
  if (post.repostOfId !== undefined) list.push({ type: 'retweeted', id: post.repostOfId });
  if (post.quotedId !== undefined) list.push({ type: 'quoted', id: post.quotedId });
  if (post.inReplyToId !== undefined) list.push({ type: 'replied_to', id: post.inReplyToId });
  return list;
}

function attachmentsOf(sim: Sim, post: SimPost): XPost['attachments'] {
  const keys = (post.mediaIds ?? []).flatMap((id) => sim.media.find(id)?.mediaKey ?? []);
  if (keys.length === 0 && !post.poll) return undefined;
  return {
    ...(keys.length > 0 ? { media_keys: keys } : {}),
    ...(post.poll ? { poll_ids: [post.poll.id] } : {}),
  };
}

/** Without the names before an answer and the link of its files. */
function shownRange(post: SimPost, text: string): [number, number] {
  const mediaLink = post.urls?.find(({ mediaKey }) => mediaKey !== undefined);
  const end = countCharacters(text);
  const start = Math.min(post.prefixLength ?? 0, end);
  return [start, mediaLink && mediaLink.end === end ? Math.max(start, mediaLink.start - 1) : end];
}
