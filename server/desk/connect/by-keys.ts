import { type AppRecord, ensureOwner, listApps, noteApp } from '../../accounts/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { findFeed, type HandleRecord, markGap } from '../../handles/index.ts';
import type { Actor } from '../../people/index.ts';
import { makeDue } from './check-store.ts';
import { lastGood } from './checks/judge.ts';
import type { ConnectDeps } from './deps.ts';
import { localXAt } from './local-x.ts';

/** What a program knows of an X app and of a user's permission to it. */
export interface XKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  readonly name: string | null;
  readonly environmentName: string | null;
}

/**
 * Makes a handle from keys and tokens that somebody has, without a sign-in: the app is taken up or made, X is asked whose
 * tokens they are, and the checks begin. The same user and app give the same handle.
 * @throws XProblem when X refuses them; AppError `x_user_connected_elsewhere`
 */
export async function connectByKeys(
  deps: ConnectDeps,
  db: WorkspaceDb,
  keys: XKeys,
  by: Actor,
): Promise<HandleRecord> {
  const { accounts, handles, clock } = deps;
  const known = (await listApps(db)).find((app) => app.consumerKey === keys.consumerKey);
  const app = known ?? (await makeApp(deps, db, keys, by));
  const { token, tokenSecret } = keys;
  const connection = await accounts
    .connectionOfTokens(db, app, { token, tokenSecret })
    .catch(async (error: unknown) => {
      // Nothing stays of keys that do not work.
      if (!known) await db.transaction((tx) => accounts.removeApp(tx, app.id));
      throw error;
    });
  return db.transaction(async (tx) => {
    if (!app.privacyAcceptedAt) {
      await noteApp(tx, app.id, { privacyAcceptedAt: clock.now(), privacyAcceptedBy: by.id });
    }
    const { account, created, before } = await accounts.connectAccount(tx, connection);
    const feed = before ? await findFeed(tx, account.id) : undefined;
    const name = keys.name ?? account.name ?? `@${account.username ?? account.xUserId ?? ''}`;
    const handle = await handles.ensure(tx, account.id, { name }, { name: keys.name !== null });
    if (feed) await markGap(tx, account.id, lastGood({ account, feed }));
    if (by.kind === 'member' && by.id !== null) await ensureOwner(tx, account.id, by.id, clock.now());
    await makeDue(tx, app.id);
    await deps.audit(tx, {
      actor: by,
      action: created ? 'account.connected' : 'account.reconnected',
      subjectKind: 'account',
      subjectId: account.id,
    });
    return handle;
  });
}

async function makeApp(deps: ConnectDeps, db: WorkspaceDb, keys: XKeys, by: Actor): Promise<AppRecord> {
  const network = (await isOfLocalX(deps, keys.consumerKey)) ? 'local' : 'x';
  return db.transaction(async (tx) => {
    const made = await deps.accounts.insertApp(tx, {
      name: keys.name ?? (network === 'local' ? 'Local X' : 'X app'),
      network,
      consumerKey: keys.consumerKey,
      consumerSecret: keys.consumerSecret,
      environmentName: keys.environmentName,
    });
    await deps.audit(tx, {
      actor: by,
      action: 'x_app.created',
      subjectKind: 'x_app',
      subjectId: made.id,
      facts: { network },
    });
    return made;
  });
}

/** Keys of the local X are of no use at X. */
async function isOfLocalX(deps: ConnectDeps, consumerKey: string): Promise<boolean> {
  if (deps.localXUrl === null) return false;
  const { callbackUrl, oauth2CallbackUrl } = deps.accounts.urls({ doorKey: '' });
  const callbacks = [callbackUrl, oauth2CallbackUrl];
  const found = await localXAt(deps.localXUrl)
    .takeUpApp({ consumerKey, callbacks })
    .catch(() => undefined);
  return found !== undefined;
}
