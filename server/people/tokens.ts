import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits in 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a random token: without a dictionary a plain hash is enough. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Bound to the sign-in and useless without its cookie, which no script can read. */
export function csrfTokenOf(signInToken: string): string {
  return createHmac('sha256', signInToken).update('csrf').digest('base64url');
}

/** Compares without telling by its time where the difference is. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b));
}
