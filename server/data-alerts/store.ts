import type { DataAlertRule } from '../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';

export interface AlertRow {
  readonly id: string;
  readonly datasetId: string;
  readonly name: string;
  readonly rule: DataAlertRule;
  readonly paused: boolean;
  readonly ownerId: string | null;
  readonly memberIds: readonly string[];
  readonly endpointId: string | null;
  readonly version: number;
  readonly dueVersion: number | null;
  readonly dueAt: Date | null;
  readonly tries: number;
  readonly checkedVersion: number;
  readonly checkedAt: Date | null;
  readonly value: number | null;
  readonly holds: boolean;
  readonly problem: string | null;
  readonly toldAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, dataset_id::text as "datasetId", name, rule, paused, owner_id as "ownerId",
  member_ids as "memberIds", endpoint_id as "endpointId", version, due_version::float8 as "dueVersion",
  due_at as "dueAt", tries, checked_version::float8 as "checkedVersion", checked_at as "checkedAt", value, holds,
  problem, told_at as "toldAt", created_at as "createdAt", updated_at as "updatedAt"`;

/** By name. */
export function listAlerts(db: WorkspaceDb, datasetId: string, limit: number): Promise<AlertRow[]> {
  return db.rows(sql<AlertRow>`
    select ${columns} from dataset_alert where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId}
    order by lower(name), id limit ${limit}`);
}

export async function countAlerts(
  db: WorkspaceDb,
  datasetId: string,
): Promise<{ readonly ofDataset: number; readonly ofWorkspace: number }> {
  return db.row(sql<{ ofDataset: number; ofWorkspace: number }>`
    select count(*) filter (where dataset_id = ${datasetId})::int as "ofDataset", count(*)::int as "ofWorkspace"
    from dataset_alert where workspace_id = ${db.workspaceId}`);
}

export function findAlert(db: WorkspaceDb, id: string): Promise<AlertRow | undefined> {
  return db.findRow(sql<AlertRow>`
    select ${columns} from dataset_alert where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function lockAlert(tx: WorkspaceTx, id: string): Promise<AlertRow | undefined> {
  return tx.findRow(sql<AlertRow>`
    select ${columns} from dataset_alert where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
}

export async function insertAlert(tx: WorkspaceTx, row: AlertRow): Promise<void> {
  await tx.execute(sql`
    insert into dataset_alert (workspace_id, id, dataset_id, name, rule, paused, owner_id, member_ids, endpoint_id,
      version, checked_version, checked_at, value, holds, created_at, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.datasetId}, ${row.name}, ${JSON.stringify(row.rule)}, ${row.paused},
      ${row.ownerId}, ${[...row.memberIds]}::text[], ${row.endpointId}, ${row.version}, ${row.checkedVersion},
      ${row.checkedAt}, ${row.value}, ${row.holds}, ${row.createdAt}, ${row.updatedAt})`);
}

/** What people set, and where looking begins anew. */
export async function updateAlert(tx: WorkspaceTx, row: AlertRow): Promise<void> {
  await tx.execute(sql`
    update dataset_alert set name = ${row.name}, rule = ${JSON.stringify(row.rule)}, paused = ${row.paused},
      member_ids = ${[...row.memberIds]}::text[], endpoint_id = ${row.endpointId}, version = ${row.version},
      due_version = ${row.dueVersion}, due_at = ${row.dueAt}, tries = ${row.tries},
      checked_version = ${row.checkedVersion}, checked_at = ${row.checkedAt}, value = ${row.value},
      holds = ${row.holds}, problem = ${row.problem}, updated_at = ${row.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export async function setMembers(tx: WorkspaceTx, id: string, memberIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update dataset_alert set member_ids = ${[...memberIds]}::text[]
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export async function deleteAlert(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from dataset_alert where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** An update has come: those that go by it are to look. Said twice it is said once. */
export async function setDue(tx: WorkspaceTx, datasetId: string, version: number, at: Date): Promise<void> {
  await tx.execute(sql`
    update dataset_alert set due_version = ${version}, due_at = ${at}, tries = 0
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId} and not paused
      and checked_version < ${version} and coalesce(due_version, 0) < ${version}`);
}

/** Alerts that are to look, in any workspace. */
export function listDue(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ workspaceId: WorkspaceId; id: string }[]> {
  return db.rows(sql<{ workspaceId: WorkspaceId; id: string }>`
    select workspace_id as "workspaceId", id from dataset_alert where due_at <= ${now} order by due_at limit ${limit}`);
}

export interface Looked {
  readonly version: number;
  readonly at: Date;
  readonly value: number | null;
  readonly holds: boolean;
  readonly problem: string | null;
  readonly told: boolean;
}

/** What was found in a version; what came after it stays due. */
export async function noteLooked(tx: WorkspaceTx, id: string, looked: Looked): Promise<void> {
  const { version, at, value, holds, problem, told } = looked;
  await tx.execute(sql`
    update dataset_alert set checked_version = ${version}, checked_at = ${at}, value = ${value}, holds = ${holds},
      problem = ${problem}, told_at = case when ${told} then ${at}::timestamptz else told_at end, tries = 0,
      due_at = case when due_version > ${version} then due_at end,
      due_version = case when due_version > ${version} then due_version end
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** A version could not be looked at, and is again then; null: not before the next one. What came meanwhile stays due. */
export async function noteFailed(
  tx: WorkspaceTx,
  { id, dueVersion }: Pick<AlertRow, 'id' | 'dueVersion'>,
  problem: string,
  dueAt: Date | null,
): Promise<void> {
  await tx.execute(sql`
    update dataset_alert set problem = ${problem}, due_at = ${dueAt}, tries = tries + 1,
      due_version = case when ${dueAt}::timestamptz is null then null else due_version end
    where workspace_id = ${tx.workspaceId} and id = ${id} and due_version = ${dueVersion}`);
}

/** Endpoints of alerts whose alert is gone, with its DataSet: at most so many. */
export function listLostEndpoints(
  db: Db,
  carrier: string,
  limit: number,
): Promise<{ workspaceId: WorkspaceId; id: string }[]> {
  return db.rows(sql<{ workspaceId: WorkspaceId; id: string }>`
    select e.workspace_id as "workspaceId", e.id from webhook_endpoint e
    where e.carrier = ${carrier} and not exists (
      select 1 from dataset_alert a where a.workspace_id = e.workspace_id and a.endpoint_id = e.id)
    limit ${limit}`);
}
