import { countCharacters, findEntities } from '../rules/message-text.ts';
import { languageOf } from '../rules/language.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import { withTwins } from './activity-body.ts';

/** A post may be edited for an hour, five times. https://docs.x.com/x-api/fundamentals/edit-posts */
const EDITABLE_MS = 3_600_000;
const EDITS = 5;

/**
 * A post as Activity events carry it: a v2 post in tweet-words with the string twins of its numbers.
 * https://docs.x.com/x-api/activity/event-payloads#post-events
 */
export const activityPost = (sim: Sim, post: SimPost): Record<string, unknown> => {
  const media = post.urls?.find(({ mediaKey }) => mediaKey !== undefined);
  const end = media ? Math.max(0, media.start - 1) : countCharacters(post.text);
  const references = referencesOf(post);
  const entities = entitiesOf(sim, post);
  const shown = {
    id: post.id,
    text: post.text,
    author_id: post.authorId,
    created_at: new Date(post.createdAt).toISOString(),
    conversation_id: post.conversationId ?? post.id,
    edit_history_tweet_ids: [post.id],
    edit_controls: {
      edits_remaining: EDITS,
      is_edit_eligible: post.inReplyToId === undefined && post.repostOfId === undefined && !post.poll,
      editable_until: new Date(post.createdAt + EDITABLE_MS).toISOString(),
    },
    display_text_range: [Math.min(post.prefixLength ?? 0, end), end],
    lang: languageOf(post.text),
    paid_partnership: false,
    possibly_sensitive: false,
    reply_settings: post.replySettings ?? 'everyone',
    ...(post.inReplyToUserId === undefined ? {} : { in_reply_to_user_id: post.inReplyToUserId }),
    ...(references.length > 0 ? { referenced_tweets: references } : {}),
    ...(post.mediaIds?.length ? { attachments: { media_keys: mediaKeysOf(sim, post.mediaIds) } } : {}),
    ...(Object.keys(entities).length > 0 ? { entities } : {}),
    public_metrics: {
      retweet_count: sim.posts.repostsOf(post.id).length,
      reply_count: sim.posts.repliesTo(post.id).length,
      like_count: sim.likes.countTo(post.id),
      quote_count: sim.posts.quotesOf(post.id).length,
      bookmark_count: sim.bookmarks.countTo(post.id),
      impression_count: 0,
    },
  };
  // An object stays an object.
  return withTwins(shown) as Record<string, unknown>;
};

const referencesOf = (post: SimPost): { type: string; id: string }[] => {
  const kinds: [string, string | undefined][] = [
    ['retweeted', post.repostOfId],
    ['quoted', post.quotedId],
    ['replied_to', post.inReplyToId],
  ];
  return kinds.flatMap(([type, id]) => (id === undefined ? [] : [{ type, id }]));
};

const mediaKeysOf = (sim: Sim, ids: string[]): string[] =>
  ids.flatMap((id) => sim.media.find(id)?.mediaKey ?? []);

const entitiesOf = (sim: Sim, post: SimPost): Record<string, object[]> => {
  const found = findEntities(post.text);
  const tags = (list: typeof found.hashtags) =>
    list.map(({ start, end, text }) => ({ start, end, tag: text }));
  const lists: Record<string, object[]> = {
    hashtags: tags(found.hashtags),
    cashtags: tags(found.cashtags),
    mentions: found.mentions.map(({ start, end, text }) => {
      const user = sim.users.findByUsername(text);
      return { start, end, username: user?.username ?? text, ...(user ? { id: user.id } : {}) };
    }),
    urls: (post.urls ?? []).map(({ start, end, url, expandedUrl, displayUrl, mediaKey }) => ({
      start,
      end,
      url,
      expanded_url: expandedUrl,
      display_url: displayUrl,
      ...(mediaKey === undefined ? {} : { media_key: mediaKey }),
    })),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
};

/** The post and what it answers, quotes or repeats, as far as they are still there. */
export const includedPosts = (sim: Sim, post: SimPost): Record<string, unknown>[] =>
  [post, ...referencesOf(post).flatMap(({ id }) => sim.posts.find(id) ?? [])].map((each) =>
    activityPost(sim, each),
  );
