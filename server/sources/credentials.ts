import { machineNowMs } from '../base/index.ts';
import { type CredentialSource, refreshTokens, type XCredentials, XProblem, type XSite } from '../x/index.ts';
import type { Credentials, SourceConfig } from './config.ts';
import { SourceProblem } from './problem.ts';

/** A token that ends so soon is renewed before it is used. */
const EARLY_MS = 5 * 60_000;

/** Keeps a configuration whose refresh token X has replaced. The old one must never be used again. */
export type KeepConfig = (config: SourceConfig) => Promise<void>;

/** Signs calls as the configuration says; renewed tokens are kept before they are used. */
export function credentialsOf(config: SourceConfig, site: XSite, keep: KeepConfig): CredentialSource {
  let current = config;
  let renewing: Promise<XCredentials> | undefined;
  const renew = (given: Credentials & { auth_type: 'oauth2' }): Promise<XCredentials> =>
    (renewing ??= spend(given, site)
      .then(async (credentials) => {
        current = { ...current, credentials };
        await keep(current);
        return { kind: 'oauth2' as const, accessToken: credentials.access_token };
      })
      .finally(() => (renewing = undefined)));
  return {
    kinds: [config.credentials.auth_type],
    get: async () => {
      const { credentials } = current;
      if (credentials.auth_type === 'oauth1') {
        return {
          kind: 'oauth1',
          consumerKey: credentials.consumer_key,
          consumerSecret: credentials.consumer_secret,
          token: credentials.access_token,
          tokenSecret: credentials.access_token_secret,
        };
      }
      const { access_token: accessToken, token_expires_at: endsAt } = credentials;
      const hasEnded = endsAt !== undefined && Date.parse(endsAt) - EARLY_MS <= machineNowMs();
      return accessToken === undefined || hasEnded ? renew(credentials) : { kind: 'oauth2', accessToken };
    },
    renew: async (refused) => {
      const { credentials } = current;
      if (refused.kind !== 'oauth2' || credentials.auth_type !== 'oauth2') return undefined;
      const known = credentials.access_token;
      return known !== undefined && known !== refused.accessToken
        ? { kind: 'oauth2', accessToken: known }
        : renew(credentials);
    },
  };
}

async function spend(
  given: Credentials & { auth_type: 'oauth2' },
  site: XSite,
): Promise<Credentials & { auth_type: 'oauth2'; access_token: string }> {
  const client = { clientId: given.client_id, clientSecret: given.client_secret };
  try {
    const fresh = await refreshTokens(site, client, given.refresh_token);
    return {
      ...given,
      access_token: fresh.accessToken,
      refresh_token: fresh.refreshToken ?? given.refresh_token,
      token_expires_at: new Date(machineNowMs() + fresh.expiresInMs).toISOString(),
    };
  } catch (error) {
    if (!(error instanceof XProblem) || error.kind !== 'uncertain') throw error;
    // A second try would be taken for theft.
    const sentence = 'X did not answer when the sign-in was renewed. Sign in again and give the new tokens.';
    throw new SourceProblem('config_error', sentence, error);
  }
}
