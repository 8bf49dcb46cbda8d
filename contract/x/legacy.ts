/** v1.1 objects that live on inside direct messages and Account Activity deliveries. */

export type XUrlEntity = {
  url: string;
  expanded_url: string;
  display_url: string;
  indices: [number, number];
};
export type XLegacyEntities = {
  hashtags: { text: string; indices: [number, number] }[];
  symbols: { text: string; indices: [number, number] }[];
  user_mentions: {
    screen_name: string;
    name: string;
    id: number;
    id_str: string;
    indices: [number, number];
  }[];
  urls: XUrlEntity[];
};

export type XLegacyVideoInfo = {
  aspect_ratio: [number, number];
  duration_millis?: number;
  variants: { bitrate?: number; content_type: string; url: string }[];
};

/** An `entities.media` item: what a message's attachment holds. */
export type XLegacyMedia = {
  /** A number beyond 2^53: read `id_str`. */
  id: number;
  id_str: string;
  indices: [number, number];
  /** Needs a signed request by a participant when it is on ton.twitter.com. */
  media_url: string;
  media_url_https: string;
  url: string;
  display_url: string;
  expanded_url: string;
  type: 'photo' | 'animated_gif' | 'video';
  sizes: Record<string, { w: number; h: number; resize: string }>;
  video_info?: XLegacyVideoInfo;
  ext_alt_text?: string | null;
};

/** The user object of Account Activity: a v1.1 user with string id and creation time in milliseconds. */
export type XLegacyUser = {
  id: string;
  created_timestamp: string;
  name: string;
  screen_name: string;
  location?: string;
  description?: string;
  url?: string;
  protected: boolean;
  verified: boolean;
  followers_count: number;
  friends_count: number;
  statuses_count: number;
  profile_image_url?: string;
  profile_image_url_https?: string;
};

/** The user of a v1.1 post: the user object of v1.1 REST answers. */
export type XLegacyPostUser = {
  /** A number beyond 2^53: read `id_str`. */
  id: number;
  id_str: string;
  name: string;
  screen_name: string;
  [field: string]: unknown;
};

export type XLegacyPostEntities = XLegacyEntities & { media?: XLegacyMedia[] };

/** What a truncated post is in full. */
export type XExtendedPost = {
  full_text: string;
  display_text_range: [number, number];
  entities: XLegacyPostEntities;
  extended_entities?: { media: XLegacyMedia[] };
};

/** A v1.1 post: what `tweet_create_events` and `favorited_status` hold. */
export type XLegacyPost = {
  /** `Wed Oct 10 20:19:24 +0000 2018` */
  created_at: string;
  /** A number beyond 2^53: read `id_str`. */
  id: number;
  id_str: string;
  text: string;
  source: string;
  truncated: boolean;
  display_text_range?: [number, number];
  in_reply_to_status_id: number | null;
  in_reply_to_status_id_str: string | null;
  in_reply_to_user_id: number | null;
  in_reply_to_user_id_str: string | null;
  in_reply_to_screen_name: string | null;
  user: XLegacyPostUser;
  geo: null;
  coordinates: null;
  place: null;
  contributors: null;
  is_quote_status: boolean;
  quoted_status_id?: number;
  quoted_status_id_str?: string;
  quoted_status?: XLegacyPost;
  quoted_status_permalink?: { url: string; expanded: string; display: string };
  retweeted_status?: XLegacyPost;
  quote_count: number;
  reply_count: number;
  retweet_count: number;
  favorite_count: number;
  entities: XLegacyPostEntities;
  extended_entities?: { media: XLegacyMedia[] };
  extended_tweet?: XExtendedPost;
  favorited: boolean;
  retweeted: boolean;
  possibly_sensitive?: boolean;
  filter_level: 'low';
  lang: string;
  timestamp_ms?: string;
};
