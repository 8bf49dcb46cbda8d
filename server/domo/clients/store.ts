import type { DataScope } from '../../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';

export interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly DataScope[];
  /** Who made it: a member, or a program with a key. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const columns = sql`id, name, scopes, created_by as "createdBy", created_at as "createdAt", last_used_at as "lastUsedAt"`;

export function listClients(db: WorkspaceDb): Promise<ClientRow[]> {
  return db.rows(sql<ClientRow>`
    select ${columns} from data_client where workspace_id = ${db.workspaceId} order by created_at, id limit 1000`);
}

export async function insertClient(tx: WorkspaceTx, row: ClientRow): Promise<void> {
  await tx.execute(sql`
    insert into data_client (workspace_id, id, name, scopes, created_by, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.name}, ${[...row.scopes]}::text[], ${row.createdBy}, ${row.createdAt})`);
}

export function deleteClient(tx: WorkspaceTx, id: string): Promise<number> {
  return tx.execute(sql`delete from data_client where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** The client of this id, in whichever workspace it is. */
export function findClientAnywhere(
  db: Db,
  id: string,
): Promise<(ClientRow & { readonly workspaceId: WorkspaceId }) | undefined> {
  return db.findRow(sql<ClientRow & { readonly workspaceId: WorkspaceId }>`
    select workspace_id as "workspaceId", ${columns} from data_client where id = ${id}`);
}

export async function touchClient(db: WorkspaceDb, id: string, at: Date): Promise<void> {
  await db.execute(sql`
    update data_client set last_used_at = ${at} where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Those who make one wait for one another. */
export async function lockClients(tx: WorkspaceTx): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`data_client:${tx.workspaceId}`}, 0))`,
  );
}
