import { createCipheriv, createDecipheriv, createECDH, createHash } from 'node:crypto';

/**
 * How a conversation's key is encrypted for one participant.
 * https://github.com/xdevplatform/chat-xdk/blob/main/docs/CRYPTO.md#4-ecies--asymmetric-encryption
 */
const curve = 'prime256v1';
const pointBytes = 65;
const tagBytes = 16;

/** `publicPoint` is uncompressed: 04, x, y. */
export function wrap(publicPoint: Buffer, key: Buffer): Buffer {
  const once = createECDH(curve);
  const ephemeral = once.generateKeys();
  const { cipherKey, iv } = derive(once.computeSecret(publicPoint), ephemeral);
  const cipher = createCipheriv('aes-128-gcm', cipherKey, iv);
  return Buffer.concat([ephemeral, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when it was encrypted for somebody else. */
export function unwrap(privateKey: Buffer, wrapped: Buffer): Buffer | undefined {
  if (wrapped.length < pointBytes + tagBytes) return undefined;
  const ephemeral = wrapped.subarray(0, pointBytes);
  const own = createECDH(curve);
  try {
    own.setPrivateKey(privateKey);
    const { cipherKey, iv } = derive(own.computeSecret(ephemeral), ephemeral);
    const decipher = createDecipheriv('aes-128-gcm', cipherKey, iv);
    decipher.setAuthTag(wrapped.subarray(-tagBytes));
    return Buffer.concat([decipher.update(wrapped.subarray(pointBytes, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** X9.63 with SHA-256; one round gives the 16 bytes of the key and the 16 of the nonce. */
function derive(secret: Buffer, ephemeral: Buffer): { cipherKey: Buffer; iv: Buffer } {
  const counter = Buffer.from([0, 0, 0, 1]);
  const bytes = createHash('sha256').update(secret).update(counter).update(ephemeral).digest();
  return { cipherKey: bytes.subarray(0, 16), iv: bytes.subarray(16) };
}
