/**
 * What X posts to a webhook of the Account Activity API (v1.1 and v2 send the same body), and the
 * webhook resources themselves. Fields that X leaves out in some cases are optional here.
 */
import type { XLegacyMedia, XLegacyEntities, XLegacyPost, XLegacyPostUser, XLegacyUser } from './legacy.ts';

/** Header with `sha256=<base64 HMAC-SHA256(consumer secret, raw body)>` on every POST and every CRC GET. */
export const SIGNATURE_HEADER = 'x-twitter-webhooks-signature';
/** The same over the OAuth 2.0 client secret; newer apps may get it beside or instead of the first. */
export const SIGNATURE_HEADER_OAUTH2 = 'x-twitter-webhooks-signature-oauth2';

export type XCoordinates = { type: 'Point'; coordinates: [number, number] };

export type XMessageAttachment =
  | { type: 'media'; media: XLegacyMedia }
  | {
      type: 'location';
      location:
        | { type: 'shared_coordinate'; shared_coordinate: { coordinates: XCoordinates } }
        | { type: 'shared_place'; shared_place: { place: { id: string; [field: string]: unknown } } };
    };

export type XQuickReplyOption = { label: string; description?: string; metadata?: string };
export type XQuickReply =
  | { type: 'options'; options: XQuickReplyOption[] }
  | { type: 'location'; location?: { metadata?: string } }
  | { type: 'text_input'; text_input?: { keyboard?: string; label?: string; metadata?: string } };

export type XCta = { type: 'web_url'; label: string; url: string; tco_url?: string };

export type XMessageData = {
  text: string;
  entities: XLegacyEntities;
  quick_reply?: XQuickReply;
  quick_reply_response?: { type: string; metadata?: string };
  ctas?: XCta[];
  attachment?: XMessageAttachment;
};

/** One direct message as v1.1, Account Activity and the Activity API spell it. Ids and times are strings. */
export type XMessageCreateEvent = {
  type: 'message_create';
  id: string;
  created_timestamp: string;
  initiated_via?: { welcome_message_id?: string; tweet_id?: string };
  message_create: {
    target: { recipient_id: string };
    sender_id: string;
    source_app_id?: string;
    message_data: XMessageData;
    custom_profile_id?: string;
  };
};

export type XTypingEvent = { created_timestamp: string; sender_id: string; target: { recipient_id: string } };
export type XMarkReadEvent = XTypingEvent & { last_read_event_id: string };
export type XLegacyApp = { id: string; name: string; url: string };

/** Somebody does something to somebody; undoing it travels in the same list under another type. */
export type XDirectedEvent = {
  type: 'follow' | 'unfollow' | 'block' | 'unblock' | 'mute' | 'unmute';
  created_timestamp: string;
  target: XLegacyUser;
  source: XLegacyUser;
};
export type XFavoriteEvent = {
  /** 32 hex characters. */
  id: string;
  /** `Mon Mar 26 16:33:26 +0000 2018` */
  created_at: string;
  timestamp_ms: number;
  favorited_status: XLegacyPost;
  user: XLegacyPostUser;
};
export type XPostDeleteEvent = { status: { id: string; user_id: string }; timestamp_ms: string };

export type XRevokeEvent = {
  /** `2018-05-24T09:48:12+00:00` */
  date_time: string;
  target: { app_id: string };
  source: { user_id: string };
};

export type XReplayStatus = {
  webhook_id: string;
  job_state: 'Complete' | 'Incomplete';
  job_state_description: string;
  job_id: string;
};

/** One Account Activity delivery: exactly one of the event fields is present. */
export type XAccountActivityBody = {
  for_user_id?: string;
  direct_message_events?: XMessageCreateEvent[];
  direct_message_indicate_typing_events?: XTypingEvent[];
  direct_message_mark_read_events?: XMarkReadEvent[];
  /** On mentions of the subscribed user only: whether that user blocks who mentioned them. */
  user_has_blocked?: 'true' | 'false';
  tweet_create_events?: XLegacyPost[];
  tweet_delete_events?: XPostDeleteEvent[];
  favorite_events?: XFavoriteEvent[];
  follow_events?: XDirectedEvent[];
  block_events?: XDirectedEvent[];
  mute_events?: XDirectedEvent[];
  user_event?: { revoke: XRevokeEvent };
  replay_job_status?: XReplayStatus;
  apps?: Record<string, XLegacyApp>;
  users?: Record<string, XLegacyUser>;
};

/** A webhook as `/2/webhooks` answers it. */
export type XWebhook = { id: string; url: string; valid: boolean; created_at: string };

/** Why `/2/webhooks` and Account Activity v2 refuse, as X names it. */
export type XWebhookReason =
  | 'CrcValidationFailed'
  | 'UrlValidationFailed'
  | 'DuplicateUrlFailed'
  | 'WebhookLimitExceeded'
  | 'WebhookIdInvalid'
  | 'DuplicateSubscriptionFailed'
  | 'SubscriptionLimitExceeded'
  | 'SubscriptionNotFound'
  | 'QueryParamInvalid'
  | 'ReplayConflictError';
