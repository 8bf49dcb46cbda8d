import { type Static, Type } from 'typebox';
import type { XProblem } from './problems.ts';
import type { XUser } from './users.ts';

// XChat, X's encrypted messages: https://docs.x.com/x-api/chat and https://docs.x.com/xchat/getting-started.

const digits = Type.String({ pattern: '^[0-9]+$' });
/** Clients send numbers of segments as numbers or as text. */
const base64 = Type.String({ minLength: 1, pattern: '^[A-Za-z0-9+/=_-]+$' });
const closed = { additionalProperties: false } as const;

/** How an act (a new key, new members, a deletion) was signed by who did it. */
export const XChatActionSignature = Type.Object({
  message_id: Type.String({ minLength: 1 }),
  encoded_message_event_detail: base64,
  signature_payload: Type.Optional(Type.String()),
  message_event_signature: Type.Object({
    signature: base64,
    public_key_version: digits,
    signature_version: digits,
    signing_public_key: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    message_signing_key_info_list: Type.Optional(
      Type.Array(
        Type.Object({
          member_id: Type.Optional(Type.String()),
          public_key_version: Type.Optional(Type.String()),
          signing_public_key: Type.Optional(Type.String()),
        }),
      ),
    ),
  }),
});
export type XChatActionSignature = Static<typeof XChatActionSignature>;

/** The conversation's key, encrypted for one participant. */
export const XChatParticipantKey = Type.Object({
  user_id: Type.String({ pattern: '^[0-9]{1,19}$' }),
  encrypted_conversation_key: base64,
  public_key_version: digits,
});
export type XChatParticipantKey = Static<typeof XChatParticipantKey>;

const keyChange = {
  conversation_key_version: digits,
  conversation_participant_keys: Type.Array(XChatParticipantKey, { minItems: 1 }),
  /** Optional in the OpenAPI file, demanded by https://docs.x.com/xchat/troubleshooting. */
  action_signatures: Type.Array(XChatActionSignature, { minItems: 1 }),
  base64_encoded_key_rotation: Type.Optional(Type.String()),
};

export const XChatKeysRequest = Type.Object(keyChange);
export type XChatKeysRequest = Static<typeof XChatKeysRequest>;

const userIds = Type.Array(Type.String({ pattern: '^[0-9]{1,19}$' }), { minItems: 1 });

export const XChatGroupRequest = Type.Object({
  ...keyChange,
  conversation_id: Type.String({ pattern: '^g[0-9]{1,19}$' }),
  group_members: userIds,
  group_admins: Type.Optional(userIds),
  group_name: Type.Optional(Type.String()),
  group_description: Type.Optional(Type.String()),
  group_avatar_url: Type.Optional(Type.String()),
  ttl_msec: Type.Optional(digits),
});
export type XChatGroupRequest = Static<typeof XChatGroupRequest>;

export const XChatMembersRequest = Type.Object({
  ...keyChange,
  user_ids: userIds,
  encrypted_title: Type.Optional(Type.String()),
  encrypted_avatar_url: Type.Optional(Type.String()),
});
export type XChatMembersRequest = Static<typeof XChatMembersRequest>;

export const XChatMessageRequest = Type.Object({
  message_id: Type.String({ minLength: 1, maxLength: 128 }),
  /** Thrift `MessageCreateEvent`, base64. */
  encoded_message_create_event: Type.String({ minLength: 1 }),
  /** Thrift `MessageEventSignature`, base64. */
  encoded_message_event_signature: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  conversation_token: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
export type XChatMessageRequest = Static<typeof XChatMessageRequest>;

export const XChatDeleteRequest = Type.Object({
  sequence_ids: Type.Array(Type.String({ pattern: '^[0-9]{1,19}$' }), { minItems: 1 }),
  delete_message_action: Type.Union([Type.Literal('delete_for_all'), Type.Literal('delete_for_self')]),
  action_signatures: Type.Array(XChatActionSignature, { minItems: 1 }),
  media_hash_keys: Type.Optional(Type.Array(Type.String({ pattern: '^[a-zA-Z0-9]{1,50}$' }))),
});
export type XChatDeleteRequest = Static<typeof XChatDeleteRequest>;

export const XChatReadRequest = Type.Object({
  seen_until_sequence_id: Type.String({ pattern: '^[0-9]{1,19}$' }),
});

export const XChatUploadRequest = Type.Object(
  { conversation_id: Type.String({ minLength: 1 }), total_bytes: Type.Integer({ minimum: 0 }) },
  closed,
);

export const XChatAppendRequest = Type.Object(
  {
    conversation_id: Type.String({ minLength: 1 }),
    media_hash_key: Type.String({ minLength: 1 }),
    media: Type.String(),
    // X's own example sends the number as text.
    segment_index: Type.Union([
      Type.Integer({ minimum: 0, maximum: 999 }),
      Type.String({ pattern: '^[0-9]{1,3}$' }),
    ]),
  },
  closed,
);

export const XChatFinalizeRequest = Type.Object(
  {
    conversation_id: Type.String({ minLength: 1 }),
    media_hash_key: Type.String({ minLength: 1 }),
    num_parts: Type.String({ pattern: '^[0-9]{1,4}$' }),
    message_id: Type.Optional(Type.String()),
    ttl_msec: Type.Optional(digits),
  },
  closed,
);

export const XChatPublicKeyRequest = Type.Object({
  version: digits,
  generate_version: Type.Optional(Type.Boolean()),
  public_key: Type.Object({
    /** P-256, SPKI, base64: what conversation keys are encrypted for. */
    public_key: Type.String({ minLength: 1 }),
    signing_public_key: Type.String({ minLength: 1 }),
    /** Made by the signing key over the identity key: raw r‖s, base64. */
    identity_public_key_signature: Type.Optional(Type.String()),
    signing_public_key_signature: Type.Optional(Type.String()),
    public_key_fingerprint: Type.Optional(Type.String()),
    registration_method: Type.Optional(Type.String()),
  }),
});
export type XChatPublicKeyRequest = Static<typeof XChatPublicKeyRequest>;

export type XChatConversation = {
  id: string;
  type?: string;
  created_at?: string;
  updated_at?: string;
  group_name?: string;
  group_avatar_url?: string;
  is_muted?: boolean;
  message_ttl_ms?: number;
  screen_capture_blocking_enabled?: boolean;
  screen_capture_detection_enabled?: boolean;
  admin_ids?: string[];
  member_ids?: string[];
  participant_ids?: string[];
};

export type XChatSignature = {
  signature: string;
  public_key_version: string;
  signature_version: string;
  signing_public_key?: string;
};

export type XChatMessageEvent = {
  /** The sequence id. */
  id: string;
  conversation_id: string;
  conversation_token: string;
  sender_id: string;
  created_at: string;
  /** Thrift `MessageEvent`, base64. */
  encoded_event: string;
  is_trusted: boolean;
  message_event_signature?: XChatSignature;
  previous_id?: string;
};

export type XChatPublicKey = {
  public_key: string;
  signing_public_key: string;
  public_key_version: string;
  identity_public_key_signature?: string;
  juicebox_config?: XJuiceboxConfig;
};

/** Where a client of Juicebox finds the realms that hold its secret behind a PIN. */
export type XJuiceboxConfig = {
  key_store_token_map_json: string;
  max_guess_count: number;
  token_map: { key: string; value: { address: string; token: string } }[];
};

export type XChatConversationList = {
  data?: XChatConversation[];
  includes?: { users: XUser[] };
  errors?: XProblem[];
  meta: { result_count: number; has_more: boolean; has_message_requests: boolean; next_token?: string };
};

export type XChatEventList = {
  data?: Partial<XChatMessageEvent>[];
  meta: { result_count: number; has_more: boolean; next_token?: string; conversation_key_events?: string[] };
};
