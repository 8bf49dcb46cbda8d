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
