import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256-GCM: 12-byte nonce, 16-byte tag (NIST SP 800-38D). */
const NONCE = 12;
const TAG = 16;
const KEY = 32;
const VERSION = 1;
const WRAPPED = NONCE + KEY + TAG;

/** What a sealed value is bound to: moved to another row, it does not open. */
export interface SecretPlace {
  readonly workspaceId: string;
  readonly ownerId: string;
  readonly field: string;
}

/**
 * Seals a text under a data key of its own, which is wrapped by the master key.
 * Form: version (1) · wrapped data key (60) · nonce (12) · cipher text · tag (16).
 */
export function seal(masterKey: Buffer, place: SecretPlace, plain: string): Buffer {
  const dataKey = randomBytes(KEY);
  const aad = aadOf(place);
  return Buffer.concat([
    Buffer.from([VERSION]),
    encrypt(masterKey, dataKey, aad),
    encrypt(dataKey, Buffer.from(plain), aad),
  ]);
}

/** @throws Error when the key is another one, the place differs, or a bit has changed. */
export function unseal(masterKey: Buffer, place: SecretPlace, sealed: Buffer): string {
  if (sealed[0] !== VERSION || sealed.length < 1 + WRAPPED + NONCE + TAG)
    throw new Error('not a sealed secret');
  const aad = aadOf(place);
  const dataKey = decrypt(masterKey, sealed.subarray(1, 1 + WRAPPED), aad);
  return decrypt(dataKey, sealed.subarray(1 + WRAPPED), aad).toString();
}

/** The same secret under another master key: the data key is wrapped anew, the secret itself is not touched. */
export function rewrap(from: Buffer, to: Buffer, place: SecretPlace, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION) throw new Error('not a sealed secret');
  const aad = aadOf(place);
  const dataKey = decrypt(from, sealed.subarray(1, 1 + WRAPPED), aad);
  return Buffer.concat([Buffer.from([VERSION]), encrypt(to, dataKey, aad), sealed.subarray(1 + WRAPPED)]);
}

function aadOf(place: SecretPlace): Buffer {
  return Buffer.from(`${place.workspaceId}:${place.ownerId}:${place.field}`);
}

function encrypt(key: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}
