import { asRecord, asText } from '../json.ts';
import { sendRequest, unreadable } from '../requests.ts';
import { percentEncode } from '../signing.ts';
import type { XSite } from '../site.ts';
import type { ConsumerKeys } from './oauth1.ts';

/** The app's bearer token; X gives the same one until it is invalidated. @throws XProblem `x_not_authenticated` */
export async function appBearerToken(site: XSite, keys: ConsumerKeys): Promise<string> {
  const pair = `${percentEncode(keys.consumerKey)}:${percentEncode(keys.consumerSecret)}`;
  const answer = await sendRequest(
    {
      method: 'POST',
      url: `${site.hosts.api}/oauth2/token`,
      headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      // Asking twice gives the same token.
      changes: false,
      timeoutMs: 10_000,
      maxBytes: 100_000,
    },
    site.time,
  );
  const token = asText(asRecord(answer.body)?.['access_token']);
  if (!token) throw unreadable(false);
  return token;
}
