import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * `sha256=<base64>` over the exact bytes, as X writes it into its signature headers and CRC answers.
 * https://docs.x.com/x-api/webhooks/quickstart
 */
export const sign = (secret: string, body: string | Uint8Array): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`;

/** Whether a receiver's `response_token` proves that it holds the secret. */
export const answersChallenge = (secret: string, crcToken: string, responseToken: unknown): boolean => {
  if (typeof responseToken !== 'string') return false;
  const expected = Buffer.from(sign(secret, crcToken));
  const given = Buffer.from(responseToken);
  return expected.length === given.length && timingSafeEqual(expected, given);
};

/** The same signature with its first byte changed: still well-formed, never valid. */
export const corrupt = (signature: string): string => {
  const bytes = Buffer.from(signature.slice('sha256='.length), 'base64');
  // A SHA-256 digest has 32 bytes, so the first one is there.
  bytes[0] = (bytes[0] ?? 0) ^ 0xff;
  return `sha256=${bytes.toString('base64')}`;
};
