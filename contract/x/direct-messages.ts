import type { XIncludes } from './posts.ts';
import type { XProblem } from './problems.ts';
import type { XV2Url } from './users.ts';

export type XDmEventType = 'MessageCreate' | 'ParticipantsJoin' | 'ParticipantsLeave';

type Tag = { start: number; end: number; tag: string };
export type XDmEntities = {
  cashtags?: Tag[];
  hashtags?: Tag[];
  mentions?: { start: number; end: number; username: string; id?: string }[];
  urls?: XV2Url[];
};

/** A v2 event. Older descriptions have the lists of `entities` at its top. */
export type XDmEvent = XDmEntities & {
  id: string;
  event_type: XDmEventType;
  text?: string;
  attachments?: { media_keys?: string[]; card_ids?: string[] };
  created_at?: string;
  /** `{smaller}-{larger}` of two user ids, or the snowflake of a group. */
  dm_conversation_id?: string;
  entities?: XDmEntities;
  /** Joins and leaves only. */
  participant_ids?: string[];
  referenced_tweets?: { id: string }[];
  referenced_posts?: { id: string }[];
  sender_id?: string;
};

/** A page of `GET …/dm_events`, newest first; `data` is absent when it is empty. */
export type XDmEventPage = {
  data?: XDmEvent[];
  includes?: XIncludes;
  errors?: XProblem[];
  meta: { result_count: number; next_token?: string; previous_token?: string };
};

export type XDmSent = { data: { dm_conversation_id: string; dm_event_id: string } };
export type XDmDeleted = { data: { deleted: boolean } };
export type XDmMessageBody = { text?: string; attachments?: { media_id: string }[] };
