import { createHmac } from 'node:crypto';

/** Bound to the sign-in and useless without its cookie, which no script can read. */
export function csrfTokenOf(signInToken: string): string {
  return createHmac('sha256', signInToken).update('csrf').digest('base64url');
}
