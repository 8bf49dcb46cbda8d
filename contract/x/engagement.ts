/**
 * The enterprise Engagement API and `/2/tweets/analytics` as they travel.
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api
 */
import { Type, type Static } from 'typebox';

/** Counters that `/28hr` and `/historical` know. */
export const engagementTypes = [
  'impressions',
  'engagements',
  'favorites',
  'retweets',
  'replies',
  'video_views',
  'media_views',
  'media_engagements',
  'url_clicks',
  'hashtag_clicks',
  'detail_expands',
  'permalink_clicks',
  'app_install_attempts',
  'app_opens',
  'email_tweet',
  'user_follows',
  'user_profile_clicks',
] as const;

/** Counters that `/totals` knows; the first two are for the owner of the post alone. */
export const totalsTypes = [
  'impressions',
  'engagements',
  'favorites',
  'retweets',
  'quote_tweets',
  'replies',
  'video_views',
] as const;
export type XEngagementType = (typeof engagementTypes)[number] | (typeof totalsTypes)[number];

export const groupDimensions = ['tweet.id', 'engagement.type', 'engagement.day', 'engagement.hour'] as const;
export type XGroupDimension = (typeof groupDimensions)[number];

const TweetId = Type.Union([Type.String({ pattern: '^[0-9]{1,19}$' }), Type.Integer({ minimum: 0 })]);

/** What a request looks like; the limits of each endpoint are checked one by one, for each has its own complaint. */
export const XEngagementRequest = Type.Object({
  tweet_ids: Type.Array(TweetId),
  engagement_types: Type.Array(Type.String()),
  groupings: Type.Record(Type.String(), Type.Object({ group_by: Type.Array(Type.String()) })),
  start: Type.Optional(Type.String()),
  end: Type.Optional(Type.String()),
});
export type XEngagementRequest = Static<typeof XEngagementRequest>;

/** Values are strings, nested as deep as the grouping has dimensions (one deeper for hours without days). */
export type XEngagementGroup = { [key: string]: string | XEngagementGroup };

/** `analytics.fields` that count. https://docs.x.com/x-api/posts/get-posts-analytics */
export const analyticsMetrics = [
  'app_install_attempts',
  'app_opens',
  'bookmarks',
  'detail_expands',
  'email_tweet',
  'engagements',
  'follows',
  'hashtag_clicks',
  'impressions',
  'likes',
  'media_views',
  'permalink_clicks',
  'quote_tweets',
  'replies',
  'retweets',
  'shares',
  'unfollows',
  'unlikes',
  'url_clicks',
  'user_profile_clicks',
] as const;
export type XAnalyticsMetric = (typeof analyticsMetrics)[number];
export const analyticsFields = [...analyticsMetrics, 'id', 'timestamp', 'timestamped_metrics'] as const;

export type XAnalyticsMetrics = Partial<Record<XAnalyticsMetric, number>>;
export type XAnalytics = XAnalyticsMetrics & {
  id?: string;
  timestamp?: string;
  timestamped_metrics?: { timestamp: string; metrics: XAnalyticsMetrics }[];
};

/** `media_analytics.fields` that count. https://docs.x.com/x-api/media/get-media-analytics */
export const mediaAnalyticsMetrics = [
  'cta_url_clicks',
  'cta_watch_clicks',
  'play_from_tap',
  'playback25',
  'playback50',
  'playback75',
  'playback_complete',
  'playback_start',
  'video_views',
  'watch_time_ms',
] as const;
export type XMediaAnalyticsMetric = (typeof mediaAnalyticsMetrics)[number];
export const mediaAnalyticsFields = [
  ...mediaAnalyticsMetrics,
  'media_key',
  'timestamp',
  'timestamped_metrics',
] as const;
