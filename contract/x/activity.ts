/** The X Activity API: subscriptions and the envelope that both its webhook and its stream carry. */
import type { XMarkReadEvent, XMessageCreateEvent, XTypingEvent } from './webhooks.ts';

const PROFILE_FIELDS = [
  'bio',
  'profile_picture',
  'banner_picture',
  'screenname',
  'geo',
  'url',
  'verified_badge',
  'affiliate_badge',
  'handle',
] as const;
export type XProfileField = (typeof PROFILE_FIELDS)[number];

/** Every event type that X lets an app subscribe to; `oauth.revoke` is documented but absent from X's enum. */
export const ACTIVITY_EVENT_TYPES = [
  'profile.update.bio',
  'profile.update.profile_picture',
  'profile.update.banner_picture',
  'profile.update.screenname',
  'profile.update.geo',
  'profile.update.url',
  'profile.update.verified_badge',
  'profile.update.affiliate_badge',
  'profile.update.handle',
  'news.new',
  'follow.follow',
  'follow.unfollow',
  'spaces.start',
  'spaces.end',
  'broadcast.start',
  'broadcast.end',
  'broadcast.chat',
  'chat.received',
  'chat.sent',
  'chat.conversation.join',
  'chat.conversation_join',
  'chat.conversation.member_added',
  'chat.conversation.member_removed',
  'chat.conversation.admin_added',
  'chat.conversation.admin_removed',
  'chat.update.group_name',
  'chat.update.restrictions',
  'dm.sent',
  'dm.received',
  'dm.indicate_typing',
  'dm.read',
  'post.create',
  'post.delete',
  'post.mention.create',
  'post.reply.create',
  'post.quote.create',
  'post.repost.create',
  'like.create',
  'mute.mute',
  'mute.unmute',
  'block.block',
  'block.unblock',
  'oauth.revoke',
] as const;
export type XActivityEventType = (typeof ACTIVITY_EVENT_TYPES)[number];

export type XActivityFilter = { user_id?: string; direction?: 'inbound' | 'outbound'; keyword?: string };

export type XActivitySubscription = {
  subscription_id: string;
  event_type: XActivityEventType;
  filter: XActivityFilter;
  tag?: string;
  webhook_id?: string;
  created_at: string;
  updated_at: string;
};

/** A v2 user as event payloads carry it: each counter also as a string twin (`followers_count_str`). */
export type XActivityUser = {
  id: string;
  name: string;
  username: string;
  created_at?: string;
  description?: string;
  location?: string;
  url?: string;
  profile_image_url?: string;
  profile_banner_url?: string;
  protected?: boolean;
  verified?: boolean;
  verified_type?: string;
  is_identity_verified?: boolean;
  public_metrics?: Record<string, number | string>;
};

export type XActivityMessagePayload = {
  direct_message_events: XMessageCreateEvent[];
  users: Record<string, { data: XActivityUser }>;
};
/** X publishes no sample of the next two; the shape follows Account Activity. */
export type XActivityTypingPayload = {
  direct_message_indicate_typing_events: XTypingEvent[];
  users: Record<string, { data: XActivityUser }>;
};
export type XActivityReadPayload = {
  direct_message_mark_read_events: XMarkReadEvent[];
  users: Record<string, { data: XActivityUser }>;
};

/** An encrypted message: opaque to everyone without the keys of the conversation. */
export type XChatPayload = {
  conversation_token: string;
  id: string;
  created_at_msec: string;
  sender_id: string;
  /** `A:B`, two user ids. */
  conversation_id: string;
  conversation_key_version: string;
  encoded_event: string;
  conversation_key_change_event?: string;
  message_event_signature?: {
    public_key_version: string;
    signature: string;
    signature_version: string;
    signing_public_key: string;
  };
};

export type XOauthRevokePayload = { date_time: string; user_id: string; app_id: string };
export type XProfileUpdatePayload = { before: string; after: string };
export type XFollowPayload = { source: { data: XActivityUser }; target: { data: XActivityUser } };

export type XLikePayload = {
  id: string;
  created_at: string;
  timestamp_ms: string;
  liked_tweet_id: string;
  liked_tweet_author_id: string;
};
/** A Space or a broadcast that starts or ends; X publishes the one of Spaces. */
export type XStagePayload = {
  user: { data: XActivityUser };
  broadcast_id: string;
  event_type: 'spaces_start' | 'spaces_end' | 'broadcast_start' | 'broadcast_end';
};
export type XBroadcastChatPayload = {
  id: string;
  broadcast_id: string;
  author_id: string;
  author_name: string;
  author_username: string;
  text: string;
  created_at_ms: string;
  reply_to?: string;
};
export type XNewsPayload = {
  id: string;
  name: string;
  category: string;
  hook: string;
  summary: string;
  contexts: {
    entities: Record<'events' | 'organizations' | 'people' | 'places' | 'products', string[]>;
    topics: string[];
    finance: { tickers: string[] };
    sports: { teams: string[] };
  };
  cluster_posts_results: { post_id: string }[];
  updated_at: string;
  disclaimer: string;
};

export type XActivityEvent = {
  /** May be negative; a string, never a number. */
  event_uuid: string;
  filter: XActivityFilter;
  event_type: string;
  tag?: string;
  payload: unknown;
  includes?: Record<string, unknown>;
};
export type XActivityEnvelope = { data: XActivityEvent };
