import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { XChatMessageRequest } from '../../../contract/x/chat.ts';
import { appendChatEvent } from '../../acts/chat.ts';
import { type XError, forbidden, resourceNotFound } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import { encodedFor } from '../../present/chat.ts';
import { refusalToChat } from '../../rules/may-chat.ts';
import type { Sim } from '../../sim.ts';
import type { ChatConversation, ChatSignature } from '../../state/chat.ts';
import {
  type CreateEvent,
  type Failure,
  createDetail,
  encodeEvent,
  failureDetail,
  failures,
  readCreateEvent,
  readSignature,
} from '../../wire/message-event.ts';
import { isSigned, messageWords, oldestSignatureVersion } from '../../wire/signatures.ts';
import { type Address, addressOf, getOwn } from './address.ts';
import { bad, readBody } from './read-body.ts';

/** How large X lets a message be is not published. */
const maxContentBytes = 100_000;

/** `POST /2/chat/conversations/:id/messages`: https://docs.x.com/x-api/chat/send-chat-message */
export function registerChatSend(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/:id/messages',
    allow: { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: ({ request, reply, params, user }) => {
      const address = addressOf(sim, user.id, params['id'] ?? '');
      const encoded = sendChatMessage(sim, user.id, address, readBody(XChatMessageRequest, request));
      reply.code(201);
      return { data: { encoded_message_event: encoded } };
    },
  });
}

/**
 * Takes an encrypted message and answers the `MessageEvent` that it became. What is wrong with the event itself
 * is answered as an event too, a `MessageFailureEvent`, as X does with status 200 or 201.
 */
export function sendChatMessage(
  sim: Sim,
  senderId: string,
  address: Address,
  body: XChatMessageRequest,
): string {
  const create = readCreateEvent(body.encoded_message_create_event);
  if (!create) throw bad('$.encoded_message_create_event: is not a base64-encoded MessageCreateEvent');
  const encodedSignature = body.encoded_message_event_signature ?? undefined;
  const signature = encodedSignature === undefined ? undefined : readSignature(encodedSignature);
  if (encodedSignature !== undefined && !signature)
    throw bad('$.encoded_message_event_signature: is not a base64-encoded MessageEventSignature');
  mayWrite(sim, senderId, address);
  const conversation = getOwn(sim, senderId, address);
  const { id: conversationId } = conversation;
  const messageId = body.message_id;
  const before = sim.chat.findMessage(conversationId, senderId, messageId);
  const detail = createDetail(create).toString('base64');
  // A client that repeats a request repeats its bytes: https://docs.x.com/xchat/troubleshooting
  if (before?.detail === detail) return encodedFor(sim, conversation, before, senderId);

  const signed = { messageId, senderId, conversationId };
  const checked = check(sim, conversation, signed, create, signature);
  if (typeof checked === 'number' || before) {
    const failure = typeof checked === 'number' ? checked : failures.generic;
    return encodeEvent({
      sequenceId: sim.ids.next(),
      messageId: messageId === '' ? randomUUID() : messageId,
      senderId,
      conversationId,
      createdAt: sim.clock.now(),
      detail: failureDetail(failure),
    });
  }
  const ttlMs = create.ttlMs ?? conversation.ttlMs;
  const event = appendChatEvent(sim, {
    messageId,
    conversationId,
    senderId,
    kind: 'message',
    detail,
    keyVersion: create.keyVersion,
    ...(checked ? { signature: checked } : {}),
    ...(ttlMs === undefined || ttlMs <= 0 ? {} : { expiresAt: sim.clock.now() + ttlMs }),
  });
  return encodedFor(sim, conversation, event, senderId);
}

/** https://github.com/xdevplatform/chat-xdk/blob/main/thrift/event.thrift (FailureType) */
function check(
  sim: Sim,
  conversation: ChatConversation,
  signed: { messageId: string; senderId: string; conversationId: string },
  create: CreateEvent,
  signature: ChatSignature | undefined,
): Failure | ChatSignature | undefined {
  if (create.contents.length === 0) return failures.emptyDetail;
  if (create.contents.length > maxContentBytes) return failures.contentsTooLarge;
  if (create.keyVersion !== conversation.keyVersion) return failures.nonLatestKeyVersion;
  const key = signature && sim.chat.findKey(signed.senderId, signature.publicKeyVersion);
  const whole = signature && { ...signature, ...(key ? { signingPublicKey: key.signingPublicKey } : {}) };
  if (!sim.chat.settings().verifySignatures) return whole;
  if (!signature || !key) return failures.invalidSenderSignature;
  if (!(Number(signature.signatureVersion) >= oldestSignatureVersion))
    return failures.invalidSignatureVersion;
  const words = Buffer.from(messageWords(signed, create.keyVersion, create.contents));
  return isSigned(key.signingPublicKey, signature.signature, words) ? whole : failures.signatureFailed;
}

/** Of two, who may write to whom is as with direct messages; in a group, its members may. */
export function mayWrite(sim: Sim, senderId: string, address: Address): void {
  if (address.kind === 'group') return;
  const refusal = refusalToChat(sim, senderId, address.otherId);
  if (refusal === 'unknown') throw resourceNotFound('user', 'id', address.otherId);
  if (refusal) throw notPermitted();
}

function notPermitted(): XError {
  return forbidden('You do not have permission to DM one or more participants.');
}
