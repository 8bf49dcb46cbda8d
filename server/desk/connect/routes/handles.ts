import { handleRoutes } from '../../../../contract/api/index.ts';
import { connectErrors } from '../../../../contract/errors/connect.ts';
import { getAccount, getApp } from '../../../accounts/index.ts';
import { AppError, route } from '../../../base/index.ts';
import { presentHandles } from '../../../handles/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConnectDeps } from '../deps.ts';
import { localXAt } from '../local-x.ts';
import { makeDue } from '../check-store.ts';
import { removeHandle } from '../remove-handle.ts';

/** A made-up customer of the local X. */
const TESTER = { username: 'rookery_test', name: 'Robin (test)' };
const TEST_TEXT = 'Hi! I ordered a bird feeder last week. Can you tell me when it will arrive? 🐦';

export function addHandleRoutes(deps: ConnectDeps): void {
  const { http, db, handles, audit } = deps;

  route(http, handleRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    return { handles: await presentHandles(workspace, await handles.list(workspace)) };
  });

  route(http, handleRoutes.update, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const handle = await workspace.transaction(async (tx) => {
      const changed = await handles.update(tx, params.id, body);
      if (body.publicMentions !== undefined) {
        // What X tells us of is subscribed anew at the next look, which is now.
        const account = await getAccount(tx, changed.accountId);
        await makeDue(tx, account.appId);
      }
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
    await removeHandle(deps, db.workspace(caller.workspaceId), params.id, actorOf(caller));
  });

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
