import type { WorkspaceDb } from '../base/index.ts';
import type { AppRecord } from './app.ts';
import type { Connection } from './connect.ts';
import type { AccountsDeps } from './deps.ts';
import { whoSignedIn } from './who-signed-in.ts';

/**
 * Whose OAuth 1.0a tokens of this app these are, asked at X: what the developer portal shows an app's owner, or what
 * another program had from a sign-in. @throws XProblem when X refuses them
 */
export function connectionOfTokens(
  deps: AccountsDeps,
  db: WorkspaceDb,
  app: AppRecord,
  tokens: { readonly token: string; readonly tokenSecret: string },
): Promise<Connection> {
  return whoSignedIn(deps, db, app, { tokens: { kind: 'oauth1', ...tokens }, scopes: [] });
}
