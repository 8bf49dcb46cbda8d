import { type TSchema, Type } from 'typebox';
import { analyticsMetrics, mediaAnalyticsMetrics } from '../engagement.ts';
import { XCredits, XUsage } from '../usage.ts';
import {
  type Words,
  XIdText,
  all,
  count,
  data,
  list,
  moment,
  oneOf,
  problemIn,
  some,
  text,
  yesNo,
} from './shapes.ts';

const open = Type.Object({}, { additionalProperties: true });

const Processing = some(
  {
    check_after_secs: count,
    progress_percent: count,
    error: some({ code: count, name: text, message: text, title: text, detail: text, type: text }),
  },
  { state: oneOf('pending', 'in_progress', 'succeeded', 'failed') },
);
/** Why a file could not be processed stands beside it. */
const Upload = some(
  { errors: list(Type.Union([problemIn('tweets'), problemIn('posts')])) },
  {
    data: some(
      {
        expires_after_secs: count,
        size: count,
        image: all({ image_type: text, w: count, h: count }),
        video: all({ video_type: text }),
        processing_info: Processing,
      },
      { id: XIdText, media_key: text },
    ),
  },
);

const Sent = data({ dm_conversation_id: text, dm_event_id: XIdText });
const Webhook = all({ id: XIdText, url: text, valid: yesNo, created_at: moment });
const Subscribed = data({ subscribed: yesNo });
const Subscription = some(
  { filter: open, tag: text, webhook_id: XIdText, created_at: moment, updated_at: moment },
  { subscription_id: XIdText, event_type: text },
);
const totals = all({ total_subscriptions: count });
/** X publishes three shapes of this answer: the nested one, the flat one, and the list. */
const SubscriptionWritten = Type.Union([
  some({ meta: totals }, { data: some({ total_subscriptions: count }, { subscription: Subscription }) }),
  some({ meta: totals }, { data: Subscription }),
  some({ meta: totals }, { data: list(Subscription) }),
]);

const counted = Object.fromEntries(analyticsMetrics.map((name) => [name, count]));
const watched = Object.fromEntries(mediaAnalyticsMetrics.map((name) => [name, count]));
/** One file of `GET /2/media/analytics`. */
export const MediaAnalytics = some(
  {
    ...watched,
    timestamp: moment,
    timestamped_metrics: list(all({ timestamp: moment, metrics: some(watched) })),
  },
  { media_key: text },
);

/** One post of `GET /2/tweets/analytics`. */
export const Analytics = some(
  {
    ...counted,
    timestamp: moment,
    timestamped_metrics: list(all({ timestamp: moment, metrics: some(counted) })),
  },
  { id: XIdText },
);

export const newPostIn = (words: Words) =>
  all({
    data: some(
      { [words === 'posts' ? 'edit_history_post_ids' : 'edit_history_tweet_ids']: list(XIdText) },
      { id: XIdText, text },
    ),
  });

/** Posts by hour, day or minute. */
export const postCountsIn = (words: Words) => {
  const name = words === 'posts' ? 'post_count' : 'tweet_count';
  return some(
    { meta: some({ [`total_${name}`]: count, next_token: text }) },
    { data: list(all({ start: moment, end: moment, [name]: count })) },
  );
};

/** Answers of requests that do something, and of those that read neither users, posts, messages nor lists. */
export const acts: Record<string, TSchema> = {
  'POST /2/dm_conversations': Sent,
  'POST /2/dm_conversations/with/:/messages': Sent,
  'POST /2/dm_conversations/:/messages': Sent,
  'DELETE /2/dm_events/:': data({ deleted: yesNo }),
  'POST /2/users/:/dm/block': data({ blocked: yesNo }),
  'POST /2/users/:/dm/unblock': data({ blocked: yesNo }),

  'DELETE /2/tweets/:': data({ deleted: yesNo }),
  'PUT /2/tweets/:/hidden': data({ hidden: yesNo }),
  'POST /2/users/:/likes': data({ liked: yesNo }),
  'DELETE /2/users/:/likes/:': data({ liked: yesNo }),
  'POST /2/users/:/retweets': all({ data: some({ rest_id: XIdText, id: XIdText }, { retweeted: yesNo }) }),
  'DELETE /2/users/:/retweets/:': data({ retweeted: yesNo }),
  'POST /2/users/:/bookmarks': data({ bookmarked: yesNo }),
  'DELETE /2/users/:/bookmarks/:': data({ bookmarked: yesNo }),
  'POST /2/users/:/following': data({ following: yesNo, pending_follow: yesNo }),
  'DELETE /2/users/:/following/:': data({ following: yesNo }),
  'POST /2/users/:/muting': data({ muting: yesNo }),
  'DELETE /2/users/:/muting/:': data({ muting: yesNo }),

  'POST /2/lists': data({ id: XIdText, name: text }),
  'PUT /2/lists/:': data({ updated: yesNo }),
  'DELETE /2/lists/:': data({ deleted: yesNo }),
  'POST /2/lists/:/members': data({ is_member: yesNo }),
  'DELETE /2/lists/:/members/:': data({ is_member: yesNo }),
  'POST /2/users/:/followed_lists': data({ following: yesNo }),
  'DELETE /2/users/:/followed_lists/:': data({ following: yesNo }),
  'POST /2/users/:/pinned_lists': data({ pinned: yesNo }),
  'DELETE /2/users/:/pinned_lists/:': data({ pinned: yesNo }),

  'POST /2/media/upload': Upload,
  'GET /2/media/upload': Upload,
  'POST /2/media/upload/initialize': Upload,
  'POST /2/media/upload/:/append': data({ expires_at: count }),
  'POST /2/media/upload/:/finalize': Upload,
  'POST /2/media/subtitles': all({
    data: some({ media_category: text, associated_subtitles: Type.Unknown() }, { id: XIdText }),
  }),
  'DELETE /2/media/subtitles': data({ deleted: yesNo }),
  'POST /2/media/metadata': all({ data: some({ id: XIdText, associated_metadata: open }) }),

  'POST /2/webhooks': all({ data: Webhook }),
  'GET /2/webhooks': all({
    data: list(Type.Partial(Webhook)),
    meta: all({ result_count: count }),
  }),
  'PUT /2/webhooks/:': data({ valid: yesNo }),
  'DELETE /2/webhooks/:': data({ deleted: yesNo }),
  'POST /2/webhooks/replay': data({ job_id: XIdText, created_at: moment }),
  'POST /2/account_activity/webhooks/:/subscriptions/all': Subscribed,
  'GET /2/account_activity/webhooks/:/subscriptions/all': Subscribed,
  'DELETE /2/account_activity/webhooks/:/subscriptions/:/all': Subscribed,
  'GET /2/account_activity/webhooks/:/subscriptions/all/list': data({
    application_id: text,
    webhook_id: XIdText,
    webhook_url: text,
    subscriptions: list(all({ user_id: XIdText })),
  }),
  'GET /2/account_activity/subscriptions/count': data({
    account_name: text,
    provisioned_count: text,
    subscriptions_count_all: text,
    subscriptions_count_direct_messages: text,
  }),

  'POST /2/activity/subscriptions': SubscriptionWritten,
  'GET /2/activity/subscriptions': some({
    data: list(Subscription),
    meta: some({ total_subscriptions: count, result_count: count, next_token: text, previous_token: text }),
  }),
  'PUT /2/activity/subscriptions/:': SubscriptionWritten,
  'DELETE /2/activity/subscriptions/:': some({ meta: totals }, { data: all({ deleted: yesNo }) }),
  'DELETE /2/activity/subscriptions': some({
    data: list(all({ subscription_id: text, deleted: yesNo })),
    errors: list(all({ subscription_id: text, reason: text, message: text })),
    meta: totals,
  }),

  'GET /2/usage/tweets': all({ data: XUsage }),
  'GET /2/usage/credits': all({ data: XCredits }),
};
