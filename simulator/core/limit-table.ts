import type { LimitRule } from './limits.ts';

/** Said of endpoints for which X publishes no number: they are not counted, and their answers carry no headers. */
export const notPublished = 'not published';

type Entry = LimitRule | typeof notPublished;

const reads = { user: 15 };
const sends = { user: 15, userDay: 1440, appDay: 1440 };
const dmBlock = { user: 10, userDay: 400, appWindow: 25, appDay: 1000 };
const lookup = { app: 300, user: 900 };
const both = (requests: number): LimitRule => ({ app: requests, user: requests });
const ofUser = (user: number): LimitRule => ({ user });
const ofApp = (app: number): LimitRule => ({ app });
const tweeting = { user: 300, windowMs: 3 * 60 * 60_000 };
const chunk = { user: 1875, appDay: 180_000 };
const upload = { user: 500, appDay: 50_000 };
const uploadStatus = { user: 1000, appDay: 100_000 };

/**
 * What each endpoint allows, as "METHOD /path" with X's names of parameters. Numbers are requests per quarter of an
 * hour and per 24 hours. A number per app counts app-only calls; where the endpoint is called by users only, it counts
 * those of all users of the app together.
 */
const limitTable: Readonly<Record<string, Entry>> = {
  // Posts: https://docs.x.com/x-api/fundamentals/rate-limits
  'GET /2/tweets': { app: 3500, user: 5000 },
  'GET /2/tweets/:id': { app: 450, user: 900 },
  'GET /2/tweets/search/recent': { app: 450, user: 300 },
  'GET /2/tweets/search/all': { app: 300, user: 300 },
  'GET /2/tweets/counts/recent': ofApp(300),
  'GET /2/tweets/counts/all': ofApp(300),
  'GET /2/tweets/analytics': both(300),
  'POST /2/tweets': { user: 100, appDay: 10_000 },
  'DELETE /2/tweets/:id': ofUser(50),
  'PUT /2/tweets/:tweet_id/hidden': ofUser(50),
  'GET /2/users/:id/tweets': { app: 10_000, user: 900 },
  'GET /2/users/:id/mentions': { app: 450, user: 300 },
  'GET /2/users/:id/timelines/reverse_chronological': ofUser(180),
  'GET /2/users/by/username/:username/tweets': { app: 1500, user: 900 },
  'GET /2/users/by/username/:username/mentions': { app: 450, user: 180 },
  'GET /2/tweets/:id/liking_users': both(75),
  'GET /2/users/:id/liked_tweets': both(75),
  'POST /2/users/:id/likes': { user: 50, userDay: 1000 },
  'DELETE /2/users/:id/likes/:tweet_id': { user: 50, userDay: 1000 },
  'GET /2/tweets/:id/retweeted_by': both(75),
  'GET /2/tweets/:id/retweets': both(75),
  'GET /2/tweets/:id/quote_tweets': both(75),
  'GET /2/users/reposts_of_me': ofUser(75),
  'POST /2/users/:id/retweets': ofUser(50),
  'DELETE /2/users/:id/retweets/:tweet_id': ofUser(50),
  'GET /2/users/:id/bookmarks': ofUser(180),
  'POST /2/users/:id/bookmarks': ofUser(50),
  'DELETE /2/users/:id/bookmarks/:tweet_id': ofUser(50),

  // Users: https://docs.x.com/x-api/fundamentals/rate-limits
  'GET /2/users': lookup,
  'GET /2/users/by': lookup,
  'GET /2/users/:id': lookup,
  'GET /2/users/by/username/:username': lookup,
  'GET /2/users/search': lookup,
  'GET /2/users/me': ofUser(75),
  'GET /2/users/:id/following': both(300),
  'GET /2/users/:id/followers': both(300),
  'POST /2/users/:id/following': ofUser(50),
  'DELETE /2/users/:source_user_id/following/:target_user_id': ofUser(50),
  'GET /2/users/:id/blocking': ofUser(15),
  'GET /2/users/:id/muting': ofUser(15),
  'POST /2/users/:id/muting': ofUser(50),
  'DELETE /2/users/:source_user_id/muting/:target_user_id': ofUser(50),
  'POST /2/users/:id/dm/block': dmBlock,
  'POST /2/users/:id/dm/unblock': dmBlock,

  // Direct messages: https://docs.x.com/x-api/fundamentals/rate-limits
  'GET /2/dm_events': reads,
  'GET /2/dm_events/:id': reads,
  'GET /2/dm_conversations/:dm_conversation_id/dm_events': reads,
  'GET /2/dm_conversations/with/:participant_id/dm_events': reads,
  'GET /2/dm_conversations/media/:dm_id/:media_id/:resource_id': notPublished,
  'POST /2/dm_conversations': sends,
  'POST /2/dm_conversations/with/:participant_id/messages': sends,
  'POST /2/dm_conversations/:dm_conversation_id/messages': sends,
  'DELETE /2/dm_events/:id': { user: 300, userDay: 1500, appDay: 4000 },

  // Lists: https://docs.x.com/x-api/fundamentals/rate-limits
  'GET /2/lists/:id': both(75),
  'GET /2/lists/:id/tweets': both(900),
  'GET /2/lists/:id/members': both(900),
  'GET /2/lists/:id/followers': notPublished,
  'GET /2/users/:id/owned_lists': both(15),
  'GET /2/users/:id/list_memberships': both(75),
  'GET /2/users/:id/followed_lists': notPublished,
  'GET /2/users/:id/pinned_lists': both(15),
  'POST /2/lists': ofUser(300),
  'PUT /2/lists/:id': ofUser(300),
  'DELETE /2/lists/:id': ofUser(300),
  'POST /2/lists/:id/members': ofUser(300),
  'DELETE /2/lists/:id/members/:user_id': ofUser(300),
  'POST /2/users/:id/followed_lists': ofUser(50),
  'DELETE /2/users/:id/followed_lists/:list_id': ofUser(50),
  'POST /2/users/:id/pinned_lists': ofUser(50),
  'DELETE /2/users/:id/pinned_lists/:list_id': ofUser(50),

  // Media: https://docs.x.com/x-api/fundamentals/rate-limits
  'POST /2/media/upload': upload,
  'GET /2/media/upload': uploadStatus,
  'POST /2/media/upload/initialize': chunk,
  'POST /2/media/upload/:id/append': chunk,
  'POST /2/media/upload/:id/finalize': chunk,
  'POST /2/media/metadata': upload,
  'POST /2/media/subtitles': { user: 100, appDay: 10_000 },
  'DELETE /2/media/subtitles': { user: 100, appDay: 10_000 },

  'GET /2/media': notPublished,
  'GET /2/media/analytics': notPublished,
  'GET /2/media/:media_key': notPublished,

  // Engagement: so many a minute, by contract; the endpoints count by themselves and have headers of their own.
  // https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/rate-limits
  'POST /insights/engagement/totals': notPublished,
  'POST /insights/engagement/28hr': notPublished,
  'POST /insights/engagement/historical': notPublished,
  // Gone from X since August 2026; the numbers are those of its successor, analytics.
  'GET /2/insights/28hr': ofUser(300),
  'GET /2/insights/historical': ofUser(300),

  // Activity, webhooks, usage: https://docs.x.com/x-api/fundamentals/rate-limits
  'GET /2/activity/stream': ofApp(450),
  'POST /2/activity/subscriptions': ofApp(500),
  'GET /2/activity/subscriptions': ofApp(500),
  'PUT /2/activity/subscriptions/:subscription_id': ofApp(500),
  'DELETE /2/activity/subscriptions/:subscription_id': ofApp(500),
  // Deleting many at once came after the table; it is given the number of its neighbours.
  'DELETE /2/activity/subscriptions': ofApp(500),
  'POST /2/webhooks': ofApp(450),
  'GET /2/webhooks': ofApp(450),
  'PUT /2/webhooks/:webhook_id': ofApp(450),
  'DELETE /2/webhooks/:webhook_id': ofApp(450),
  'POST /2/webhooks/replay': ofApp(100),
  'DELETE /2/connections/all': both(25),
  'GET /2/usage/tweets': ofApp(50),
  'GET /2/usage/credits': notPublished,

  // Account Activity v2 is missing from X's table; these are the numbers of the enterprise API, see below.
  'POST /2/account_activity/webhooks/:webhook_id/subscriptions/all': both(500),
  'GET /2/account_activity/webhooks/:webhook_id/subscriptions/all': both(500),
  'DELETE /2/account_activity/webhooks/:webhook_id/subscriptions/:user_id/all': ofApp(500),
  'GET /2/account_activity/webhooks/:webhook_id/subscriptions/all/list': ofApp(50),
  'GET /2/account_activity/subscriptions/count': ofApp(15),

  // Account Activity, enterprise: https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/rate-limits
  'POST /1.1/account_activity/webhooks.json': both(15),
  'GET /1.1/account_activity/webhooks.json': both(15),
  'PUT /1.1/account_activity/webhooks/:webhook_id.json': both(15),
  'DELETE /1.1/account_activity/webhooks/:webhook_id.json': both(15),
  'POST /1.1/account_activity/webhooks/:webhook_id/subscriptions/all.json': both(500),
  'GET /1.1/account_activity/webhooks/:webhook_id/subscriptions/all.json': both(500),
  'GET /1.1/account_activity/webhooks/:webhook_id/subscriptions/all/list.json': both(50),
  'DELETE /1.1/account_activity/webhooks/:webhook_id/subscriptions/:user_id/all.json': both(500),
  'GET /1.1/account_activity/subscriptions/count.json': both(15),
  'POST /1.1/account_activity/replay/webhooks/:webhook_id/subscriptions/all.json': both(5),

  // Account Activity, premium: the same numbers, on the reference pages of
  // https://developer.x.com/en/docs/x-api/premium/account-activity-api/api-reference/aaa-premium
  'POST /1.1/account_activity/all/:env_name/webhooks.json': both(15),
  'GET /1.1/account_activity/all/webhooks.json': both(15),
  'GET /1.1/account_activity/all/:env_name/webhooks.json': both(15),
  'PUT /1.1/account_activity/all/:env_name/webhooks/:webhook_id.json': both(15),
  'DELETE /1.1/account_activity/all/:env_name/webhooks/:webhook_id.json': both(15),
  'POST /1.1/account_activity/all/:env_name/subscriptions.json': both(500),
  'GET /1.1/account_activity/all/:env_name/subscriptions.json': both(500),
  'DELETE /1.1/account_activity/all/:env_name/subscriptions.json': both(500),
  'GET /1.1/account_activity/all/:env_name/subscriptions/list.json': both(50),
  'DELETE /1.1/account_activity/all/:env_name/subscriptions/:user_id.json': both(500),
  'GET /1.1/account_activity/all/subscriptions/count.json': both(15),
  'GET /1.1/account_activity/all/count.json': both(15),

  // v1.1: https://developer.x.com/en/docs/basics/rate-limits. Reads that its table does not name are allowed 15 per
  // user; it says nothing of other writes.
  'GET /1.1/account/verify_credentials.json': ofUser(75),
  'GET /1.1/account/settings.json': ofUser(15),
  'GET /1.1/application/rate_limit_status.json': both(180),
  'GET /1.1/users/lookup.json': lookup,
  'POST /1.1/users/lookup.json': lookup,
  'GET /1.1/users/show.json': both(900),
  'POST /1.1/account/settings.json': notPublished,
  'POST /1.1/account/update_profile.json': notPublished,
  'POST /1.1/statuses/update.json': tweeting,
  'POST /1.1/statuses/destroy.json': notPublished,
  'POST /1.1/statuses/destroy/:id.json': notPublished,
  'GET /1.1/statuses/show.json': both(900),
  'GET /1.1/statuses/show/:id.json': both(900),
  'GET /1.1/statuses/lookup.json': lookup,
  'POST /1.1/statuses/lookup.json': lookup,
  'GET /1.1/statuses/user_timeline.json': { user: 900, app: 1500 },
  'GET /1.1/statuses/mentions_timeline.json': ofUser(75),
  'GET /1.1/statuses/home_timeline.json': reads,
  'GET /1.1/statuses/retweets/:id.json': { user: 75, app: 300 },
  'POST /1.1/statuses/retweet.json': tweeting,
  'POST /1.1/statuses/retweet/:id.json': tweeting,
  'POST /1.1/statuses/unretweet.json': notPublished,
  'POST /1.1/statuses/unretweet/:id.json': notPublished,
  'GET /1.1/search/tweets.json': { user: 180, app: 450 },
  'GET /1.1/statuses/retweeters/ids.json': { user: 75, app: 300 },
  'GET /1.1/statuses/retweets_of_me.json': ofUser(75),
  'GET /1.1/users/search.json': ofUser(900),
  'POST /1.1/users/report_spam.json': notPublished,
  'GET /1.1/favorites/list.json': both(75),
  'POST /1.1/favorites/create.json': { userDay: 1000, appDay: 1000 },
  'POST /1.1/favorites/destroy.json': notPublished,
  'GET /1.1/friendships/show.json': { user: 180, app: 15 },
  'GET /1.1/friendships/lookup.json': reads,
  'GET /1.1/friendships/incoming.json': reads,
  'GET /1.1/friendships/outgoing.json': reads,
  'GET /1.1/friendships/no_retweets/ids.json': reads,
  'POST /1.1/friendships/create.json': { userDay: 400, appDay: 1000 },
  'POST /1.1/friendships/destroy.json': notPublished,
  'POST /1.1/friendships/update.json': notPublished,
  'GET /1.1/followers/ids.json': both(15),
  'GET /1.1/followers/list.json': both(15),
  'GET /1.1/friends/ids.json': both(15),
  'GET /1.1/friends/list.json': both(15),
  'GET /1.1/blocks/ids.json': reads,
  'GET /1.1/blocks/list.json': reads,
  'POST /1.1/blocks/create.json': notPublished,
  'POST /1.1/blocks/destroy.json': notPublished,
  'GET /1.1/mutes/users/ids.json': reads,
  'GET /1.1/mutes/users/list.json': reads,
  'POST /1.1/mutes/users/create.json': notPublished,
  'POST /1.1/mutes/users/destroy.json': notPublished,
  'POST /1.1/lists/create.json': notPublished,
  'POST /1.1/lists/update.json': notPublished,
  'POST /1.1/lists/destroy.json': notPublished,
  'GET /1.1/lists/show.json': both(75),
  'GET /1.1/lists/list.json': both(15),
  'GET /1.1/lists/ownerships.json': both(15),
  'GET /1.1/lists/memberships.json': both(75),
  'GET /1.1/lists/subscriptions.json': both(15),
  'GET /1.1/lists/statuses.json': both(900),
  'GET /1.1/lists/members.json': { user: 900, app: 75 },
  'GET /1.1/lists/members/show.json': both(15),
  'POST /1.1/lists/members/create.json': notPublished,
  'POST /1.1/lists/members/create_all.json': notPublished,
  'POST /1.1/lists/members/destroy.json': notPublished,
  'POST /1.1/lists/members/destroy_all.json': notPublished,
  'GET /1.1/lists/subscribers.json': { user: 180, app: 15 },
  'GET /1.1/lists/subscribers/show.json': both(15),
  'POST /1.1/lists/subscribers/create.json': notPublished,
  'POST /1.1/lists/subscribers/destroy.json': notPublished,
  'POST /1.1/direct_messages/events/new.json': { userDay: 1000, appDay: 15_000 },
  'GET /1.1/direct_messages/events/list.json': reads,
  'GET /1.1/direct_messages/events/show.json': reads,
  'DELETE /1.1/direct_messages/events/destroy.json': { userDay: 1000, appDay: 15_000 },
  'POST /1.1/direct_messages/indicate_typing.json': ofUser(1000),
  'POST /1.1/direct_messages/mark_read.json': ofUser(1000),
  // What changes welcome messages has a day like sends have, on its reference pages.
  'POST /1.1/direct_messages/welcome_messages/new.json': { userDay: 1000 },
  'PUT /1.1/direct_messages/welcome_messages/update.json': { userDay: 1000 },
  'GET /1.1/direct_messages/welcome_messages/show.json': reads,
  'GET /1.1/direct_messages/welcome_messages/list.json': reads,
  'DELETE /1.1/direct_messages/welcome_messages/destroy.json': { userDay: 1000 },
  'POST /1.1/direct_messages/welcome_messages/rules/new.json': { userDay: 1000 },
  'GET /1.1/direct_messages/welcome_messages/rules/show.json': reads,
  'GET /1.1/direct_messages/welcome_messages/rules/list.json': reads,
  'DELETE /1.1/direct_messages/welcome_messages/rules/destroy.json': { userDay: 1000 },
  // The v1.1 upload is the older door of the same service.
  'POST /1.1/media/upload.json': chunk,
  'GET /1.1/media/upload.json': uploadStatus,
  'POST /1.1/media/metadata/create.json': upload,
  'POST /1.1/media/subtitles/create.json': notPublished,
  'POST /1.1/media/subtitles/delete.json': notPublished,
  'GET /1.1/ton/data/dm/:dm_id/:media_id/:file': notPublished,

  // XChat: https://docs.x.com/xchat/introduction names none.
  'GET /2/chat/conversations': notPublished,
  'GET /2/chat/conversations/:id': notPublished,
  'GET /2/chat/conversations/:id/events': notPublished,
  'POST /2/chat/conversations/:id/messages': notPublished,
  'POST /2/chat/conversations/:id/messages/delete': notPublished,
  'POST /2/chat/conversations/:id/read': notPublished,
  'POST /2/chat/conversations/:id/typing': notPublished,
  'POST /2/chat/conversations/:id/keys': notPublished,
  'POST /2/chat/conversations/:id/members': notPublished,
  'DELETE /2/chat/conversations/:id/members': notPublished,
  'POST /2/chat/conversations/group': notPublished,
  'POST /2/chat/conversations/group/initialize': notPublished,
  'POST /2/chat/media/upload/initialize': notPublished,
  'POST /2/chat/media/upload/:id/append': notPublished,
  'POST /2/chat/media/upload/:id/finalize': notPublished,
  'GET /2/chat/media/:id/:media_hash_key': notPublished,
  'GET /2/users/public_keys': notPublished,
  'GET /2/users/:id/public_keys': notPublished,
  // A few in 24 hours, says https://github.com/xdevplatform/chat-xdk/blob/main/examples/js/src/x-api.mjs; how many is a guess.
  'POST /2/users/:id/public_keys': { userDay: 10 },

  // Signing in, https://docs.x.com/fundamentals/authentication: nothing is published.
  'GET /oauth/request_token': notPublished,
  'POST /oauth/request_token': notPublished,
  'GET /oauth/authorize': notPublished,
  'POST /oauth/authorize': notPublished,
  'GET /oauth/authenticate': notPublished,
  'POST /oauth/authenticate': notPublished,
  'GET /oauth/access_token': notPublished,
  'POST /oauth/access_token': notPublished,
  'POST /1.1/oauth/invalidate_token': notPublished,
  'POST /1.1/oauth/invalidate_token.json': notPublished,
  'POST /oauth2/token': notPublished,
  'POST /oauth2/invalidate_token': notPublished,
  'GET /i/oauth2/authorize': notPublished,
  'POST /i/oauth2/authorize': notPublished,
  'POST /2/oauth2/token': notPublished,
  'POST /2/oauth2/revoke': notPublished,
  'GET /2/oauth2/authorize': notPublished,
  'POST /2/oauth2/authorize': notPublished,

  // Pages and files for people's browsers are not part of the API.
  'GET /i/oauth/authenticate': notPublished,
  'POST /i/oauth/authenticate': notPublished,
  'GET /login': notPublished,
  'POST /login': notPublished,
  'GET /i/flow/login': notPublished,
  'POST /logout': notPublished,
  'POST /_sim/continue-as': notPublished,
  'GET /settings/connected_apps': notPublished,
  'POST /settings/connected_apps': notPublished,
  'GET /media/:file': notPublished,
  'GET /dm_video/:media/vid/:size/:file': notPublished,
  'GET /dm_video_preview/:media/img/:file': notPublished,
};

/** Routes and X's documentation name the same parameters differently. */
const shapeOf = (key: string) => key.replace(/:[A-Za-z_]+/g, ':');

const byShape = new Map(Object.entries(limitTable).map(([key, entry]) => [shapeOf(key), entry]));

/** The published limit of an endpoint; undefined when the table does not know the endpoint. */
export function limitFor(method: string, url: string): Entry | undefined {
  return byShape.get(shapeOf(`${method} ${url}`));
}
