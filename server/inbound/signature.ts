import { createHmac, timingSafeEqual } from 'node:crypto';

/** Set by X on every POST and every challenge; over the API secret, newer apps also over the OAuth 2.0 client secret. */
export const SIGNATURE = 'x-twitter-webhooks-signature';
export const SIGNATURE_OAUTH2 = 'x-twitter-webhooks-signature-oauth2';

export interface AppSecrets {
  readonly consumerSecret: string;
  readonly clientSecret: string | undefined;
}

export interface GivenSignatures {
  readonly consumer: string | undefined;
  readonly oauth2: string | undefined;
}

/** True when one of the given signatures is right for these bytes; compared in constant time. */
export function isSigned(bytes: Buffer | string, secrets: AppSecrets, given: GivenSignatures): boolean {
  if (given.consumer !== undefined) return matches(bytes, secrets.consumerSecret, given.consumer);
  if (given.oauth2 === undefined || secrets.clientSecret === undefined) return false;
  return matches(bytes, secrets.clientSecret, given.oauth2);
}

/** The answer to X's challenge. */
export function responseToken(crcToken: string, consumerSecret: string): string {
  return `sha256=${createHmac('sha256', consumerSecret).update(crcToken).digest('base64')}`;
}

function matches(bytes: Buffer | string, secret: string, given: string): boolean {
  if (!given.startsWith('sha256=')) return false;
  const claimed = Buffer.from(given.slice(7), 'base64');
  const right = createHmac('sha256', secret).update(bytes).digest();
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}
