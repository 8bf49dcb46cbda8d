import { handleRoutes } from '../../../../contract/api/index.ts';
import { connectErrors } from '../../../../contract/errors/connect.ts';
import { type AccountRecord, type AppRecord, getAccount, getApp } from '../../../accounts/index.ts';
import { AppError, route, type WorkspaceDb } from '../../../base/index.ts';
import { findFeed, presentHandles, setSubscribed } from '../../../handles/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConnectDeps } from '../deps.ts';
import { localXAt } from '../local-x.ts';
import { wayOf } from '../ways/choose.ts';

/** A made-up customer of the local X. */
const TESTER = { username: 'rookery_test', name: 'Robin (test)' };
const TEST_TEXT = 'Hi! I ordered a bird feeder last week. Can you tell me when it will arrive? 🐦';

export function addHandleRoutes(deps: ConnectDeps): void {
  const { http, db, accounts, handles, audit } = deps;

  route(http, handleRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    return { handles: await presentHandles(workspace, await handles.list(workspace)) };
  });

  route(http, handleRoutes.update, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const handle = await workspace.transaction(async (tx) => {
      const changed = await handles.update(tx, params.id, body);
      await audit(tx, {
        actor: actorOf(caller),
        action: 'handle.changed',
        subjectKind: 'handle',
        subjectId: params.id,
        facts: { fields: Object.keys(body).toSorted().join(' ') },
      });
      return changed;
    });
    const [shown] = await presentHandles(workspace, [handle]);
    if (!shown) throw new Error('a handle in use has an account');
    return shown;
  });

  route(http, handleRoutes.remove, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const handle = await handles.get(workspace, params.id);
    const account = await getAccount(workspace, handle.accountId);
    const app = await getApp(workspace, account.appId);
    await leave(workspace, app, account);
    await workspace.transaction(async (tx) => {
      await handles.remove(tx, params.id);
      await setSubscribed(tx, account.id, false, {});
      await accounts.removeAccount(tx, account.id);
      await audit(tx, {
        actor: actorOf(caller),
        action: 'handle.removed',
        subjectKind: 'handle',
        subjectId: params.id,
      });
    });
  });

  /** A handle is removed here even when X cannot be told. */
  async function leave(workspace: WorkspaceDb, app: AppRecord, account: AccountRecord): Promise<void> {
    const { webhookUrl } = accounts.urls(app);
    const appClient = accounts.appClient(workspace, app);
    const input = { app, appClient, webhookUrl, webhookUnusable: undefined };
    const feed = await findFeed(workspace, account.id);
    await wayOf(app.transport)
      ?.leave(input, account, feed)
      .catch((error: unknown) => {
        deps.logger.info(
          { err: error, accountId: account.id },
          'the subscription of a removed handle could not be ended',
        );
      });
  }

  route(http, handleRoutes.fillGap, async ({ caller, params }) => {
    const handle = await handles.get(db.workspace(caller.workspaceId), params.id);
    const { started, until } = await deps.fillGap(caller.workspaceId, handle.accountId);
    return { started, until: until?.toISOString() ?? null };
  });

  route(http, handleRoutes.testDm, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const handle = await handles.get(workspace, params.id);
    const account = await getAccount(workspace, handle.accountId);
    const app = await getApp(workspace, account.appId);
    if (app.network !== 'local' || account.xUserId === null)
      throw new AppError(connectErrors.only_at_local_x);
    const local = localXAt(deps.localXUrl);
    await local.ensureUser(TESTER);
    await local.sendMessage({ from: `@${TESTER.username}`, to: account.xUserId, text: TEST_TEXT });
    return { sent: true };
  });
}
