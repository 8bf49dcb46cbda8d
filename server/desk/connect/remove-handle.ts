import { type AccountRecord, type AppRecord, getAccount, getApp } from '../../accounts/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { findFeed, setSubscribed } from '../../handles/index.ts';
import type { Actor } from '../../people/index.ts';
import type { ConnectDeps } from './deps.ts';
import { wayOf } from './ways/choose.ts';

/** Takes a handle out of use: X is told, its tokens are forgotten, its conversations stay. @throws AppError not_found. */
export async function removeHandle(deps: ConnectDeps, db: WorkspaceDb, id: string, by: Actor): Promise<void> {
  const { accounts, handles } = deps;
  const handle = await handles.get(db, id);
  const account = await getAccount(db, handle.accountId);
  const app = await getApp(db, account.appId);
  await leave(deps, db, app, account);
  await db.transaction(async (tx) => {
    await handles.remove(tx, id);
    await setSubscribed(tx, account.id, false, {});
    await accounts.removeAccount(tx, account.id);
    await deps.audit(tx, { actor: by, action: 'handle.removed', subjectKind: 'handle', subjectId: id });
  });
}

/** A handle is removed here even when X cannot be told. */
async function leave(
  deps: ConnectDeps,
  db: WorkspaceDb,
  app: AppRecord,
  account: AccountRecord,
): Promise<void> {
  const { webhookUrl } = deps.accounts.urls(app);
  const appClient = deps.accounts.appClient(db, app);
  const input = { app, appClient, webhookUrl, webhookUnusable: undefined };
  const feed = await findFeed(db, account.id);
  await wayOf(app.transport)
    ?.leave(input, account, feed)
    .catch((error: unknown) => {
      deps.logger.info(
        { err: error, accountId: account.id },
        'the subscription of a removed handle could not be ended',
      );
    });
}

/** Calls a handle by another name. @throws AppError not_found. */
export async function renameHandle(
  deps: ConnectDeps,
  db: WorkspaceDb,
  id: string,
  name: string,
  by: Actor,
): Promise<void> {
  await db.transaction(async (tx) => {
    await deps.handles.update(tx, id, { name });
    await deps.audit(tx, {
      actor: by,
      action: 'handle.changed',
      subjectKind: 'handle',
      subjectId: id,
      facts: { fields: 'name' },
    });
  });
}
