import type { WorkspaceDb } from '../base/index.ts';
import { CostBook, getMe, LimitBook, XClient, type XCredentials } from '../x/index.ts';
import type { AccountTokens } from './account.ts';
import type { AppRecord } from './app.ts';
import { consumerKeys, siteOf } from './apps.ts';
import type { Connection } from './connect.ts';
import { type AccountsDeps, noteBookkeeping } from './deps.ts';

export interface FreshSignIn {
  readonly tokens: AccountTokens;
  readonly scopes: readonly string[];
  /** OAuth 1.0a tells who it was with the tokens; OAuth 2.0 has to be asked. */
  readonly known?: { readonly xUserId: string; readonly username: string };
}

/** Asks X whose tokens these are. @throws XProblem when it is not known otherwise. */
export async function whoSignedIn(
  deps: AccountsDeps,
  db: WorkspaceDb,
  app: AppRecord,
  fresh: FreshSignIn,
): Promise<Connection> {
  const credentials = await credentialsOf(deps, db, app, fresh.tokens);
  const client = new XClient({
    site: siteOf(deps, app),
    appId: app.id,
    // Who it is is the question: until then its calls are counted under a name of their own.
    xUserId: fresh.known?.xUserId ?? 'signing-in',
    limits: new LimitBook(db),
    costs: new CostBook(db),
    onBookkeepingError: noteBookkeeping(deps),
    credentials: { kinds: [credentials.kind], get: () => Promise.resolve(credentials) },
  });
  const rest = { appId: app.id, scopes: fresh.scopes, tokens: fresh.tokens };
  try {
    const { user: me } = await getMe(client);
    return { ...rest, xUserId: me.id, username: me.username, name: me.name, avatarUrl: me.avatarUrl ?? null };
  } catch (error) {
    if (!fresh.known) throw error;
    // Name and picture come with the next check.
    const { xUserId, username } = fresh.known;
    return { ...rest, xUserId, username, name: null, avatarUrl: null };
  }
}

async function credentialsOf(
  deps: AccountsDeps,
  db: WorkspaceDb,
  app: AppRecord,
  tokens: AccountTokens,
): Promise<XCredentials> {
  if (tokens.kind === 'oauth2') return { kind: 'oauth2', accessToken: tokens.accessToken };
  const { token, tokenSecret } = tokens;
  return { kind: 'oauth1', ...(await consumerKeys(deps, db, app)), token, tokenSecret };
}
