import type { WorkspaceDb } from '../base/index.ts';
import { invalidateToken, revokeToken } from '../x/index.ts';
import type { AccountTokens } from './account.ts';
import type { AppRecord } from './app.ts';
import { consumerKeys, oauth2Client, siteOf } from './apps.ts';
import type { AccountsDeps } from './deps.ts';

/** Makes X forget tokens that nobody will use. They are stored nowhere, so that X's refusal changes little. */
export async function giveBackTokens(
  deps: AccountsDeps,
  db: WorkspaceDb,
  app: AppRecord,
  tokens: AccountTokens,
): Promise<void> {
  const site = siteOf(deps, app);
  try {
    if (tokens.kind === 'oauth1') {
      const { token, tokenSecret } = tokens;
      await invalidateToken(site, { ...(await consumerKeys(deps, db, app)), token, tokenSecret });
      return;
    }
    const client = await oauth2Client(deps, db, app);
    await revokeToken(site, client, tokens.accessToken, 'access_token');
    if (tokens.refreshToken !== undefined) {
      await revokeToken(site, client, tokens.refreshToken, 'refresh_token');
    }
  } catch (error) {
    deps.logger.info({ err: error, appId: app.id }, 'tokens that were not wanted could not be revoked at X');
  }
}
