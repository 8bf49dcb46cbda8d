/**
 * What the payload of each event of the X Activity API looks like.
 * https://docs.x.com/x-api/activity/event-payloads
 */
import { type TSchema, Type } from 'typebox';
import type { XActivityEventType } from './activity.ts';

const id = Type.String({ pattern: '^[0-9]{1,19}$' });
const digits = Type.String({ pattern: '^[0-9]+$' });
const isoTime = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const closed = { additionalProperties: false } as const;

/** A v2 user as events carry it; each counter has a twin that is a string. */
export const ActivityUserSchema = Type.Object({
  id,
  name: Type.String(),
  username: Type.String({ pattern: '^[A-Za-z0-9_]{1,15}$' }),
  created_at: isoTime,
  description: Type.String(),
  protected: Type.Boolean(),
  verified: Type.Boolean(),
  verified_type: Type.String(),
  is_identity_verified: Type.Boolean(),
  profile_image_url: Type.String(),
  public_metrics: Type.Object({
    followers_count: Type.Integer(),
    followers_count_str: digits,
    following_count: Type.Integer(),
    following_count_str: digits,
    tweet_count: Type.Integer(),
    tweet_count_str: digits,
    listed_count: Type.Integer(),
    listed_count_str: digits,
    like_count: Type.Integer(),
    like_count_str: digits,
    media_count: Type.Integer(),
    media_count_str: digits,
  }),
});
const userData = Type.Object({ data: ActivityUserSchema }, closed);
const usersById = Type.Record(Type.String({ pattern: '^[0-9]{1,19}$' }), userData);

export const ActivityPostSchema = Type.Object({
  id,
  text: Type.String(),
  author_id: id,
  created_at: isoTime,
  conversation_id: id,
  edit_history_tweet_ids: Type.Array(id, { minItems: 1 }),
  edit_controls: Type.Object({
    edits_remaining: Type.Integer(),
    edits_remaining_str: digits,
    is_edit_eligible: Type.Boolean(),
    editable_until: isoTime,
  }),
  display_text_range: Type.Tuple([Type.Integer(), Type.Integer()]),
  lang: Type.String(),
  paid_partnership: Type.Boolean(),
  possibly_sensitive: Type.Boolean(),
  reply_settings: Type.String(),
  in_reply_to_user_id: Type.Optional(id),
  referenced_tweets: Type.Optional(
    Type.Array(
      Type.Object({
        type: Type.Union([Type.Literal('replied_to'), Type.Literal('quoted'), Type.Literal('retweeted')]),
        id,
      }),
    ),
  ),
  entities: Type.Optional(Type.Object({})),
  public_metrics: Type.Object({
    retweet_count: Type.Integer(),
    retweet_count_str: digits,
    reply_count: Type.Integer(),
    reply_count_str: digits,
    like_count: Type.Integer(),
    like_count_str: digits,
    quote_count: Type.Integer(),
    quote_count_str: digits,
    bookmark_count: Type.Integer(),
    bookmark_count_str: digits,
    impression_count: Type.Integer(),
    impression_count_str: digits,
  }),
});

const profileUpdate = Type.Object({ before: Type.String(), after: Type.String() }, closed);
const sourceAndTarget = Type.Object({ source: userData, target: userData }, closed);

const chat = Type.Object(
  {
    conversation_token: Type.String({ minLength: 1 }),
    id: Type.String({ minLength: 1 }),
    created_at_msec: digits,
    sender_id: id,
    conversation_id: Type.String({ minLength: 1 }),
    conversation_key_version: Type.String(),
    encoded_event: Type.String({ minLength: 1 }),
    conversation_key_change_event: Type.Optional(Type.String()),
    message_event_signature: Type.Optional(
      Type.Object(
        {
          public_key_version: Type.String(),
          signature: Type.String(),
          signature_version: Type.String(),
          signing_public_key: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);

const message = Type.Object(
  {
    direct_message_events: Type.Array(
      Type.Object({
        type: Type.Literal('message_create'),
        id,
        created_timestamp: digits,
        message_create: Type.Object({
          target: Type.Object({ recipient_id: id }, closed),
          sender_id: id,
          message_data: Type.Object({ text: Type.String(), entities: Type.Object({}) }),
        }),
      }),
      { minItems: 1, maxItems: 1 },
    ),
    users: usersById,
  },
  closed,
);
const typing = {
  created_timestamp: digits,
  sender_id: id,
  target: Type.Object({ recipient_id: id }, closed),
};

const like = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    created_at: isoTime,
    timestamp_ms: digits,
    liked_tweet_id: id,
    liked_tweet_author_id: id,
  },
  closed,
);

const names = Type.Array(Type.String());
const NewsPayloadSchema = Type.Object(
  {
    id,
    name: Type.String({ minLength: 1 }),
    category: Type.String(),
    hook: Type.String(),
    summary: Type.String(),
    contexts: Type.Object({
      entities: Type.Object({
        events: names,
        organizations: names,
        people: names,
        places: names,
        products: names,
      }),
      topics: names,
      finance: Type.Object({ tickers: names }),
      sports: Type.Object({ teams: names }),
    }),
    cluster_posts_results: Type.Array(Type.Object({ post_id: id }, closed)),
    updated_at: isoTime,
    disclaimer: Type.String(),
  },
  closed,
);

const stage = (eventType: string) =>
  Type.Object(
    { user: userData, broadcast_id: Type.String({ minLength: 1 }), event_type: Type.Literal(eventType) },
    closed,
  );

/** As `BroadcastChatMessage` of X's OpenAPI file. */
const broadcastChat = Type.Object(
  {
    id,
    broadcast_id: Type.String({ minLength: 1 }),
    author_id: id,
    author_name: Type.String(),
    author_username: Type.String(),
    text: Type.String({ minLength: 1 }),
    created_at_ms: digits,
    reply_to: Type.Optional(id),
  },
  closed,
);

const identityOfPost = Type.Object({ id, author_id: id }, closed);
const revocation = Type.Object(
  {
    date_time: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00$' }),
    user_id: id,
    app_id: id,
  },
  closed,
);

/** The payload of every event type. Those of typing, reading and broadcasts are not published; see DIFFERENCES.md. */
export const ACTIVITY_PAYLOADS: Readonly<Record<XActivityEventType, TSchema>> = {
  'profile.update.bio': profileUpdate,
  'profile.update.profile_picture': profileUpdate,
  'profile.update.banner_picture': profileUpdate,
  'profile.update.screenname': profileUpdate,
  'profile.update.geo': profileUpdate,
  'profile.update.url': profileUpdate,
  'profile.update.verified_badge': profileUpdate,
  'profile.update.affiliate_badge': profileUpdate,
  'profile.update.handle': profileUpdate,
  'news.new': NewsPayloadSchema,
  'follow.follow': sourceAndTarget,
  'follow.unfollow': sourceAndTarget,
  'spaces.start': stage('spaces_start'),
  'spaces.end': stage('spaces_end'),
  'broadcast.start': stage('broadcast_start'),
  'broadcast.end': stage('broadcast_end'),
  'broadcast.chat': broadcastChat,
  'chat.received': chat,
  'chat.sent': chat,
  'chat.conversation.join': chat,
  'chat.conversation_join': chat,
  'chat.conversation.member_added': chat,
  'chat.conversation.member_removed': chat,
  'chat.conversation.admin_added': chat,
  'chat.conversation.admin_removed': chat,
  'chat.update.group_name': chat,
  'chat.update.restrictions': chat,
  'dm.sent': message,
  'dm.received': message,
  'dm.indicate_typing': Type.Object(
    {
      direct_message_indicate_typing_events: Type.Array(Type.Object(typing, closed), { minItems: 1 }),
      users: usersById,
    },
    closed,
  ),
  'dm.read': Type.Object(
    {
      direct_message_mark_read_events: Type.Array(
        Type.Object({ ...typing, last_read_event_id: id }, closed),
        {
          minItems: 1,
        },
      ),
      users: usersById,
    },
    closed,
  ),
  'post.create': ActivityPostSchema,
  'post.delete': identityOfPost,
  'post.mention.create': ActivityPostSchema,
  'post.reply.create': ActivityPostSchema,
  'post.quote.create': ActivityPostSchema,
  'post.repost.create': ActivityPostSchema,
  'like.create': like,
  'mute.mute': sourceAndTarget,
  'mute.unmute': sourceAndTarget,
  'block.block': sourceAndTarget,
  'block.unblock': sourceAndTarget,
  'oauth.revoke': revocation,
};

/** What both the webhook and the stream carry. */
export const ActivityEnvelopeSchema = Type.Object(
  {
    data: Type.Object(
      {
        event_uuid: Type.String({ pattern: '^-?[0-9]{1,19}$' }),
        filter: Type.Object(
          {
            user_id: Type.Optional(id),
            direction: Type.Optional(Type.String()),
            keyword: Type.Optional(Type.String()),
          },
          closed,
        ),
        event_type: Type.String(),
        tag: Type.Optional(Type.String()),
        payload: Type.Object({}),
        includes: Type.Optional(Type.Object({})),
      },
      closed,
    ),
  },
  closed,
);
