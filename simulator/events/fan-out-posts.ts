import { createHash } from 'node:crypto';
import type { XActivityEventType, XLikePayload } from '../../contract/x/activity.ts';
import type { XAccountActivityBody, XFavoriteEvent } from '../../contract/x/webhooks.ts';
import type { SimEvent } from '../core/events.ts';
import { presentPostV1 } from '../present/post-v1.ts';
import { legacyDate, presentUserV1 } from '../present/user.ts';
import { maySeePost } from '../rules/may-see.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import { activityPost, includedPosts } from './activity-post.ts';
import { activityUsers, includedUsers } from './presented.ts';
import type { Teller } from './teller.ts';
import { type Told, told } from './told.ts';

/** Named in the text; a repost names nobody anew. */
const namedBy = (post: SimPost): string[] =>
  post.repostOfId === undefined ? (post.mentionedIds ?? []).filter((id) => id !== post.authorId) : [];

/**
 * Account Activity tells of a post who wrote it, who is named in it or answered, and whose post it quotes or repeats.
 * https://docs.x.com/x-api/account-activity/introduction
 */
const tellAccounts = (sim: Sim, teller: Teller, post: SimPost): void => {
  const body = (more: Pick<XAccountActivityBody, 'user_has_blocked'>): Told =>
    told(() => ({
      ...more,
      tweet_create_events: [{ ...presentPostV1(sim, post), timestamp_ms: String(post.createdAt) }],
    }));
  const plain = body({});
  const blocked = body({ user_has_blocked: 'true' });
  const welcome = body({ user_has_blocked: 'false' });
  const named = new Set(namedBy(post));
  const others = [post.inReplyToUserId, authorOf(sim, post.quotedId), authorOf(sim, post.repostOfId)];
  for (const userId of new Set([post.authorId, ...named, ...others])) {
    if (userId === undefined || !maySeePost(sim, userId, post)) continue;
    const mention = sim.blocks.has(userId, post.authorId) ? blocked : welcome;
    teller.tellAccount(userId, 'tweet_create_events', named.has(userId) ? mention : plain);
  }
};

const authorOf = (sim: Sim, postId: string | undefined): string | undefined =>
  postId === undefined ? undefined : sim.posts.find(postId)?.authorId;

/**
 * The Activity API tells the author of `post.create`, and whom a post names of the mention. Answers, quotes and
 * reposts have two sides, as likes and follows do: who makes one hears it as outbound, whose post it is as inbound.
 * https://docs.x.com/x-api/activity/event-payloads#post-events
 */
const tellWatchers = (sim: Sim, teller: Teller, post: SimPost): void => {
  const event = told(() => ({
    payload: activityPost(sim, post),
    includes: {
      users: includedUsers(sim, new Set([post.authorId, ...namedBy(post), ...referencedAuthors(sim, post)])),
      tweets: includedPosts(sim, post),
    },
  }));
  const { authorId } = post;
  const tellBoth = (eventType: XActivityEventType, userId: string | undefined) => {
    if (userId === undefined) return;
    teller.tellActivity(authorId, eventType, 'outbound', event);
    if (userId !== authorId && maySeePost(sim, userId, post))
      teller.tellActivity(userId, eventType, 'inbound', event);
  };
  teller.tellActivity(authorId, 'post.create', 'outbound', event);
  for (const userId of namedBy(post))
    if (maySeePost(sim, userId, post)) teller.tellActivity(userId, 'post.mention.create', 'inbound', event);
  tellBoth('post.reply.create', post.inReplyToUserId);
  tellBoth('post.quote.create', authorOf(sim, post.quotedId));
  tellBoth('post.repost.create', authorOf(sim, post.repostOfId));
};

const referencedAuthors = (sim: Sim, post: SimPost): string[] =>
  [post.inReplyToId, post.quotedId, post.repostOfId].flatMap((id) => authorOf(sim, id) ?? []);

export const onPost = (sim: Sim, teller: Teller, post: SimPost): void => {
  tellAccounts(sim, teller, post);
  tellWatchers(sim, teller, post);
};

/** Only the author's subscriptions learn that a post is gone. */
export const onPostDeleted = (
  sim: Sim,
  teller: Teller,
  { post, at }: Extract<SimEvent, { kind: 'post.deleted' }>,
): void => {
  const { id, authorId } = post;
  teller.tellAccount(
    authorId,
    'tweet_delete_events',
    told(() => ({ tweet_delete_events: [{ status: { id, user_id: authorId }, timestamp_ms: String(at) }] })),
  );
  teller.tellActivity(
    authorId,
    'post.delete',
    'outbound',
    told(() => ({
      payload: { id, author_id: authorId },
      // Here X wraps its users, and nowhere else.
      includes: { users: activityUsers(sim, [authorId]).map((data) => ({ data })) },
    })),
  );
};

/** A like goes to who likes and to whose post is liked. */
export const onLike = (
  sim: Sim,
  teller: Teller,
  { userId, post, at }: { userId: string; post: SimPost; at: number },
): void => {
  const id = createHash('md5').update(`${userId}:${post.id}:${at}`).digest('hex');
  const liker = sim.users.find(userId);
  const body = told(() => {
    const favorite: XFavoriteEvent = {
      id,
      created_at: legacyDate(at),
      timestamp_ms: at,
      favorited_status: presentPostV1(sim, post),
      // The presenter's loose object has these members; users are never deleted.
      user: (liker ? presentUserV1(sim, liker) : {}) as XFavoriteEvent['user'],
    };
    return { favorite_events: [favorite] };
  });
  const event = told(() => {
    const payload: XLikePayload = {
      id,
      created_at: new Date(at).toISOString(),
      timestamp_ms: String(at),
      liked_tweet_author_id: post.authorId,
      liked_tweet_id: post.id,
    };
    const users = includedUsers(sim, new Set([post.authorId, userId]));
    return { payload, includes: { users, tweets: [activityPost(sim, post)] } };
  });
  for (const each of new Set([userId, post.authorId])) teller.tellAccount(each, 'favorite_events', body);
  teller.tellActivity(userId, 'like.create', 'outbound', event);
  if (post.authorId !== userId) teller.tellActivity(post.authorId, 'like.create', 'inbound', event);
};
