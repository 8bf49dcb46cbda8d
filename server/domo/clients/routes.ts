import { type DataClient, dataClientRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Db, type EventLog, type HttpServer, route } from '../../base/index.ts';
import { actorOf, type Audit } from '../../people/index.ts';
import type { Clients } from './clients.ts';
import type { ClientRow } from './store.ts';

/** Clients of the Domo API as administrators see them in the browser. */
export function addClientRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clients: Clients;
  readonly log: EventLog;
  readonly audit: Audit;
  readonly publicUrl: string;
}): void {
  const { http, db, clients, log, audit, publicUrl } = deps;
  type Tx = Parameters<Audit>[0];
  const tell = (tx: Tx, id: string, what: 'created' | 'removed') =>
    log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'data_client', id, what } }]);

  route(http, dataClientRoutes.list, async ({ caller }) => ({
    host: new URL(publicUrl).host,
    clients: (await clients.list(db.workspace(caller.workspaceId))).map(present),
  }));

  route(http, dataClientRoutes.create, ({ caller, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      const { client, secret } = await clients.create(tx, { ...body, createdBy: caller.id });
      await audit(tx, {
        actor: actorOf(caller),
        action: 'data_client.created',
        subjectKind: 'data_client',
        subjectId: client.id,
        facts: { scopes: client.scopes.join(' ') },
      });
      tell(tx, client.id, 'created');
      return { client: present(client), secret };
    }),
  );

  route(http, dataClientRoutes.remove, ({ caller, params }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      if (!(await clients.remove(tx, params.id))) {
        throw new AppError(baseErrors.not_found, { values: { what: 'client' } });
      }
      await audit(tx, {
        actor: actorOf(caller),
        action: 'data_client.removed',
        subjectKind: 'data_client',
        subjectId: params.id,
      });
      tell(tx, params.id, 'removed');
    }),
  );
}

const present = ({ id, name, scopes, createdAt, lastUsedAt }: ClientRow): DataClient => ({
  id: id as DataClient['id'],
  name,
  scopes: [...scopes],
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
