import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface ServerRow {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly clientId: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const columns = sql`id, name, host, client_id as "clientId", created_at as "createdAt", last_used_at as "lastUsedAt"`;

export function listServers(db: WorkspaceDb): Promise<ServerRow[]> {
  return db.rows(sql<ServerRow>`
    select ${columns} from data_server where workspace_id = ${db.workspaceId} order by name, id limit 200`);
}

export function findServer(db: WorkspaceDb, id: string): Promise<ServerRow | undefined> {
  return db.findRow(sql<ServerRow>`
    select ${columns} from data_server where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** One change at a time, so that no more are made than may be. */
export async function lockServers(tx: WorkspaceTx): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`data_server ${tx.workspaceId}`}, 0))`,
  );
}

export async function putServer(tx: WorkspaceTx, row: ServerRow, by: string | null): Promise<void> {
  await tx.execute(sql`
    insert into data_server (workspace_id, id, name, host, client_id, created_by, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.name}, ${row.host}, ${row.clientId}, ${by}, ${row.createdAt})
    on conflict (workspace_id, id) do update set
      name = excluded.name, host = excluded.host, client_id = excluded.client_id`);
}

export async function touchServer(db: WorkspaceDb, id: string, at: Date): Promise<void> {
  await db.execute(sql`
    update data_server set last_used_at = ${at} where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function deleteServer(tx: WorkspaceTx, id: string): Promise<number> {
  return tx.execute(sql`delete from data_server where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Reports whose input lies on a server, by its id, with the names of their DataSets. There are some hundred at most. */
export async function listUses(db: WorkspaceDb): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.rows(sql<{ serverId: string; name: string }>`
    select r.options ->> 'server' as "serverId", d.name
    from report r join dataset d on d.workspace_id = r.workspace_id and d.id = r.dataset_id
    where r.workspace_id = ${db.workspaceId} and r.options ->> 'input_from' = 'server'
      and r.options ->> 'server' is not null
    order by d.name limit 5000`);
  const uses = new Map<string, string[]>();
  for (const { serverId, name } of rows) uses.set(serverId, [...(uses.get(serverId) ?? []), name]);
  return uses;
}
