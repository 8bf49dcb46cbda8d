import { xAppRoutes } from '../../../../contract/api/index.ts';
import { connectErrors } from '../../../../contract/errors/connect.ts';
import { type AppRecord, getApp, listAccounts, listApps, noteApp } from '../../../accounts/index.ts';
import { AppError, route, type WorkspaceDb } from '../../../base/index.ts';
import { presentHandles } from '../../../handles/index.ts';
import { actorOf } from '../../../people/index.ts';
import { deleteWebhook } from '../../../x/index.ts';
import { makeDue } from '../check-store.ts';
import type { RunChecks } from '../checks/run-checks.ts';
import type { ConnectDeps } from '../deps.ts';
import { type LocalX, localXAt } from '../local-x.ts';
import { presentApp } from '../present-app.ts';

export function addAppRoutes(deps: ConnectDeps, runChecks: RunChecks): void {
  const { http, db, accounts, audit, clock } = deps;

  route(http, xAppRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const apps = await listApps(workspace);
    return {
      apps: await Promise.all(apps.map((app) => presentApp(deps, workspace, app))),
      handles: await presentHandles(workspace, await deps.handles.list(workspace)),
    };
  });

  route(http, xAppRoutes.create, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const app = await workspace.transaction(async (tx) => {
      const made = await accounts.insertApp(tx, { ...body, name: body.name.trim() });
      await audit(tx, {
        actor: actorOf(caller),
        action: 'x_app.created',
        subjectKind: 'x_app',
        subjectId: made.id,
        facts: { network: made.network },
      });
      return made;
    });
    return presentApp(deps, workspace, app);
  });

  route(http, xAppRoutes.createLocal, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    // Every app of this server has the same callback URLs.
    const { callbackUrl, oauth2CallbackUrl } = accounts.urls({ doorKey: '' });
    const callbacks = [callbackUrl, oauth2CallbackUrl];
    const local = localXAt(deps.localXUrl);
    const name = body.name?.trim() || 'Local X';
    // Somebody must be there to sign in as.
    if (await local.isEmpty()) await local.ensureUser({ username: 'my_business', name: 'My business' });
    const left = await takeUpUnfinished(workspace, local, { name: body.name?.trim(), callbacks });
    if (left) return presentApp(deps, workspace, left);
    const made = await local.createApp({ name, callbacks });
    const app = await workspace.transaction(async (tx) => {
      const { consumerKey, consumerSecret, clientId, clientSecret } = made;
      const keys = { consumerKey, consumerSecret, clientId, clientSecret };
      const recorded = await accounts.insertApp(tx, { name, network: 'local', ...keys });
      await audit(tx, {
        actor: actorOf(caller),
        action: 'x_app.created',
        subjectKind: 'x_app',
        subjectId: recorded.id,
        facts: { network: 'local' },
      });
      return recorded;
    });
    return presentApp(deps, workspace, app);
  });

  /** An app of the local X to which no handle was ever signed in, or none is any more: one click, one app. */
  async function takeUpUnfinished(
    workspace: WorkspaceDb,
    local: LocalX,
    wanted: { readonly name: string | undefined; readonly callbacks: readonly string[] },
  ): Promise<AppRecord | undefined> {
    const used = new Set((await listAccounts(workspace)).map((account) => account.appId));
    const unfinished = (await listApps(workspace)).filter(
      (app) => app.network === 'local' && !used.has(app.id) && (wanted.name ?? app.name) === app.name,
    );
    for (const app of unfinished) {
      // Each is asked for until one is there; more than one stems from times when every click made one.
      const atX = await local.takeUpApp({ consumerKey: app.consumerKey, callbacks: wanted.callbacks });
      if (atX) {
        const { consumerSecret, clientId, clientSecret } = atX;
        return workspace.transaction((tx) =>
          accounts.updateApp(tx, app.id, { consumerSecret, clientId, clientSecret }),
        );
      }
    }
    return undefined;
  }

  route(http, xAppRoutes.update, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const app = await workspace.transaction(async (tx) => {
      const edited = await accounts.updateApp(tx, params.id, body);
      await makeDue(tx, params.id);
      await audit(tx, {
        actor: actorOf(caller),
        action: 'x_app.changed',
        subjectKind: 'x_app',
        subjectId: params.id,
        facts: { fields: Object.keys(body).toSorted().join(' ') },
      });
      return edited;
    });
    return presentApp(deps, workspace, app);
  });

  route(http, xAppRoutes.remove, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await removeApp(workspace, params.id, actorOf(caller));
  });

  async function removeApp(
    workspace: WorkspaceDb,
    id: string,
    actor: ReturnType<typeof actorOf>,
  ): Promise<void> {
    const app = await getApp(workspace, id);
    const isUsed = async (db: WorkspaceDb) =>
      (await listAccounts(db, { appId: id })).some(({ kind }) => kind === 'user');
    if (await isUsed(workspace)) throw new AppError(connectErrors.app_has_handles);
    if (app.xWebhookId !== null) {
      // A webhook that stays behind is called in vain until X gives it up.
      await deleteWebhook(accounts.appClient(workspace, app), app.xWebhookId).catch((error: unknown) => {
        deps.logger.info({ err: error, appId: id }, 'the webhook of a removed app could not be deleted at X');
      });
    }
    await workspace.transaction(async (tx) => {
      if (await isUsed(tx)) throw new AppError(connectErrors.app_has_handles);
      await accounts.removeApp(tx, id);
      await audit(tx, { actor, action: 'x_app.removed', subjectKind: 'x_app', subjectId: id });
    });
  }

  route(http, xAppRoutes.acceptPrivacy, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const app = await workspace.transaction(async (tx) => {
      await getApp(tx, params.id);
      const accepted = { privacyAcceptedAt: clock.now(), privacyAcceptedBy: caller.id };
      await audit(tx, {
        actor: actorOf(caller),
        action: 'privacy_notice.accepted',
        subjectKind: 'x_app',
        subjectId: params.id,
        facts: { version: body.noticeVersion },
      });
      return noteApp(tx, params.id, accepted);
    });
    return presentApp(deps, workspace, app);
  });

  route(http, xAppRoutes.check, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const done = await runChecks(workspace, params.id, 'all');
    if (!done) throw new Error('a look at everything always answers');
    return { app: await presentApp(deps, workspace, done.app), checks: [...done.checks] };
  });
}
