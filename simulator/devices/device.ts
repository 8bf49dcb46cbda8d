import {
  type KeyObject,
  createECDH,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import type { XChatActionSignature, XChatKeysRequest } from '../../contract/x/chat.ts';
import { type Address, findOwn } from '../areas/chat/address.ts';
import { changeKey } from '../areas/chat/keys.ts';
import { registerKey } from '../areas/chat/public-keys.ts';
import { sendChatMessage } from '../areas/chat/send.ts';
import type { Sim } from '../sim.ts';
import type { ChatConversation, ChatEvent } from '../state/chat.ts';
import type { ChatDevice } from '../state/chat-devices.ts';
import {
  type ParticipantKey,
  encodeMessage,
  keyChangeDetail,
  readCreateDetail,
  readDetail,
  readSent,
  signatureStruct,
} from '../wire/message-event.ts';
import { actionWords, isSigned, keyChangeWords, messageWords, readPublicKey } from '../wire/signatures.ts';
import { type Contents, decodeContents, encodeText } from './contents.ts';
import { unwrap, wrap } from './key-wrap.ts';
import { open, seal } from './secretbox.ts';

const signatureVersion = '7';

/** Why a person's device cannot do what was asked; for the control API. */
export class DeviceError extends Error {}

/** Gives a person a device with new keys, registered as a client would. */
export function createDevice(sim: Sim, userId: string): ChatDevice {
  const [identity, signing] = [newPair(), newPair()];
  const key = registerKey(sim, userId, {
    version: '0',
    generate_version: true,
    public_key: {
      public_key: identity.spki.toString('base64'),
      signing_public_key: signing.spki.toString('base64'),
      identity_public_key_signature: signBy(signing.scalar, identity.spki),
      signing_public_key_signature: signBy(identity.scalar, signing.spki),
      registration_method: 'CustomPin',
    },
  });
  return sim.chatDevices.table.put({
    userId,
    version: key.version,
    identityKey: identity.scalar.toString('base64'),
    signingKey: signing.scalar.toString('base64'),
  });
}

/** Encrypts a text and sends it; begins the conversation with a key when there is none. */
export function writeText(sim: Sim, device: ChatDevice, address: Address, text: string): ChatEvent {
  if (!findOwn(sim, device.userId, address)?.keyVersion) renewKey(sim, device, address);
  const conversation = findOwn(sim, device.userId, address);
  const keyVersion = conversation?.keyVersion;
  const key =
    conversation && keyVersion !== undefined ? keysOf(sim, device, conversation).get(keyVersion) : undefined;
  if (!conversation || keyVersion === undefined || !key)
    throw new DeviceError('this device has not been given the key of the conversation');
  const messageId = randomUUID();
  const contents = seal(key, encodeText(text));
  const signed = { messageId, senderId: device.userId, conversationId: conversation.id };
  const answer = sendChatMessage(sim, device.userId, address, {
    message_id: messageId,
    encoded_message_create_event: encodeMessage(contents, keyVersion),
    encoded_message_event_signature: signatureStruct({
      signature: signBy(
        Buffer.from(device.signingKey, 'base64'),
        Buffer.from(messageWords(signed, keyVersion, contents)),
      ),
      publicKeyVersion: device.version,
      signatureVersion,
    }),
  });
  const sent = sim.chat.findMessage(conversation.id, device.userId, messageId);
  if (!sent) throw new DeviceError(`refused: failure type ${readSent(answer).failure ?? 'unknown'}`);
  return sent;
}

/** Gives the conversation a new key, encrypted for everybody in it. */
function renewKey(sim: Sim, device: ChatDevice, address: Address): ChatEvent {
  const conversation = findOwn(sim, device.userId, address);
  const memberIds =
    conversation?.memberIds ?? (address.kind === 'one' ? [device.userId, address.otherId] : [device.userId]);
  const { body } = prepareKey(sim, device, address.id, memberIds, conversation?.keyVersion);
  return changeKey(sim, device.userId, address, body);
}

export function prepareKey(
  sim: Sim,
  device: ChatDevice,
  conversationId: string,
  memberIds: readonly string[],
  before: string | undefined,
): { body: XChatKeysRequest; version: string } {
  const key = randomBytes(32);
  const version = String(Math.max(sim.clock.now(), Number(before ?? 0) + 1));
  const participantKeys = memberIds.map((userId): ParticipantKey => {
    const target = sim.chat.keysOf(userId).at(-1);
    const point = target && pointOf(target.publicKey);
    if (!target || !point)
      throw new DeviceError(`user ${userId} is not on XChat: no public key is registered`);
    return { userId, encryptedKey: wrap(point, key).toString('base64'), publicKeyVersion: target.version };
  });
  const messageId = randomUUID();
  const signed = { messageId, senderId: device.userId, conversationId };
  const body: XChatKeysRequest = {
    conversation_key_version: version,
    conversation_participant_keys: participantKeys.map((one) => ({
      user_id: one.userId,
      encrypted_conversation_key: one.encryptedKey,
      public_key_version: one.publicKeyVersion,
    })),
    action_signatures: [
      actOf(
        device,
        messageId,
        keyChangeDetail(version, participantKeys),
        keyChangeWords(signed, version, key),
      ),
    ],
  };
  return { body, version };
}

/** An act as the device signs it. */
export function signAct(device: ChatDevice, conversationId: string, detail: string): XChatActionSignature {
  const read = readDetail(detail);
  const messageId = randomUUID();
  const signed = { messageId, senderId: device.userId, conversationId };
  const words = read && actionWords(signed, read, Number(signatureVersion));
  if (words === undefined) throw new DeviceError('this act cannot be signed');
  return actOf(device, messageId, detail, words);
}

function actOf(device: ChatDevice, messageId: string, detail: string, words: string): XChatActionSignature {
  return {
    message_id: messageId,
    encoded_message_event_detail: detail,
    message_event_signature: {
      signature: signBy(Buffer.from(device.signingKey, 'base64'), Buffer.from(words)).replace(/=+$/, ''),
      public_key_version: device.version,
      signature_version: signatureVersion,
    },
  };
}

export interface ReadMessage {
  event: ChatEvent;
  contents: Contents | { kind: 'sealed' };
  /** Whether the sender's registered key has signed it. */
  isVerified: boolean;
}

/** A message as the device shows it; `sealed` when it has not been given the key. */
export function readMessage(sim: Sim, keys: ReadonlyMap<string, Buffer>, event: ChatEvent): ReadMessage {
  const create = readCreateDetail(event.detail);
  const key = create && keys.get(create.keyVersion);
  const plain = key && open(key, create.contents);
  const signer =
    event.signature && sim.chat.findKey(event.senderId, event.signature.publicKeyVersion)?.signingPublicKey;
  const isVerified =
    create !== undefined &&
    event.signature !== undefined &&
    signer !== undefined &&
    isSigned(
      signer,
      event.signature.signature,
      Buffer.from(messageWords(event, create.keyVersion, create.contents)),
    );
  return { event, contents: plain ? decodeContents(plain) : { kind: 'sealed' }, isVerified };
}

/** Every version of a conversation's key that was encrypted for this device. */
export function keysOf(sim: Sim, device: ChatDevice, conversation: ChatConversation): Map<string, Buffer> {
  const keys = new Map<string, Buffer>();
  for (const event of sim.chat.keyChangesOf(conversation.id)) {
    const detail = readDetail(event.detail);
    if (detail?.kind !== 'key_change') continue;
    const own = detail.participantKeys.find(({ userId }) => userId === device.userId);
    const key =
      own && unwrap(Buffer.from(device.identityKey, 'base64'), Buffer.from(own.encryptedKey, 'base64'));
    if (key) keys.set(detail.keyVersion, key);
  }
  return keys;
}

function newPair(): { scalar: Buffer; spki: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { d = '' } = privateKey.export({ format: 'jwk' });
  return { scalar: Buffer.from(d, 'base64url'), spki: publicKey.export({ format: 'der', type: 'spki' }) };
}

/** Raw r‖s, base64. */
function signBy(scalar: Buffer, data: Buffer): string {
  return sign('sha256', data, { key: privateKeyOf(scalar), dsaEncoding: 'ieee-p1363' }).toString('base64');
}

function privateKeyOf(scalar: Buffer): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(scalar);
  const point = curve.getPublicKey();
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: scalar.toString('base64url'), x: part(1), y: part(33) };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** The 65 bytes that end a P-256 SPKI. */
function pointOf(publicKey: string): Buffer | undefined {
  const key = readPublicKey(publicKey);
  return key?.export({ format: 'der', type: 'spki' }).subarray(-65);
}
