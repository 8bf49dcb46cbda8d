import { dataServerRoutes } from '../../../contract/api/index.ts';
import { type Caller, route, type WorkspaceTx } from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import type { ReportRouteDeps } from '../deps.ts';
import { foreignId, openServer, presentServer, presentServers, removeServer, saveServer } from './servers.ts';
import { listUses } from './store.ts';

/** Servers with Domo's API, for the browser. */
export function addServerRoutes(deps: ReportRouteDeps): void {
  const { http, db, log, audit } = deps;

  const note = async (tx: WorkspaceTx, who: Caller, id: string, what: 'created' | 'changed' | 'removed') => {
    await audit(tx, {
      actor: actorOf(who),
      action: `data_server.${what}`,
      subjectKind: 'data_server',
      subjectId: id,
    });
    log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'data_server', id, what } }]);
  };

  route(http, dataServerRoutes.list, async ({ caller }) => ({
    servers: await presentServers(db.workspace(caller.workspaceId)),
  }));

  route(http, dataServerRoutes.create, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const row = await saveServer(deps, workspace, undefined, body, caller.id, (tx, { id }) =>
      note(tx, caller, id, 'created'),
    );
    return presentServer(row, 0);
  });

  route(http, dataServerRoutes.change, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const row = await saveServer(deps, workspace, params.id, body, caller.id, (tx, { id }) =>
      note(tx, caller, id, 'changed'),
    );
    return presentServer(row, (await listUses(workspace)).get(row.id)?.length ?? 0);
  });

  route(http, dataServerRoutes.remove, ({ caller, params }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await removeServer(deps, tx, params.id);
      await note(tx, caller, params.id, 'removed');
    }),
  );

  route(http, dataServerRoutes.dataset, async ({ caller, params, query }) => {
    const id = foreignId(query.dataset);
    const client = await openServer(deps, db.workspace(caller.workspaceId), params.id);
    const { columns, ...rest } = await client.dataset(id);
    return { ...rest, columns: columns.map((one) => ({ ...one })) };
  });
}
