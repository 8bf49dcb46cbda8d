/** A v2 user: the first three always, the others when `user.fields` asks for them. */
export type XUser = {
  id: string;
  name: string;
  username: string;
  affiliation?: { badge_url?: string; description?: string; url?: string; user_id?: string[] };
  confirmed_email?: string;
  /** Relative to whose token it is; absent for app-only callers. */
  connection_status?: string[];
  created_at?: string;
  description?: string;
  entities?: { url?: { urls: XV2Url[] }; description?: XBioEntities };
  is_identity_verified?: boolean;
  location?: string;
  most_recent_tweet_id?: string;
  most_recent_post_id?: string;
  pinned_tweet_id?: string;
  pinned_post_id?: string;
  parody?: boolean;
  profile_banner_url?: string;
  profile_image_url?: string;
  protected?: boolean;
  public_metrics?: XUserMetrics;
  /** Whether the owner of the token may write to this user. */
  receives_your_dm?: boolean;
  subscribes_to_you?: boolean;
  subscription?: { subscribes_to_you: boolean };
  subscription_type?: string;
  url?: string;
  verified?: boolean;
  verified_followers_count?: number;
  verified_type?: 'blue' | 'business' | 'government' | 'none';
  withheld?: { country_codes: string[]; scope: 'user' };
};

export type XBioEntities = {
  urls?: XV2Url[];
  hashtags?: { start: number; end: number; tag: string }[];
  cashtags?: { start: number; end: number; tag: string }[];
  mentions?: { start: number; end: number; username: string }[];
};

export type XUserMetrics = {
  followers_count: number;
  following_count: number;
  listed_count: number;
  like_count: number;
  media_count: number;
  tweet_count?: number;
  /** The same in the words of 2.167. */
  post_count?: number;
};

export type XV2Url = { start: number; end: number; url: string; expanded_url?: string; display_url?: string };
