import type { XChatPayload } from '../../contract/x/activity.ts';
import type { XChatConversation, XChatMessageEvent, XChatSignature } from '../../contract/x/chat.ts';
import type { Sim } from '../sim.ts';
import type { ChatConversation, ChatEvent, ChatSignature } from '../state/chat.ts';
import { encodeEvent } from '../wire/message-event.ts';
import { conversationToken } from './chat-token.ts';

/** A stored event as the Thrift `MessageEvent` that X hands to one user. */
export function encodedFor(
  sim: Sim,
  conversation: ChatConversation,
  event: ChatEvent,
  userId: string,
): string {
  return encodeEvent({
    sequenceId: event.id,
    messageId: event.messageId,
    senderId: event.senderId,
    conversationId: event.conversationId,
    conversationToken: conversationToken(sim, conversation, userId),
    createdAt: event.createdAt,
    detail: Buffer.from(event.detail, 'base64'),
    signature: event.signature,
    previousId: event.previousId,
    isTrusted: true,
  });
}

function presentSignature(signature: ChatSignature): XChatSignature {
  return {
    signature: signature.signature,
    public_key_version: signature.publicKeyVersion,
    signature_version: signature.signatureVersion,
    ...(signature.signingPublicKey === undefined ? {} : { signing_public_key: signature.signingPublicKey }),
  };
}

export function presentEvent(
  sim: Sim,
  conversation: ChatConversation,
  event: ChatEvent,
  userId: string,
): XChatMessageEvent {
  return {
    id: event.id,
    conversation_id: event.conversationId,
    conversation_token: conversationToken(sim, conversation, userId),
    sender_id: event.senderId,
    created_at: new Date(event.createdAt).toISOString(),
    encoded_event: encodedFor(sim, conversation, event, userId),
    is_trusted: true,
    ...(event.signature ? { message_event_signature: presentSignature(event.signature) } : {}),
    ...(event.previousId === undefined ? {} : { previous_id: event.previousId }),
  };
}

/** The event that brought a version of the conversation's key, for one who may open it. */
function keyChangeFor(
  sim: Sim,
  conversation: ChatConversation,
  keyVersion: string | undefined,
  userId: string,
): string | undefined {
  const change = sim.chat.keyChangesOf(conversation.id).find((event) => event.keyVersion === keyVersion);
  return change && encodedFor(sim, conversation, change, userId);
}

/** https://docs.x.com/x-api/activity/event-payloads#chat-events-xchat */
export function chatPayloadFor(
  sim: Sim,
  conversation: ChatConversation,
  event: ChatEvent,
  userId: string,
): XChatPayload {
  const keyVersion = event.keyVersion ?? conversation.keyVersion ?? '';
  const keyChange = keyChangeFor(sim, conversation, keyVersion, userId);
  return {
    conversation_token: conversationToken(sim, conversation, userId),
    id: event.messageId,
    created_at_msec: String(event.createdAt),
    sender_id: event.senderId,
    conversation_id: conversation.id,
    conversation_key_version: keyVersion,
    encoded_event: encodedFor(sim, conversation, event, userId),
    ...(keyChange === undefined ? {} : { conversation_key_change_event: keyChange }),
    ...(event.signature
      ? {
          message_event_signature: {
            ...presentSignature(event.signature),
            signing_public_key: event.signature.signingPublicKey ?? '',
          },
        }
      : {}),
  };
}

/** The OpenAPI file names the first ten; documentation and clients ask for the lists of people here too. */
export const conversationFields = [
  'created_at',
  'group_avatar_url',
  'group_name',
  'id',
  'is_muted',
  'message_ttl_ms',
  'screen_capture_blocking_enabled',
  'screen_capture_detection_enabled',
  'type',
  'updated_at',
  'admin_ids',
  'member_ids',
  'participant_ids',
];
export const conversationExpansions = ['admin_ids', 'member_ids', 'participant_ids'];

export function presentConversation(
  conversation: ChatConversation,
  fields: ReadonlySet<string>,
  expansions: ReadonlySet<string>,
  userId: string,
): XChatConversation {
  const isGroup = conversation.kind === 'group';
  const answer: XChatConversation = { id: pathIdOf(conversation.id) };
  const wants = (field: string) => fields.has(field) || expansions.has(field);
  if (fields.size === 0 || fields.has('type')) answer.type = isGroup ? 'group' : 'direct';
  if (fields.has('created_at')) answer.created_at = new Date(conversation.createdAt).toISOString();
  if (fields.has('updated_at')) answer.updated_at = new Date(conversation.updatedAt).toISOString();
  if (fields.has('is_muted')) answer.is_muted = conversation.mutedBy.includes(userId);
  if (fields.has('group_name') && conversation.name !== undefined) answer.group_name = conversation.name;
  if (fields.has('group_avatar_url') && conversation.avatarUrl !== undefined)
    answer.group_avatar_url = conversation.avatarUrl;
  if (fields.has('message_ttl_ms') && conversation.ttlMs !== undefined)
    answer.message_ttl_ms = conversation.ttlMs;
  if (fields.has('screen_capture_blocking_enabled')) answer.screen_capture_blocking_enabled = false;
  if (fields.has('screen_capture_detection_enabled')) answer.screen_capture_detection_enabled = false;
  if (wants('participant_ids')) answer.participant_ids = conversation.memberIds;
  if (isGroup && wants('member_ids')) answer.member_ids = conversation.memberIds;
  if (isGroup && wants('admin_ids')) answer.admin_ids = conversation.adminIds;
  return answer;
}

/** Lists and paths have the hyphen, events the colon: https://docs.x.com/xchat/troubleshooting. */
export function pathIdOf(conversationId: string): string {
  return conversationId.replace(':', '-');
}
