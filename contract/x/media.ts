export type XMediaCategory =
  | 'amplify_video'
  | 'tweet_gif'
  | 'tweet_image'
  | 'tweet_video'
  | 'dm_gif'
  | 'dm_image'
  | 'dm_video'
  | 'subtitles';

export type XMediaVariant = { bit_rate?: number; content_type: string; url: string };

/** One of `includes.media`: key and type always, the others when `media.fields` asks for them. */
export type XMedia = {
  /** `3_` photo, `7_` video, `16_` GIF, then the media id. */
  media_key: string;
  type: 'photo' | 'animated_gif' | 'video';
  url?: string;
  preview_image_url?: string;
  variants?: XMediaVariant[];
  duration_ms?: number;
  width?: number;
  height?: number;
  alt_text?: string;
  public_metrics?: { view_count?: number };
};

export type XProcessingInfo = {
  state: 'pending' | 'in_progress' | 'succeeded' | 'failed';
  check_after_secs?: number;
  progress_percent?: number;
  error?: { code: number; name: string; message: string };
};

/** `data` of finalize, status and one-shot upload; initialize has the first three. */
export type XUpload = {
  id: string;
  media_key: string;
  expires_after_secs: number;
  size?: number;
  image?: { image_type: string; w: number; h: number };
  video?: { video_type: string };
  processing_info?: XProcessingInfo;
};
