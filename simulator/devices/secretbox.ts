import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * XSalsa20-Poly1305, with which XChat's messages are encrypted; Node has neither half.
 * https://cr.yp.to/snuffle/xsalsa-20110204.pdf, https://cr.yp.to/mac/poly1305-20050329.pdf and, for what goes where,
 * https://github.com/xdevplatform/chat-xdk/blob/main/docs/CRYPTO.md#5-message-encryption--xsalsa20-poly1305
 */
const nonceBytes = 24;
const tagBytes = 16;
const blockBytes = 64;

/** Nonce, tag, ciphertext. */
export function seal(key: Buffer, plain: Buffer, nonce: Buffer = randomBytes(nonceBytes)): Buffer {
  const stream = keyStream(key, nonce, 32 + plain.length);
  const cipher = xor(plain, stream.subarray(32));
  return Buffer.concat([nonce, poly1305(stream.subarray(0, 32), cipher), cipher]);
}

/** Undefined when the bytes were changed or the key is another. */
export function open(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const cipher = sealed.subarray(nonceBytes + tagBytes);
  const stream = keyStream(key, sealed.subarray(0, nonceBytes), 32 + cipher.length);
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  if (!timingSafeEqual(poly1305(stream.subarray(0, 32), cipher), tag)) return undefined;
  return xor(cipher, stream.subarray(32));
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

function keyStream(key: Buffer, nonce: Buffer, length: number): Buffer {
  const inner = salsa20(stateOf(key, nonce.subarray(0, 16)), false);
  const innerKey = Buffer.alloc(32);
  // HSalsa20 gives the words of the diagonal and those where the nonce was.
  for (const [at, word] of [0, 5, 10, 15, 6, 7, 8, 9].entries())
    innerKey.writeUInt32LE(inner[word] ?? 0, at * 4);
  const blocks: Buffer[] = [];
  const place = Buffer.alloc(16);
  nonce.copy(place, 0, 16, 24);
  for (let counter = 0; counter * blockBytes < length; counter++) {
    place.writeUInt32LE(counter, 8);
    const words = salsa20(stateOf(innerKey, place), true);
    const block = Buffer.alloc(blockBytes);
    for (const [at, word] of words.entries()) block.writeUInt32LE(word, at * 4);
    blocks.push(block);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const sigma = Buffer.from('expand 32-byte k');

function stateOf(key: Buffer, place: Buffer): Uint32Array {
  const parts = [
    sigma.subarray(0, 4),
    key.subarray(0, 16),
    sigma.subarray(4, 8),
    place,
    sigma.subarray(8, 12),
    key.subarray(16, 32),
    sigma.subarray(12, 16),
  ];
  const bytes = Buffer.concat(parts);
  return Uint32Array.from({ length: 16 }, (_, index) => bytes.readUInt32LE(index * 4));
}

/** Which words each quarter of a round mixes: columns, then rows. */
const quarters = [
  [0, 4, 8, 12],
  [5, 9, 13, 1],
  [10, 14, 2, 6],
  [15, 3, 7, 11],
  [0, 1, 2, 3],
  [5, 6, 7, 4],
  [10, 11, 8, 9],
  [15, 12, 13, 14],
] as const;

function salsa20(start: Uint32Array, addsStart: boolean): Uint32Array {
  const words = Uint32Array.from(start);
  // Indexes below are all within the 16 words.
  const at = (index: number) => words[index] ?? 0;
  const mix = (into: number, a: number, b: number, by: number) => {
    const sum = (at(a) + at(b)) >>> 0;
    words[into] = at(into) ^ ((sum << by) | (sum >>> (32 - by)));
  };
  for (let round = 0; round < 20; round += 2)
    for (const [a, b, c, d] of quarters) {
      mix(b, a, d, 7);
      mix(c, b, a, 9);
      mix(d, c, b, 13);
      mix(a, d, c, 18);
    }
  return addsStart ? words.map((word, index) => (word + (start[index] ?? 0)) >>> 0) : words;
}

const prime = (1n << 130n) - 5n;

function poly1305(key: Buffer, message: Buffer): Buffer {
  const factor = numberOf(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  let sum = 0n;
  for (let at = 0; at < message.length; at += tagBytes) {
    const block = message.subarray(at, at + tagBytes);
    sum = ((sum + numberOf(block) + (1n << BigInt(8 * block.length))) * factor) % prime;
  }
  const tag = Buffer.alloc(tagBytes);
  let rest = sum + numberOf(key.subarray(16, 32));
  for (let at = 0; at < tagBytes; at++) {
    tag[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return tag;
}

function numberOf(littleEndian: Buffer): bigint {
  return littleEndian.length === 0 ? 0n : BigInt(`0x${Buffer.from(littleEndian).reverse().toString('hex')}`);
}
