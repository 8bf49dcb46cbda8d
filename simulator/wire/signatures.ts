import { type KeyObject, createPublicKey, verify } from 'node:crypto';
import type { ChatSignature } from '../state/chat.ts';
import type { Detail } from './message-event.ts';

// What is signed, word by word: https://github.com/xdevplatform/chat-xdk/blob/main/docs/CRYPTO.md#what-gets-signed

/** Older signatures leave out what they sign for, so clients refuse them. */
export const oldestSignatureVersion = 2;
/** Group changes are laid out as below since then. */
const groupLayoutSince = 4;

/** A P-256 public key as the API carries it (SPKI, base64); undefined when it is none. */
export function readPublicKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
      ? key
      : undefined;
  } catch {
    return undefined;
  }
}

/** Raw r‖s over SHA-256. */
export function isSigned(publicKey: string, signature: string, data: Buffer): boolean {
  const key = readPublicKey(publicKey);
  const bytes = Buffer.from(signature, 'base64');
  if (!key || bytes.length !== 64) return false;
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

export interface Signed {
  messageId: string;
  senderId: string;
  conversationId: string;
}

export function messageWords(
  { messageId, senderId, conversationId }: Signed,
  keyVersion: string,
  contents: Buffer,
): string {
  return [
    'MessageCreateEvent',
    messageId,
    senderId,
    conversationId,
    keyVersion,
    contents.toString('base64').replace(/=+$/, ''),
  ].join(',');
}

/** What is signed for a new key; only those who have the key can check it. */
export function keyChangeWords(
  { messageId, senderId, conversationId }: Signed,
  keyVersion: string,
  key: Buffer,
): string {
  const plain = key.toString('base64').replace(/=+$/, '');
  return ['ConversationKeyChangeEvent', messageId, senderId, conversationId, keyVersion, plain].join(',');
}

/** Undefined for acts that X cannot check: the words of a key change hold the key itself. */
export function actionWords(signed: Signed, detail: Detail, signatureVersion: number): string | undefined {
  const { messageId, senderId, conversationId } = signed;
  const orNull = (value: string | number | boolean | undefined) =>
    value === undefined ? 'null' : String(value);
  switch (detail.kind) {
    case 'group_create':
      if (signatureVersion < groupLayoutSince) return undefined;
      return [
        'GroupChangeEvent.GroupCreate',
        messageId,
        senderId,
        detail.keyVersion,
        ...detail.memberIds,
        orNull(detail.isLegacyUpgrade),
        orNull(detail.title),
        orNull(detail.avatarUrl),
      ].join(',');
    case 'member_add':
      if (signatureVersion < 7) return undefined;
      return [
        'GroupChangeEvent.GroupMemberAddChange',
        messageId,
        senderId,
        conversationId,
        ...detail.memberIds,
        ...detail.currentMemberIds,
        ...detail.currentAdminIds,
        orNull(detail.title),
        orNull(detail.avatarUrl),
        orNull(detail.ttlMs),
        detail.keyVersion,
        orNull(detail.blocksScreenCapture),
      ].join(',');
    case 'members_removed':
    case 'admins_added':
    case 'admins_removed':
      return [rosterNames[detail.kind], messageId, senderId, conversationId, ...detail.userIds].join(',');
    case 'title':
      return [
        'GroupChangeEvent.GroupTitleChange',
        messageId,
        senderId,
        conversationId,
        detail.keyVersion,
        detail.title,
      ].join(',');
    case 'delete':
      return [
        'MessageDeleteEvent',
        messageId,
        senderId,
        conversationId,
        String(detail.action),
        ...detail.sequenceIds,
      ].join(',');
    default:
      return undefined;
  }
}

const rosterNames = {
  members_removed: 'GroupChangeEvent.GroupMemberRemoveChange',
  admins_added: 'GroupChangeEvent.GroupAdminAddChange',
  admins_removed: 'GroupChangeEvent.GroupAdminRemoveChange',
};

export function signatureOf(given: {
  signature: string;
  public_key_version: string;
  signature_version: string;
}): ChatSignature {
  return {
    signature: given.signature,
    publicKeyVersion: given.public_key_version,
    signatureVersion: given.signature_version,
  };
}
