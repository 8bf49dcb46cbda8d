import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a random text: without a dictionary a plain hash is enough. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Without telling by its time where the difference is. */
export function isSecret(given: string, hash: Buffer): boolean {
  return timingSafeEqual(hashOf(given), hash);
}
