import type { ReportOptions, Safeguards, Schedule, UpdateMethod } from '../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import { type Reader, seenBy } from '../datasets/index.ts';
import type { Json } from './kind.ts';

export interface ReportRow {
  readonly id: string;
  readonly kind: string;
  readonly datasetId: string;
  readonly accountId: string | null;
  readonly options: ReportOptions;
  readonly method: UpdateMethod;
  readonly keys: readonly string[];
  readonly partitionBy: readonly string[];
  readonly safeguards: Safeguards;
  readonly schedules: readonly Schedule[];
  readonly zone: string;
  readonly retry: { readonly most: number; readonly delayMinutes: number } | null;
  /** The DataSet whose updates start a run. */
  readonly onDatasetId: string | null;
  readonly paused: boolean;
  readonly mostPerRun: number | null;
  readonly mostPerDay: number | null;
  readonly lateAfterHours: number | null;
  readonly dueAt: Date | null;
  readonly bookmark: Json | null;
  readonly companions: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly lastRunId: string | null;
  readonly lastSuccessAt: Date | null;
  readonly inputVersion: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`r.id, r.kind, r.dataset_id::text as "datasetId", r.account_id as "accountId", r.options, r.method,
  r.key_columns as keys, r.partition_columns as "partitionBy", r.safeguards, r.schedules, r.zone, r.retry,
  r.on_dataset_id::text as "onDatasetId", r.paused, r.most_per_run::float8 as "mostPerRun",
  r.most_per_day::float8 as "mostPerDay", r.late_after_hours as "lateAfterHours", r.due_at as "dueAt", r.bookmark,
  r.companions, r.runs::float8 as runs, r.last_run_id as "lastRunId", r.last_success_at as "lastSuccessAt",
  r.input_version::float8 as "inputVersion", r.created_at as "createdAt", r.updated_at as "updatedAt"`;

export async function insertReport(tx: WorkspaceTx, row: ReportRow): Promise<void> {
  await tx.execute(sql`
    insert into report (workspace_id, id, kind, dataset_id, account_id, options, method, key_columns,
      partition_columns, safeguards, schedules, zone, retry, on_dataset_id, paused, most_per_run, most_per_day,
      late_after_hours, due_at, companions, runs, created_at, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.kind}, ${row.datasetId}, ${row.accountId},
      ${JSON.stringify(row.options)}, ${row.method}, ${[...row.keys]}::text[], ${[...row.partitionBy]}::text[],
      ${JSON.stringify(row.safeguards)}, ${JSON.stringify(row.schedules)}, ${row.zone},
      ${row.retry && JSON.stringify(row.retry)}, ${row.onDatasetId}, ${row.paused}, ${row.mostPerRun},
      ${row.mostPerDay}, ${row.lateAfterHours}, ${row.dueAt}, ${JSON.stringify(row.companions)}, 0,
      ${row.createdAt}, ${row.updatedAt})`);
}

const troubled = (now: Date) => sql`(last.state = 'failed' or r.late_after_hours is not null
  and coalesce(r.last_success_at, r.created_at) < ${now}::timestamptz - make_interval(hours => r.late_after_hours))`;

/** Reports whose last run failed, or whose DataSet is older than its owner expects; paused ones are left alone. */
export async function countTroubled(db: WorkspaceDb, now: Date): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::float8 as count from report r
    left join report_run last on last.workspace_id = r.workspace_id and last.id = r.last_run_id
    where r.workspace_id = ${db.workspaceId} and not r.paused and ${troubled(now)}`);
  return count;
}

/** Workspaces with such a report. */
export async function listWorkspacesTroubled(db: Db, now: Date): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select distinct r.workspace_id as id from report r
    left join report_run last on last.workspace_id = r.workspace_id and last.id = r.last_run_id
    where not r.paused and ${troubled(now)}`);
  return rows.map((row) => row.id);
}

/** What people set. */
export async function updateReport(tx: WorkspaceTx, row: ReportRow): Promise<void> {
  await tx.execute(sql`
    update report set account_id = ${row.accountId}, options = ${JSON.stringify(row.options)}, method = ${row.method},
      key_columns = ${[...row.keys]}::text[], partition_columns = ${[...row.partitionBy]}::text[],
      safeguards = ${JSON.stringify(row.safeguards)}, schedules = ${JSON.stringify(row.schedules)}, zone = ${row.zone},
      retry = ${row.retry && JSON.stringify(row.retry)}, on_dataset_id = ${row.onDatasetId}, paused = ${row.paused},
      most_per_run = ${row.mostPerRun}, most_per_day = ${row.mostPerDay}, late_after_hours = ${row.lateAfterHours},
      due_at = ${row.dueAt}, bookmark = ${row.bookmark === null ? null : JSON.stringify(row.bookmark)},
      updated_at = ${row.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export function findReport(db: WorkspaceDb, id: string): Promise<ReportRow | undefined> {
  return db.findRow(sql<ReportRow>`
    select ${columns} from report r where r.workspace_id = ${db.workspaceId} and r.id = ${id}`);
}

export function lockReport(tx: WorkspaceTx, id: string): Promise<ReportRow | undefined> {
  return tx.findRow(sql<ReportRow>`
    select ${columns} from report r where r.workspace_id = ${tx.workspaceId} and r.id = ${id} for update`);
}

export interface ReportQuery {
  /** Those whose DataSet they see. */
  readonly reader: Reader;
  readonly accountId?: string | undefined;
  readonly datasetId?: string | undefined;
  readonly kind?: string | undefined;
  /** Rank and id of the last one before this page. */
  readonly after?: { readonly rank: number; readonly id: string } | undefined;
  readonly limit: number;
}

export type ListedReport = ReportRow & { readonly rank: number; readonly datasetName: string };

/** Those whose last run failed first, then those that are paused, then the rest; newest first within. */
export function listReports(db: WorkspaceDb, query: ReportQuery): Promise<ListedReport[]> {
  const { accountId, datasetId, kind, after } = query;
  return db.rows(sql<ListedReport>`
    with listed as (
      select r.*, d.name as dataset_name,
        case when last.state = 'failed' then 0 when r.paused then 1 else 2 end as rank
      from report r
      join dataset d on d.workspace_id = r.workspace_id and d.id = r.dataset_id
      left join report_run last on last.workspace_id = r.workspace_id and last.id = r.last_run_id
      where r.workspace_id = ${db.workspaceId} and ${seenBy(query.reader, 'd')}
        ${accountId === undefined ? sql`` : sql`and r.account_id = ${accountId}`}
        ${datasetId === undefined ? sql`` : sql`and r.dataset_id = ${datasetId}`}
        ${kind === undefined ? sql`` : sql`and r.kind = ${kind}`})
    select ${columns}, r.rank, r.dataset_name as "datasetName" from listed r
    where ${after ? sql`r.rank > ${after.rank} or (r.rank = ${after.rank} and r.id < ${after.id})` : sql`true`}
    order by r.rank, r.id desc limit ${query.limit}`);
}

/** Reports whose time has come, in any workspace. */
export function listDue(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ workspaceId: WorkspaceId; id: string }[]> {
  return db.rows(sql<{ workspaceId: WorkspaceId; id: string }>`
    select workspace_id as "workspaceId", id from report where due_at <= ${now} and not paused
    order by due_at limit ${limit}`);
}

export async function setDue(tx: WorkspaceTx, id: string, dueAt: Date | null): Promise<void> {
  await tx.execute(sql`
    update report set due_at = ${dueAt} where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Reports that an update of this DataSet starts. */
export function listStartedBy(tx: WorkspaceTx, datasetId: string): Promise<{ id: string }[]> {
  return tx.rows(sql<{ id: string }>`
    select id from report
    where workspace_id = ${tx.workspaceId} and on_dataset_id = ${datasetId} and not paused order by id limit 1000`);
}

export async function noteInput(tx: WorkspaceTx, id: string, version: number | null): Promise<void> {
  await tx.execute(sql`
    update report set input_version = ${version} where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** From which DataSet each DataSet is filled whenever that is updated: for finding circles. */
export async function listStarts(tx: WorkspaceTx): Promise<Map<string, string>> {
  const rows = await tx.rows(sql<{ from: string; to: string }>`
    select on_dataset_id::text as "from", dataset_id::text as "to" from report
    where workspace_id = ${tx.workspaceId} and on_dataset_id is not null`);
  return new Map(rows.map(({ from, to }) => [to, from]));
}

/** A run came through: what it left is for the next one. */
export async function noteSuccess(tx: WorkspaceTx, id: string, runId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update report r set last_success_at = ${at}, late_told_at = null, bookmark = coalesce(run.bookmark, r.bookmark)
    from report_run run
    where r.workspace_id = ${tx.workspaceId} and r.id = ${id} and run.workspace_id = r.workspace_id
      and run.id = ${runId}`);
}

export async function noteCompanion(
  tx: WorkspaceTx,
  id: string,
  key: string,
  datasetId: string,
): Promise<void> {
  await tx.execute(sql`
    update report set companions = companions || jsonb_build_object(${key}::text, ${datasetId}::text)
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}
