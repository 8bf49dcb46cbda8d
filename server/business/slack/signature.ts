import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older requests are refused: somebody may send a caught one again. */
const MOST_SECONDS = 5 * 60;

/** What Slack puts into its header `X-Slack-Signature`: version 0 of its signatures. */
export function slackSignature(secret: string, timestamp: string, body: Buffer | string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

/** Whether Slack sent these very bytes, within five minutes. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function isFromSlack(
  secret: string,
  given: { readonly timestamp: string | undefined; readonly signature: string | undefined },
  body: Buffer,
  nowMs: number,
): boolean {
  const { timestamp = '', signature = '' } = given;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > MOST_SECONDS) return false;
  const wanted = Buffer.from(slackSignature(secret, timestamp, body));
  const got = Buffer.from(signature);
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}
