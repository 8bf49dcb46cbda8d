import { randomBytes } from 'node:crypto';
import { SIGNATURE_HEADER, SIGNATURE_HEADER_OAUTH2 } from '../../../contract/x/webhooks.ts';
import type { Caller } from '../../events/post.ts';
import { answersChallenge, sign } from '../../events/sign.ts';

/** `wrong` ends a webhook's validity at once; `transient` does so only after 28 hours. */
export type ChallengeResult =
  | { outcome: 'passed' }
  | { outcome: 'wrong'; problem: string; because: 'token' | 'redirect' | 'tls' }
  | { outcome: 'transient'; problem: string; because: 'status' | 'timeout' | 'connection' };

export type ChallengeSecrets = {
  consumerSecret: string;
  clientSecret: string | null;
  use: 'oauth1' | 'oauth2' | 'both';
};

const responseTokenOf = (body: string): unknown => {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'response_token' in answer
      ? answer.response_token
      : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The challenge-response check: asks the address to sign a fresh token with the app's secret.
 * https://docs.x.com/x-api/webhooks/quickstart
 */
export const challenge = async (
  caller: Caller,
  url: string,
  secrets: ChallengeSecrets,
  timeoutMs: number,
): Promise<ChallengeResult> => {
  const crcToken = randomBytes(24).toString('base64url');
  const query = `crc_token=${crcToken}&nonce=${randomBytes(12).toString('base64url')}`;
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'X-Webhooks/1.0' };
  const { clientSecret } = secrets;
  if (secrets.use !== 'oauth2' || !clientSecret)
    headers[SIGNATURE_HEADER] = sign(secrets.consumerSecret, query);
  if (secrets.use !== 'oauth1' && clientSecret) headers[SIGNATURE_HEADER_OAUTH2] = sign(clientSecret, query);
  const answer = await caller.call({
    method: 'GET',
    url: `${url}${url.includes('?') ? '&' : '?'}${query}`,
    headers,
    timeoutMs,
  });
  if (answer.kind === 'failed') {
    if (answer.reason === 'tls') return { outcome: 'wrong', because: 'tls', problem: `TLS: ${answer.error}` };
    const because = answer.reason === 'timeout' ? 'timeout' : 'connection';
    return { outcome: 'transient', because, problem: answer.error };
  }
  const { status } = answer;
  if (status >= 300 && status < 400)
    return { outcome: 'wrong', because: 'redirect', problem: `answered ${status}` };
  if (status >= 400) return { outcome: 'transient', because: 'status', problem: `answered ${status}` };
  const given = responseTokenOf(answer.body);
  const isRight =
    (secrets.use !== 'oauth2' && answersChallenge(secrets.consumerSecret, crcToken, given)) ||
    (secrets.use !== 'oauth1' && clientSecret !== null && answersChallenge(clientSecret, crcToken, given));
  if (isRight) return { outcome: 'passed' };
  const problem =
    given === undefined ? 'the answer has no response_token' : 'the response_token is not right';
  return { outcome: 'wrong', because: 'token', problem };
};
