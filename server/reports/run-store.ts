import type { RunProblem, RunState, RunTrigger } from '../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import type { Json } from './kind.ts';

export interface RunRow {
  readonly id: string;
  readonly reportId: string;
  readonly datasetId: string;
  readonly number: number;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  readonly attempt: number;
  /** The moment that relative days count from. */
  readonly askedAt: Date;
  readonly queuedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly dueAt: Date | null;
  readonly waitUntil: Date | null;
  readonly starts: number;
  readonly checkpoint: Json | null;
  readonly bookmark: Json | null;
  readonly staged: Readonly<Record<string, number>>;
  readonly pulled: boolean;
  readonly rows: number;
  readonly rowsExpected: number | null;
  readonly requests: number;
  readonly microUsd: number;
  readonly version: number | null;
  readonly rowsIn: number | null;
  readonly rowsNew: number | null;
  readonly rowsChanged: number | null;
  readonly rowsGone: number | null;
  readonly warnings: readonly string[];
  readonly problem: RunProblem | null;
  readonly cancelled: boolean;
  readonly byId: string | null;
}

const columns = sql`id, report_id as "reportId", dataset_id::text as "datasetId", number::float8 as number, trigger,
  state, attempt, asked_at as "askedAt", queued_at as "queuedAt", started_at as "startedAt", ended_at as "endedAt",
  due_at as "dueAt", wait_until as "waitUntil", starts, checkpoint, bookmark, staged, pulled,
  rows::float8 as rows, rows_expected::float8 as "rowsExpected", requests::float8 as requests,
  micro_usd::float8 as "microUsd", version::float8 as version, rows_in::float8 as "rowsIn",
  rows_new::float8 as "rowsNew", rows_changed::float8 as "rowsChanged", rows_gone::float8 as "rowsGone", warnings,
  problem, cancelled, by_id as "byId"`;

export interface NewRun {
  readonly id: string;
  readonly reportId: string;
  readonly trigger: RunTrigger;
  readonly attempt: number;
  readonly at: Date;
  readonly dueAt: Date | null;
  readonly byId: string | null;
}

/** Queues a run; under the report's lock, where none is open. */
export async function insertRun(tx: WorkspaceTx, run: NewRun): Promise<RunRow> {
  const { id, reportId, trigger, attempt, at, dueAt, byId } = run;
  return tx.row(sql<RunRow>`
    with counted as (
      update report set runs = runs + 1, last_run_id = ${id}
      where workspace_id = ${tx.workspaceId} and id = ${reportId} returning dataset_id, runs)
    insert into report_run (workspace_id, id, report_id, dataset_id, number, trigger, state, attempt, asked_at,
      queued_at, due_at, staged, by_id)
    select ${tx.workspaceId}, ${id}, ${reportId}, dataset_id, runs, ${trigger}, 'queued', ${attempt}, ${at}, ${at},
      ${dueAt}, '{}', ${byId}
    from counted returning ${columns}`);
}

export function findRun(db: WorkspaceDb, id: string): Promise<RunRow | undefined> {
  return db.findRow(sql<RunRow>`
    select ${columns} from report_run where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function listRunsOf(db: WorkspaceDb, ids: readonly string[]): Promise<RunRow[]> {
  return db.rows(sql<RunRow>`
    select ${columns} from report_run where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
}

export function findOpenRun(db: WorkspaceDb, reportId: string): Promise<RunRow | undefined> {
  return db.findRow(sql<RunRow>`
    select ${columns} from report_run where workspace_id = ${db.workspaceId} and report_id = ${reportId}
      and state in ('queued', 'running', 'waiting')`);
}

export function listRuns(
  db: WorkspaceDb,
  reportId: string,
  before: string | undefined,
  limit: number,
): Promise<RunRow[]> {
  return db.rows(sql<RunRow>`
    select ${columns} from report_run where workspace_id = ${db.workspaceId} and report_id = ${reportId}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`);
}

const HELD_SECONDS = 30;

/** Takes a run that nobody works on. What is held is somebody's until he has not said so for half a minute. */
export function claimRun(
  db: Db,
  holder: string,
  now: Date,
): Promise<(RunRow & { workspaceId: WorkspaceId }) | undefined> {
  return db.findRow(sql<RunRow & { workspaceId: WorkspaceId }>`
    update report_run set state = 'running', holder = ${holder}, wait_until = null, starts = starts + 1,
      held_until = clock_timestamp() + make_interval(secs => ${HELD_SECONDS}), started_at = coalesce(started_at, ${now})
    where (workspace_id, id) = (
      select workspace_id, id from report_run
      where state in ('queued', 'running', 'waiting') and (due_at is null or due_at <= ${now})
        and (wait_until is null or wait_until <= clock_timestamp())
        and (held_until is null or held_until < clock_timestamp())
      order by wait_until nulls first, queued_at limit 1 for update skip locked)
    returning ${columns}, workspace_id as "workspaceId"`);
}

/** Says that it is still worked on. @returns whether it is still ours, and whether somebody wants it to end */
export function keepRun(
  db: WorkspaceDb,
  id: string,
  holder: string,
): Promise<{ cancelled: boolean } | undefined> {
  return db.findRow(sql<{ cancelled: boolean }>`
    update report_run set held_until = clock_timestamp() + make_interval(secs => ${HELD_SECONDS})
    where workspace_id = ${db.workspaceId} and id = ${id} and holder = ${holder} and state = 'running'
    returning cancelled`);
}

/** Gives back what other processes of before held: nobody else can be at work. */
export async function freeRuns(db: Db): Promise<void> {
  await db.execute(sql`
    update report_run set holder = null, held_until = null
    where state in ('queued', 'running', 'waiting') and holder is not null`);
}

export interface Progress {
  readonly checkpoint: Json | null;
  readonly bookmark: Json | undefined;
  readonly staged: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly expected: number | undefined;
  readonly pulled: boolean;
}

/** What is staged and where it goes on, in one. @returns false when the run is another's by now */
export async function saveProgress(
  db: WorkspaceDb,
  id: string,
  holder: string,
  progress: Progress,
): Promise<boolean> {
  const { checkpoint, bookmark, staged, rows, expected, pulled } = progress;
  const kept = bookmark === undefined ? sql`` : sql`, bookmark = ${JSON.stringify(bookmark)}`;
  const hoped = expected === undefined ? sql`` : sql`, rows_expected = ${expected}`;
  const count = await db.execute(sql`
    update report_run set checkpoint = ${checkpoint === null ? null : JSON.stringify(checkpoint)},
      staged = ${JSON.stringify(staged)}, rows = ${rows}, pulled = ${pulled}, starts = 0 ${kept} ${hoped}
    where workspace_id = ${db.workspaceId} and id = ${id} and holder = ${holder} and state = 'running'`);
  return count === 1;
}

/** Money and requests as they are spent. */
export async function addSpent(
  db: WorkspaceDb,
  id: string,
  requests: number,
  microUsd: number,
): Promise<void> {
  await db.execute(sql`
    update report_run set requests = requests + ${requests}, micro_usd = micro_usd + ${microUsd}
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** What the other runs of a report have cost on a UTC day. */
export async function spentOnDay(
  db: WorkspaceDb,
  run: { readonly id: string; readonly reportId: string; readonly queuedAt: Date },
): Promise<number> {
  const from = new Date(run.queuedAt);
  from.setUTCHours(0, 0, 0, 0);
  const until = new Date(from.getTime() + 86_400_000);
  const row = await db.row(sql<{ spent: number }>`
    select coalesce(sum(micro_usd), 0)::float8 as spent from report_run
    where workspace_id = ${db.workspaceId} and report_id = ${run.reportId} and queued_at >= ${from}
      and queued_at < ${until} and id <> ${run.id}`);
  return row.spent;
}

export interface RunEnd {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly at: Date;
  readonly warnings: readonly string[];
  readonly problem: RunProblem | null;
  readonly result: {
    readonly version: number;
    readonly rowsIn: number;
    readonly rowsNew: number;
    readonly rowsChanged: number;
    readonly rowsGone: number;
  } | null;
}

/** @returns false when the run is another's by now, or has ended */
export async function endRun(tx: WorkspaceTx, id: string, holder: string, end: RunEnd): Promise<boolean> {
  const { state, at, warnings, problem, result } = end;
  const count = await tx.execute(sql`
    update report_run set state = ${state}, ended_at = ${at}, holder = null, held_until = null, wait_until = null,
      warnings = ${JSON.stringify(warnings)}, problem = ${problem && JSON.stringify(problem)},
      version = ${result?.version ?? null}, rows_in = ${result?.rowsIn ?? null}, rows_new = ${result?.rowsNew ?? null},
      rows_changed = ${result?.rowsChanged ?? null}, rows_gone = ${result?.rowsGone ?? null},
      checkpoint = null
    where workspace_id = ${tx.workspaceId} and id = ${id} and holder = ${holder} and state = 'running'`);
  return count === 1;
}

/** Lays a run down until a time of the database's clock; null: whoever comes next takes it up. */
export async function layDown(
  db: WorkspaceDb,
  id: string,
  holder: string,
  waitUntil: Date | null,
): Promise<void> {
  await db.execute(sql`
    update report_run set state = ${waitUntil === null ? 'queued' : 'waiting'}, wait_until = ${waitUntil},
      holder = null, held_until = null
    where workspace_id = ${db.workspaceId} and id = ${id} and holder = ${holder} and state = 'running'`);
}

/** Lays it down for so long from now on, by the database's clock. */
export async function layDownFor(
  db: WorkspaceDb,
  id: string,
  holder: string,
  seconds: number,
): Promise<void> {
  await db.execute(sql`
    update report_run set state = 'waiting', holder = null, held_until = null,
      wait_until = clock_timestamp() + make_interval(secs => ${seconds})
    where workspace_id = ${db.workspaceId} and id = ${id} and holder = ${holder} and state = 'running'`);
}

/** Asks a run to end; what nobody works on ends at once. @returns its state afterwards */
export function cancelRun(tx: WorkspaceTx, id: string, at: Date): Promise<RunRow | undefined> {
  return tx.findRow(sql<RunRow>`
    update report_run set cancelled = true,
      state = case when state = 'running' then state else 'cancelled' end,
      ended_at = case when state = 'running' then ended_at else ${at} end,
      wait_until = case when state = 'running' then wait_until end
    where workspace_id = ${tx.workspaceId} and id = ${id} and state in ('queued', 'running', 'waiting')
    returning ${columns}`);
}

const MOST_LINES = 500;

/** A line of the run's log; the 500 first ones. */
export async function addLine(db: WorkspaceDb, runId: string, at: Date, text: string): Promise<void> {
  await db.execute(sql`
    insert into report_run_line (workspace_id, run_id, n, at, text)
    select ${db.workspaceId}, ${runId}, count(*) + 1, ${at}, ${text.slice(0, 1_000)} from report_run_line
    where workspace_id = ${db.workspaceId} and run_id = ${runId} having count(*) < ${MOST_LINES}
    on conflict do nothing`);
}

export function listLines(db: WorkspaceDb, runId: string): Promise<{ at: Date; text: string }[]> {
  return db.rows(sql<{ at: Date; text: string }>`
    select at, text from report_run_line where workspace_id = ${db.workspaceId} and run_id = ${runId}
    order by n limit ${MOST_LINES}`);
}

/** Forgets lines and runs of before these times, a batch of each; the newest run of a report stays. @returns true when there may be more */
export async function forgetRuns(
  db: Db,
  linesBefore: Date,
  runsBefore: Date,
  limit: number,
): Promise<boolean> {
  const lines = await db.execute(sql`
    delete from report_run_line where (workspace_id, run_id, n) in (
      select workspace_id, run_id, n from report_run_line where at < ${linesBefore} order by at limit ${limit})`);
  const runs = await db.execute(sql`
    delete from report_run where (workspace_id, id) in (
      select run.workspace_id, run.id from report_run run
      join report r on r.workspace_id = run.workspace_id and r.id = run.report_id
      where run.ended_at < ${runsBefore} and run.id is distinct from r.last_run_id
      order by run.ended_at limit ${limit})`);
  return lines === limit || runs === limit;
}
