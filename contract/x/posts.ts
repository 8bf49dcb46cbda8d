import type { XMedia } from './media.ts';
import type { XProblem } from './problems.ts';
import type { XUser, XV2Url } from './users.ts';

type Tag = { start: number; end: number; tag: string };
type Mention = { start: number; end: number; username: string; id?: string };

export type XPostEntities = {
  cashtags?: Tag[];
  hashtags?: Tag[];
  mentions?: Mention[];
  /** A link that stands for a file names it by `media_key`. */
  urls?: (XV2Url & { media_key?: string })[];
};

export type XReplySettings = 'everyone' | 'following' | 'mentionedUsers' | 'subscribers' | 'verified';

export type XReferencedPost = { type: 'retweeted' | 'quoted' | 'replied_to'; id: string };

/** Counts by name; `retweet_count` is `repost_count` in the words of 2.167. */
export type XPostMetrics = Record<string, number>;

/** A v2 post: id, text and edit history always, the others when `tweet.fields` or an expansion asks for them. */
export type XPost = {
  id: string;
  text: string;
  attachments?: { media_keys?: string[]; poll_ids?: string[] };
  author_id?: string;
  community_id?: string;
  conversation_id?: string;
  created_at?: string;
  /** Start and end of what is shown: without the hidden names of a reply. */
  display_text_range?: [number, number];
  edit_controls?: { edits_remaining: number; is_edit_eligible: boolean; editable_until: string };
  edit_history_tweet_ids?: string[];
  edit_history_post_ids?: string[];
  entities?: XPostEntities;
  in_reply_to_user_id?: string;
  lang?: string;
  non_public_metrics?: XPostMetrics;
  /** The whole of a text that is longer than 280. */
  note_tweet?: { text: string; entities?: XPostEntities };
  note_post?: { text: string; entities?: XPostEntities };
  organic_metrics?: XPostMetrics;
  paid_partnership?: boolean;
  possibly_sensitive?: boolean;
  promoted_metrics?: XPostMetrics;
  public_metrics?: XPostMetrics;
  referenced_tweets?: XReferencedPost[];
  referenced_posts?: XReferencedPost[];
  reply_settings?: XReplySettings;
  scopes?: { followers: boolean };
  /** Of the author; 2.167 has it as an expansion. */
  username?: string;
};

export type XPoll = {
  id: string;
  options: { position: number; label: string; votes: number }[];
  duration_minutes?: number;
  end_datetime?: string;
  voting_status?: 'open' | 'closed';
};

/** What expansions point at. `tweets` is `posts` in the words of 2.167. */
export type XIncludes = {
  users?: XUser[];
  media?: XMedia[];
  polls?: XPoll[];
  tweets?: XPost[];
  posts?: XPost[];
};

export type XPostAnswer = { data?: XPost; includes?: XIncludes; errors?: XProblem[] };

/** `GET /2/tweets`, and with `meta` every list of posts. */
export type XPostPage = {
  data?: XPost[];
  includes?: XIncludes;
  errors?: XProblem[];
  meta?: {
    result_count: number;
    newest_id?: string;
    oldest_id?: string;
    next_token?: string;
    previous_token?: string;
  };
};

/** `GET /2/tweets/counts/recent`, oldest first. `tweet_count` is `post_count` in the words of 2.167. */
export type XPostCounts = {
  data: { start: string; end: string; tweet_count?: number; post_count?: number }[];
  meta: { total_tweet_count?: number; total_post_count?: number; next_token?: string };
};
