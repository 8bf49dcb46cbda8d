import type { PricedItem } from '../../contract/control/money.ts';

/** Said of endpoints that X's price list has nothing for. */
export const free = 'free';

/** What an endpoint costs: each resource in its answer, or the request. */
export type Charge =
  | {
      kind: 'read';
      item: PricedItem;
      /** An owned read, when the path names the caller and the caller owns the app. */
      ownable?: boolean;
    }
  | { kind: 'write'; item: PricedItem }
  /** A new post: its price hangs on whether it has a link, or answers one that named its author. */
  | { kind: 'post' };

const read = (item: PricedItem): Charge => ({ kind: 'read', item });
/** https://docs.x.com/x-api/getting-started/pricing#owned-reads */
const ownable = (item: PricedItem): Charge => ({ kind: 'read', item, ownable: true });
/** Per request: what writes, and counts. */
const write = (item: PricedItem): Charge => ({ kind: 'write', item });

/**
 * X publishes what its price list's items cost, not which endpoint is which item; this is the reading of their names.
 * https://docs.x.com/x-api/getting-started/pricing
 */
const charges: Readonly<Record<string, Charge | typeof free>> = {
  'GET /2/tweets': read('post.read'),
  'GET /2/tweets/:id': read('post.read'),
  'GET /2/tweets/search/recent': read('post.read'),
  'GET /2/tweets/search/all': read('post.read'),
  'GET /2/tweets/:id/quote_tweets': read('post.read'),
  'GET /2/tweets/:id/retweets': read('post.read'),
  'GET /2/tweets/:id/liking_users': read('like.read'),
  'GET /2/tweets/:id/retweeted_by': read('user.read'),
  'GET /2/users/reposts_of_me': read('post.read'),
  'GET /2/users/:id/tweets': ownable('post.read'),
  'GET /2/users/:id/mentions': ownable('post.read'),
  'GET /2/users/:id/liked_tweets': ownable('post.read'),
  'GET /2/users/:id/bookmarks': ownable('post.read'),
  'GET /2/users/:id/timelines/reverse_chronological': read('post.read'),
  'POST /2/tweets': { kind: 'post' },
  'DELETE /2/tweets/:id': write('content.manage'),
  'PUT /2/tweets/:tweet_id/hidden': write('content.manage'),
  'POST /2/users/:id/likes': write('user_interaction.create'),
  'DELETE /2/users/:id/likes/:tweet_id': write('interaction.delete'),
  'POST /2/users/:id/retweets': write('user_interaction.create'),
  'DELETE /2/users/:id/retweets/:tweet_id': write('interaction.delete'),
  'POST /2/users/:id/bookmarks': write('bookmark'),
  'DELETE /2/users/:id/bookmarks/:tweet_id': write('bookmark'),
  'GET /2/tweets/counts/recent': write('counts.recent'),
  'GET /2/tweets/counts/all': write('counts.all'),
  // Analytics left the price list in 2026.
  'GET /2/tweets/analytics': free,

  'GET /2/users': read('user.read'),
  'GET /2/users/by': read('user.read'),
  'GET /2/users/:id': read('user.read'),
  'GET /2/users/by/username/:username': read('user.read'),
  'GET /2/users/me': read('user.read'),
  'GET /2/users/search': read('user.read'),
  'GET /2/users/:id/followers': ownable('follow.read'),
  'GET /2/users/:id/following': ownable('follow.read'),
  'GET /2/users/:id/blocking': ownable('block.read'),
  'GET /2/users/:id/muting': ownable('mute.read'),
  'POST /2/users/:id/following': write('user_interaction.create'),
  'DELETE /2/users/:source_user_id/following/:target_user_id': write('interaction.delete'),
  'POST /2/users/:id/muting': write('privacy.update'),
  'DELETE /2/users/:source_user_id/muting/:target_user_id': write('mute.delete'),
  'POST /2/users/:id/dm/block': write('privacy.update'),
  'POST /2/users/:id/dm/unblock': write('privacy.update'),

  'GET /2/dm_events': read('dm_event.read'),
  'GET /2/dm_events/:id': read('dm_event.read'),
  'GET /2/dm_conversations/:dm_conversation_id/dm_events': read('dm_event.read'),
  'GET /2/dm_conversations/with/:participant_id/dm_events': read('dm_event.read'),
  'GET /2/dm_conversations/media/:dm_id/:media_id/:resource_id': free,
  'POST /2/dm_conversations': write('dm.create'),
  'POST /2/dm_conversations/with/:participant_id/messages': write('dm.create'),
  'POST /2/dm_conversations/:dm_conversation_id/messages': write('dm.create'),
  'DELETE /2/dm_events/:id': write('interaction.delete'),

  'GET /2/chat/conversations/:id/events': read('dm_event.read'),
  'POST /2/chat/conversations/:id/messages': write('dm.create'),

  'GET /2/lists/:id': read('list.read'),
  'GET /2/lists/:id/tweets': read('post.read'),
  'GET /2/lists/:id/members': read('user.read'),
  'GET /2/lists/:id/followers': read('user.read'),
  'GET /2/users/:id/owned_lists': ownable('list.read'),
  'GET /2/users/:id/list_memberships': ownable('list.read'),
  'GET /2/users/:id/followed_lists': ownable('list.read'),
  'GET /2/users/:id/pinned_lists': ownable('list.read'),
  'POST /2/lists': write('list.create'),
  'PUT /2/lists/:id': write('list.manage'),
  'DELETE /2/lists/:id': write('list.manage'),
  'POST /2/lists/:id/members': write('list.manage'),
  'DELETE /2/lists/:id/members/:user_id': write('list.manage'),
  'POST /2/users/:id/followed_lists': write('list.manage'),
  'DELETE /2/users/:id/followed_lists/:list_id': write('list.manage'),
  'POST /2/users/:id/pinned_lists': write('list.manage'),
  'DELETE /2/users/:id/pinned_lists/:list_id': write('list.manage'),

  'POST /2/media/metadata': write('media_metadata'),
};

/** Routes and X's documentation name the same parameters differently. */
const shapeOf = (key: string) => key.replace(/:[A-Za-z_]+/g, ':');

const byShape = new Map(Object.entries(charges).map(([key, charge]) => [shapeOf(key), charge]));

/** What an endpoint costs; undefined when it is free, as everything of v1.1 is. */
export function chargeFor(method: string, url: string): Charge | undefined {
  const charge = byShape.get(shapeOf(`${method} ${url}`));
  return charge === free ? undefined : charge;
}
