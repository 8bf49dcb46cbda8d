import { type Db, type Queries, sql, type WorkspaceDb, type WorkspaceTx } from '../db/index.ts';
import { asId, type Id, newId, type WorkspaceId } from '../ids.ts';
import type { CursorKey } from './cursor.ts';
import type { LogEntry, Place } from './source.ts';

export type ParkedId = Id<'parked event'>;

export interface ParkedEvent {
  readonly id: ParkedId;
  readonly source: string;
  readonly consumer: string;
  readonly kind: string;
  readonly key: string;
  readonly seq: string;
  readonly error: string;
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly replayRequested: boolean;
}

export async function park(
  tx: WorkspaceTx,
  cursor: CursorKey,
  entry: LogEntry,
  error: string,
  attempts: number,
): Promise<void> {
  // A database message may quote the row; what is shown stays short and on one line.
  const told = error.split('\n')[0]?.slice(0, 300) ?? '';
  await tx.execute(sql`
    insert into parked_event (workspace_id, id, source, consumer, partition, seq, kind, key, reached_at, error, attempts,
      parked_at)
    values (${tx.workspaceId}, ${newId<'parked event'>()}, ${cursor.source}, ${cursor.consumer}, ${cursor.partition},
      ${entry.seq}, ${entry.kind}, ${entry.key}, ${entry.recordedAt}, ${told}, ${attempts}, now())
    on conflict (workspace_id, source, consumer, partition, seq) do update set
      error = excluded.error, attempts = parked_event.attempts + excluded.attempts, replay_requested_at = null`);
}

interface ParkedRow {
  id: string;
  source: string;
  consumer: string;
  kind: string;
  key: string;
  seq: string;
  error: string;
  attempts: number;
  parked_at: Date;
  replay_requested_at: Date | null;
}

/** The parked entries of a workspace, newest first. */
export async function listParked(db: WorkspaceDb, limit = 100): Promise<ParkedEvent[]> {
  const rows = await db.rows(sql<ParkedRow>`
    select id, source, consumer, kind, key, seq, error, attempts, parked_at, replay_requested_at from parked_event
    where workspace_id = ${db.workspaceId} order by id desc limit ${limit}`);
  return rows.map((row) => ({
    id: asId<'parked event'>(row.id),
    source: row.source,
    consumer: row.consumer,
    kind: row.kind,
    key: row.key,
    seq: row.seq,
    error: row.error,
    attempts: row.attempts,
    parkedAt: row.parked_at,
    replayRequested: row.replay_requested_at !== null,
  }));
}

/** Asks for another try, by whichever process runs that consumer. Answers whether the entry is parked. */
export async function requestReplay(db: WorkspaceDb, id: ParkedId): Promise<boolean> {
  const changed = await db.execute(sql`
    update parked_event set replay_requested_at = now() where workspace_id = ${db.workspaceId} and id = ${id}`);
  return changed === 1;
}

export interface ReplayRequest {
  readonly id: ParkedId;
  readonly consumer: string;
  readonly place: Place;
}

export async function listReplayRequests(
  db: Db,
  source: string,
  consumers: readonly string[],
): Promise<ReplayRequest[]> {
  const rows = await db.rows(sql<{
    workspace_id: WorkspaceId;
    id: string;
    consumer: string;
    partition: number;
    seq: string;
    reached_at: Date;
  }>`
    select workspace_id, id, consumer, partition, seq, reached_at from parked_event
    where replay_requested_at is not null and source = ${source} and consumer = any(${consumers}) limit 50`);
  return rows.map((row) => ({
    id: asId<'parked event'>(row.id),
    consumer: row.consumer,
    place: {
      workspaceId: row.workspace_id,
      partition: row.partition,
      seq: row.seq,
      reachedAt: row.reached_at,
    },
  }));
}

/** Takes the entry out for a replay that commits with it. Answers whether it was still there. */
export async function unpark(tx: WorkspaceTx, id: ParkedId): Promise<boolean> {
  const removed = await tx.execute(sql`
    delete from parked_event where workspace_id = ${tx.workspaceId} and id = ${id} and replay_requested_at is not null`);
  return removed === 1;
}

/** The replay failed: parked again, with what went wrong this time. */
export async function parkAgain(
  queries: Queries,
  workspaceId: WorkspaceId,
  id: ParkedId,
  error: string,
): Promise<void> {
  await queries.execute(sql`
    update parked_event set error = ${error.split('\n')[0]?.slice(0, 300) ?? ''}, attempts = attempts + 1,
      replay_requested_at = null
    where workspace_id = ${workspaceId} and id = ${id}`);
}
