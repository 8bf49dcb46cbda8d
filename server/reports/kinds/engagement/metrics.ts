/** Where counts come from. */
export type Source = 'engagement_api' | 'analytics';

export interface Metric {
  /** As it stands in the rows, whatever the source: the Engagement API's word where it has one. */
  readonly key: string;
  readonly label: string;
  /** The Engagement API counts it, under its key. */
  readonly inEngagementApi: boolean;
  /** What analytics call it; absent where they do not count it. */
  readonly inAnalytics?: string;
}

const both = (key: string, label: string, inAnalytics = key): Metric => ({
  key,
  label,
  inEngagementApi: true,
  inAnalytics,
});
const onlyEngagement = (key: string, label: string): Metric => ({ key, label, inEngagementApi: true });
const onlyAnalytics = (key: string, label: string): Metric => ({
  key,
  label,
  inEngagementApi: false,
  inAnalytics: key,
});

/**
 * The 17 types of the Engagement API, then what analytics alone count. The sources differ in one thing: the Engagement
 * API's impressions leave out those that were paid for.
 */
export const metrics: readonly Metric[] = [
  both('impressions', 'Impressions'),
  both('engagements', 'Engagements'),
  both('favorites', 'Favorites (likes)', 'likes'),
  both('retweets', 'Retweets'),
  both('replies', 'Replies'),
  onlyEngagement('video_views', 'Video views'),
  both('media_views', 'Media views'),
  onlyEngagement('media_engagements', 'Media engagements'),
  both('url_clicks', 'URL clicks'),
  both('hashtag_clicks', 'Hashtag clicks'),
  both('detail_expands', 'Detail expands'),
  both('permalink_clicks', 'Permalink clicks'),
  both('app_install_attempts', 'App install attempts'),
  both('app_opens', 'App opens'),
  both('email_tweet', 'Shares by e-mail'),
  both('user_follows', 'Follows', 'follows'),
  both('user_profile_clicks', 'Profile clicks'),
  onlyAnalytics('quote_tweets', 'Quotes'),
  onlyAnalytics('bookmarks', 'Bookmarks'),
  onlyAnalytics('shares', 'Shares'),
  onlyAnalytics('unfollows', 'Unfollows'),
  onlyAnalytics('unlikes', 'Unlikes'),
];

export const countsIn = (source: Source, metric: Metric): boolean =>
  source === 'analytics' ? metric.inAnalytics !== undefined : metric.inEngagementApi;

/** Those of the keys, in the order of the menu. */
export const metricsOf = (keys: readonly string[]): Metric[] =>
  metrics.filter(({ key }) => keys.includes(key));
