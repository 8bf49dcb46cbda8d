import { type TSchema, Type } from 'typebox';
import { userIn } from './resources.ts';
import {
  type Words,
  XIdText,
  all,
  count,
  data,
  list,
  moment,
  oneOf,
  problemIn,
  some,
  text,
  yesNo,
} from './shapes.ts';

/** `A:B`, the id of a group, or as clients write them in paths. */
const conversationId = Type.String({ pattern: '^(g?[0-9]{1,19}|[0-9]{1,19}[-:][0-9]{1,19})$' });
const done = data({ success: yesNo });

const Conversation = some(
  {
    type: oneOf('direct', 'group'),
    created_at: moment,
    updated_at: moment,
    group_name: text,
    group_avatar_url: text,
    is_muted: yesNo,
    message_ttl_ms: count,
    screen_capture_blocking_enabled: yesNo,
    screen_capture_detection_enabled: yesNo,
    admin_ids: list(XIdText),
    member_ids: list(XIdText),
    participant_ids: list(XIdText),
  },
  { id: conversationId },
);

const Signature = some(
  { signing_public_key: text, message_signing_key_info_list: Type.Array(Type.Unknown()) },
  { signature: text, public_key_version: text, signature_version: text },
);
const MessageEvent = some({
  id: XIdText,
  conversation_id: conversationId,
  conversation_token: text,
  sender_id: XIdText,
  created_at: text,
  encoded_event: text,
  is_trusted: yesNo,
  message_event_signature: Signature,
  previous_id: XIdText,
});

const Juicebox = all({
  key_store_token_map_json: text,
  max_guess_count: count,
  token_map: list(all({ key: text, value: all({ address: text, token: text }) })),
});
const publicKey = {
  public_key: text,
  signing_public_key: text,
  public_key_version: text,
  identity_public_key_signature: text,
  juicebox_config: Juicebox,
};
const PublicKey = some(publicKey);
/** The OpenAPI file has no owner here; an answer about several users could not be used without. */
const OwnedPublicKey = some(publicKey, { user_id: XIdText });

const more = { result_count: count, has_more: yesNo, next_token: text };

/** XChat: https://docs.x.com/x-api/chat */
export const chatIn = (words: Words): Record<string, TSchema> => {
  const errors = list(problemIn(words));
  const includes = some({ users: list(userIn(words)) });
  return {
    'GET /2/chat/conversations': some({
      data: list(Conversation),
      includes,
      errors,
      meta: some({ ...more, has_message_requests: yesNo }),
    }),
    'GET /2/chat/conversations/:': some({ data: Conversation, includes, errors }),
    'GET /2/chat/conversations/:/events': some({
      data: list(MessageEvent),
      errors,
      meta: some({ ...more, conversation_key_events: list(text) }),
    }),
    'POST /2/chat/conversations/:/messages': data({ encoded_message_event: text }),
    'POST /2/chat/conversations/:/messages/delete': data({ deleted: yesNo }),
    'POST /2/chat/conversations/:/read': done,
    'POST /2/chat/conversations/:/typing': done,
    'POST /2/chat/conversations/:/keys': data({ conversation_id: conversationId, sequence_id: XIdText }),
    'POST /2/chat/conversations/:/members': data({ id: XIdText, conversation_id: conversationId }),
    'POST /2/chat/conversations/group/initialize': data({ conversation_id: conversationId }),
    'POST /2/chat/conversations/group': data({
      conversation_id: conversationId,
      conversation_key_change_sequence_id: XIdText,
    }),
    'POST /2/chat/media/upload/initialize': data({
      conversation_id: conversationId,
      media_hash_key: text,
      session_id: text,
    }),
    'POST /2/chat/media/upload/:/append': data({ expires_at: count }),
    'POST /2/chat/media/upload/:/finalize': done,
    'GET /2/users/public_keys': some({ data: list(OwnedPublicKey), errors }),
    'GET /2/users/:/public_keys': some({ data: list(PublicKey), errors }),
    'POST /2/users/:/public_keys': data({ public_key_version: text, juicebox_config: Juicebox }),
  };
};
