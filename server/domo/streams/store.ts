import type { Execution, UpdateMethod } from '../../../contract/domo/streams.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { type Reader, seenBy } from '../../datasets/index.ts';

export interface StreamRow {
  readonly number: number;
  readonly datasetId: string;
  readonly updateMethod: UpdateMethod;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface ExecutionRow {
  readonly number: number;
  readonly state: Execution['currentState'];
  readonly updateMethod: UpdateMethod;
  readonly rows: number;
  readonly startedAt: Date;
  readonly modifiedAt: Date;
  readonly endedAt: Date | null;
  readonly parts: readonly number[];
}

const streamColumns = sql`data_stream.number::float8 as number, data_stream.dataset_id::text as "datasetId",
  data_stream.update_method as "updateMethod", data_stream.created_at as "createdAt",
  data_stream.modified_at as "modifiedAt"`;
const executionColumns = sql`number::float8 as number, state, update_method as "updateMethod",
  rows_inserted::float8 as rows, started_at as "startedAt", modified_at as "modifiedAt", ended_at as "endedAt", parts`;

export function insertStream(
  tx: WorkspaceTx,
  datasetId: string,
  updateMethod: UpdateMethod,
  at: Date,
): Promise<StreamRow> {
  return tx.row(sql<StreamRow>`
    insert into data_stream (workspace_id, dataset_id, update_method, created_at, modified_at)
    values (${tx.workspaceId}, ${datasetId}, ${updateMethod}, ${at}, ${at}) returning ${streamColumns}`);
}

export function findStream(db: WorkspaceDb, number: number): Promise<StreamRow | undefined> {
  return db.findRow(sql<StreamRow>`
    select ${streamColumns} from data_stream where workspace_id = ${db.workspaceId} and number = ${number}`);
}

export interface StreamQuery {
  /** Of DataSets that they see. */
  readonly reader: Reader;
  readonly datasetId?: string;
  /** Part of the DataSet's name, whatever its case. */
  readonly name?: string;
  readonly limit: number;
  readonly offset: number;
}

export function listStreams(
  db: WorkspaceDb,
  { reader, datasetId, name, limit, offset }: StreamQuery,
): Promise<StreamRow[]> {
  return db.rows(sql<StreamRow>`
    select ${streamColumns} from data_stream
    join dataset on dataset.workspace_id = data_stream.workspace_id and dataset.id = data_stream.dataset_id
    where data_stream.workspace_id = ${db.workspaceId} and ${seenBy(reader, 'dataset')}
      ${datasetId === undefined ? sql`` : sql`and data_stream.dataset_id = ${datasetId}`}
      ${name === undefined ? sql`` : sql`and strpos(lower(dataset.name), lower(${name})) > 0`}
    order by data_stream.number limit ${limit} offset ${offset}`);
}

export async function updateStream(
  tx: WorkspaceTx,
  number: number,
  method: UpdateMethod,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update data_stream set update_method = ${method}, modified_at = ${at}
    where workspace_id = ${tx.workspaceId} and number = ${number}`);
}

export async function deleteStream(tx: WorkspaceTx, number: number): Promise<void> {
  await tx.execute(
    sql`delete from data_stream where workspace_id = ${tx.workspaceId} and number = ${number}`,
  );
}

/** Numbers rise by one within a stream. */
export async function insertExecution(
  tx: WorkspaceTx,
  stream: number,
  method: UpdateMethod,
  at: Date,
): Promise<ExecutionRow> {
  const { last } = await tx.row(sql<{ last: number }>`
    update data_stream set last_execution = last_execution + 1
    where workspace_id = ${tx.workspaceId} and number = ${stream} returning last_execution::float8 as last`);
  return tx.row(sql<ExecutionRow>`
    insert into data_execution (workspace_id, stream, number, state, update_method, started_at, modified_at)
    values (${tx.workspaceId}, ${stream}, ${last}, 'ACTIVE', ${method}, ${at}, ${at}) returning ${executionColumns}`);
}

export function findExecution(
  db: WorkspaceDb,
  stream: number,
  number: number,
): Promise<ExecutionRow | undefined> {
  return db.findRow(sql<ExecutionRow>`
    select ${executionColumns} from data_execution
    where workspace_id = ${db.workspaceId} and stream = ${stream} and number = ${number}`);
}

export function listExecutions(
  db: WorkspaceDb,
  stream: number,
  limit: number,
  offset: number,
): Promise<ExecutionRow[]> {
  return db.rows(sql<ExecutionRow>`
    select ${executionColumns} from data_execution where workspace_id = ${db.workspaceId} and stream = ${stream}
    order by number desc limit ${limit} offset ${offset}`);
}

/** Notes that a part is there. @returns nothing when the execution is not open any more */
export function addPart(
  db: WorkspaceDb,
  stream: number,
  number: number,
  part: number,
  at: Date,
): Promise<ExecutionRow | undefined> {
  return db.findRow(sql<ExecutionRow>`
    update data_execution set modified_at = ${at},
      parts = case when ${part}::int = any(parts) then parts else array_append(parts, ${part}::int) end
    where workspace_id = ${db.workspaceId} and stream = ${stream} and number = ${number} and state = 'ACTIVE'
    returning ${executionColumns}`);
}

/** Ends an open execution. @returns nothing when it has ended before */
export function endExecution(
  db: WorkspaceDb,
  stream: number,
  number: number,
  state: 'SUCCESS' | 'FAILED' | 'ABORTED',
  rows: number,
  at: Date,
): Promise<ExecutionRow | undefined> {
  return db.findRow(sql<ExecutionRow>`
    update data_execution set state = ${state}, rows_inserted = ${rows}, ended_at = ${at}, modified_at = ${at}
    where workspace_id = ${db.workspaceId} and stream = ${stream} and number = ${number} and state = 'ACTIVE'
    returning ${executionColumns}`);
}

/** Ends the newest open execution of a stream. */
export function endNewest(
  db: WorkspaceDb,
  stream: number,
  at: Date,
): Promise<{ number: number } | undefined> {
  return db.findRow(sql<{ number: number }>`
    update data_execution set state = 'ABORTED', ended_at = ${at}, modified_at = ${at}
    where workspace_id = ${db.workspaceId} and stream = ${stream} and state = 'ACTIVE' and number = (
      select max(number) from data_execution
      where workspace_id = ${db.workspaceId} and stream = ${stream} and state = 'ACTIVE')
    returning number::float8 as number`);
}
