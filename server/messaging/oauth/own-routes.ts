import { type ProgramClient, programClientRoutes } from '../../../contract/api/index.ts';
import { type Db, type HttpServer, route, type WorkspaceDb } from '../../base/index.ts';
import { actorOf, memberIdOf } from '../../people/index.ts';
import { presentApp } from '../apps/app.ts';
import { listCustom } from '../integrations/store.ts';
import type { Clients } from './clients.ts';
import type { Consent } from './consent.ts';
import type { OAuthClient } from './store.ts';

/** Programs of other houses as administrators manage them, and the page that asks. */
export function addProgramClientRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clients: Clients;
  readonly consent: Consent;
}): void {
  const { http, db, clients, consent } = deps;

  route(http, programClientRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    return { clients: await present(workspace, await clients.list(workspace)) };
  });

  route(http, programClientRoutes.create, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { client, secret } = await clients.create(workspace, body, actorOf(caller));
    return { client: await presentOne(workspace, client), secret };
  });

  route(http, programClientRoutes.update, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    return presentOne(workspace, await clients.update(workspace, params.id, body, actorOf(caller)));
  });

  route(http, programClientRoutes.rotate, async ({ caller, params }) => ({
    secret: await clients.rotate(db.workspace(caller.workspaceId), params.id, actorOf(caller)),
  }));

  route(http, programClientRoutes.shutOut, async ({ caller, params }) => {
    await clients.shutOut(db.workspace(caller.workspaceId), params.id, actorOf(caller));
  });

  route(http, programClientRoutes.remove, async ({ caller, params }) => {
    await clients.remove(db.workspace(caller.workspaceId), params.id, actorOf(caller));
  });

  route(http, programClientRoutes.request, async ({ caller, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { client, redirectUri, isIn } = await consent.check(workspace, query);
    const { displayName } = await presentApp(workspace);
    return { name: client.name, workspaceName: displayName, redirectUri, isIn };
  });

  route(http, programClientRoutes.answer, async ({ caller, body }) => {
    // A yes is a person's: keys that programs hold do not let others in.
    const by = { ...actorOf(caller), id: memberIdOf(caller) };
    const { allow, ...asked } = body;
    return { redirectTo: await consent.answer(db.workspace(caller.workspaceId), asked, allow, by) };
  });
}

async function present(db: WorkspaceDb, clients: readonly OAuthClient[]): Promise<ProgramClient[]> {
  const known = new Set((await listCustom(db)).map(({ id }) => id));
  return clients.map(({ id, name, redirectUris, createdAt, integrationId, allowedAt }) => ({
    id,
    name,
    redirectUris: [...redirectUris],
    createdAt: createdAt.toISOString(),
    access:
      integrationId !== null && allowedAt !== null && known.has(integrationId)
        ? { integrationId, since: allowedAt.toISOString() }
        : null,
  }));
}

async function presentOne(db: WorkspaceDb, client: OAuthClient): Promise<ProgramClient> {
  const [shown] = await present(db, [client]);
  // One in, one out.
  return shown as ProgramClient;
}
