import type { XChatActionSignature, XChatParticipantKey } from '../../../contract/x/chat.ts';
import { isSigned, actionWords, oldestSignatureVersion, signatureOf } from '../../wire/signatures.ts';
import { type Detail, readDetail } from '../../wire/message-event.ts';
import type { Sim } from '../../sim.ts';
import type { ChatConversation, ChatSignature } from '../../state/chat.ts';
import { compareIds } from '../../core/snowflake.ts';
import { bad } from './read-body.ts';

/** An act as its author signed it, checked as far as X can. */
export interface SignedAct<Kind extends Detail['kind']> {
  messageId: string;
  /** The `MessageEventDetail` as sent, base64. */
  encoded: string;
  detail: Extract<Detail, { kind: Kind }>;
  signature: ChatSignature;
}

/**
 * The act of a kind among those that came with a request. Its signature is checked against the author's registered
 * key, except for a new key: its signed words hold the key itself.
 * https://docs.x.com/xchat/troubleshooting#api-returns-400-for-a-state-changing-call
 */
export function signedAct<Kind extends Detail['kind']>(
  sim: Sim,
  authorId: string,
  conversationId: string,
  given: readonly XChatActionSignature[],
  kind: Kind,
): SignedAct<Kind> {
  for (const one of given) {
    const detail = readDetail(one.encoded_message_event_detail);
    if (!detail) throw bad('action_signatures: encoded_message_event_detail is not a MessageEventDetail.');
    if (!isKind(detail, kind)) continue;
    const signature = checkSigner(sim, authorId, one);
    const version = Number(signature.signatureVersion);
    const signed = { messageId: one.message_id, senderId: authorId, conversationId };
    const words = actionWords(signed, detail, version);
    if (
      words !== undefined &&
      !isSigned(signature.signingPublicKey ?? '', signature.signature, Buffer.from(words))
    )
      throw bad('action_signatures: the signature could not be verified.');
    return { messageId: one.message_id, encoded: one.encoded_message_event_detail, detail, signature };
  }
  throw bad(`action_signatures: an action signature for ${kindNames[kind]} is missing.`);
}

function isKind<Kind extends Detail['kind']>(
  detail: Detail,
  kind: Kind,
): detail is Extract<Detail, { kind: Kind }> {
  return detail.kind === kind;
}

const kindNames: Record<Detail['kind'], string> = {
  key_change: 'ConversationKeyChangeEvent',
  group_create: 'GroupCreate',
  member_add: 'GroupMemberAddChange',
  members_removed: 'GroupMemberRemoveChange',
  admins_added: 'GroupAdminAddChange',
  admins_removed: 'GroupAdminRemoveChange',
  title: 'GroupTitleChange',
  delete: 'MessageDeleteEvent',
  other: 'the event',
};

function checkSigner(sim: Sim, authorId: string, one: XChatActionSignature): ChatSignature {
  const given = one.message_event_signature;
  const key = sim.chat.findKey(authorId, given.public_key_version);
  if (!key) throw bad(`action_signatures: public key version ${given.public_key_version} is not registered.`);
  if (Number(given.signature_version) < oldestSignatureVersion)
    throw bad(`action_signatures: signature version ${given.signature_version} is not supported.`);
  return { ...signatureOf(given), signingPublicKey: key.signingPublicKey };
}

interface NewKey {
  conversation_key_version: string;
  conversation_participant_keys: readonly XChatParticipantKey[];
  action_signatures: readonly XChatActionSignature[];
}

/** A new key for exactly these people, newer than the last one, as signed. */
export function signedKeyChange(
  sim: Sim,
  authorId: string,
  conversation: ChatConversation,
  memberIds: readonly string[],
  body: NewKey,
): SignedAct<'key_change'> {
  const version = body.conversation_key_version;
  if (conversation.keyVersion !== undefined && compareIds(version, conversation.keyVersion) <= 0)
    throw bad(`conversation_key_version: ${version} is not newer than ${conversation.keyVersion}.`);
  const keys = body.conversation_participant_keys;
  if (
    !sameIds(
      keys.map(({ user_id }) => user_id),
      memberIds,
    )
  )
    throw bad('conversation_participant_keys: there must be one key for each participant.');
  for (const { user_id, public_key_version } of keys)
    if (!sim.chat.findKey(user_id, public_key_version))
      throw bad(
        `conversation_participant_keys: user ${user_id} has no public key of version ${public_key_version}.`,
      );
  const act = signedAct(sim, authorId, conversation.id, body.action_signatures, 'key_change');
  const { detail } = act;
  const isSame =
    detail.keyVersion === version &&
    detail.participantKeys.length === keys.length &&
    detail.participantKeys.every(({ userId, encryptedKey, publicKeyVersion }) =>
      keys.some(
        (key) =>
          key.user_id === userId &&
          key.encrypted_conversation_key === encryptedKey &&
          key.public_key_version === publicKeyVersion,
      ),
    );
  if (!isSame) throw bad('action_signatures: the signed key change is not the one of the request.');
  return act;
}

export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a);
  return left.size === a.length && left.size === new Set(b).size && b.every((id) => left.has(id));
}
