import type { Secrets, WorkspaceDb } from '../base/index.ts';
import type { XCredentials } from '../x/index.ts';
import {
  ACCESS_TOKEN,
  type AccountRecord,
  type AccountTokens,
  OAUTH1_TOKEN,
  OAUTH1_TOKEN_SECRET,
  REFRESH_TOKEN,
} from './account.ts';
import { type AppRecord, CLIENT_SECRET, CONSUMER_SECRET } from './app.ts';

/** Seals an account's tokens; those of another kind are gone. */
export async function storeTokens(
  secrets: Secrets,
  db: WorkspaceDb,
  accountId: string,
  tokens: AccountTokens,
): Promise<void> {
  await secrets.remove(db, accountId);
  if (tokens.kind === 'oauth1') {
    await secrets.put(db, accountId, OAUTH1_TOKEN, tokens.token);
    await secrets.put(db, accountId, OAUTH1_TOKEN_SECRET, tokens.tokenSecret);
    return;
  }
  await secrets.put(db, accountId, ACCESS_TOKEN, tokens.accessToken);
  if (tokens.refreshToken !== undefined) {
    await secrets.put(db, accountId, REFRESH_TOKEN, tokens.refreshToken);
  }
}

/** Opens what signs an account's calls; nothing when it has none (any more). */
export async function findUserCredentials(
  secrets: Secrets,
  db: WorkspaceDb,
  app: AppRecord,
  account: AccountRecord,
): Promise<XCredentials | undefined> {
  if (account.authKind === 'oauth2') {
    const accessToken = await secrets.find(db, account.id, ACCESS_TOKEN);
    return accessToken === undefined ? undefined : { kind: 'oauth2', accessToken };
  }
  const [token, tokenSecret, consumerSecret] = await Promise.all([
    secrets.find(db, account.id, OAUTH1_TOKEN),
    secrets.find(db, account.id, OAUTH1_TOKEN_SECRET),
    findConsumerSecret(secrets, db, app.id),
  ]);
  if (token === undefined || tokenSecret === undefined || consumerSecret === undefined) return undefined;
  return { kind: 'oauth1', consumerKey: app.consumerKey, consumerSecret, token, tokenSecret };
}

export function findRefreshToken(
  secrets: Secrets,
  db: WorkspaceDb,
  accountId: string,
): Promise<string | undefined> {
  return secrets.find(db, accountId, REFRESH_TOKEN);
}

export function findConsumerSecret(
  secrets: Secrets,
  db: WorkspaceDb,
  appId: string,
): Promise<string | undefined> {
  return secrets.find(db, appId, CONSUMER_SECRET);
}

export function findClientSecret(
  secrets: Secrets,
  db: WorkspaceDb,
  appId: string,
): Promise<string | undefined> {
  return secrets.find(db, appId, CLIENT_SECRET);
}
