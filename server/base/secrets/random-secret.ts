import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits in 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a random text: without a dictionary a plain hash is enough. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares without telling by its time where the difference is. */
export function sameSecret(a: string, b: string): boolean {
  return isSecret(a, hashSecret(b));
}

/** Whether it is the text of this hash; without telling by its time where the difference is. */
export function isSecret(given: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(given), hash);
}
