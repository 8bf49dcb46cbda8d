/** A v2 user: the first three always, the others when `user.fields` asks for them. */
export type XUser = {
  id: string;
  name: string;
  username: string;
  confirmed_email?: string;
  /** Relative to whose token it is; absent for app-only callers. */
  connection_status?: string[];
  created_at?: string;
  description?: string;
  entities?: { url?: { urls: XV2Url[] }; description?: { urls?: XV2Url[] } };
  is_identity_verified?: boolean;
  location?: string;
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
