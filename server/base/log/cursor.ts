import { type Queries, sql } from '../db/index.ts';
import type { WorkspaceId } from '../ids.ts';

export const LEASE_SECONDS = 10;

export interface CursorKey {
  readonly workspaceId: WorkspaceId;
  readonly source: string;
  readonly consumer: string;
  readonly partition: number;
}

/** A held lease and the place that it covers. */
export interface Held {
  readonly key: CursorKey;
  readonly holder: string;
  readonly epoch: string;
  /** How far the consumer has come. */
  seq: string;
  /** As the database knows it: entries that the consumer does not want are passed without a word to it at first. */
  storedSeq: string;
  reachedAt: Date | null;
  /** By the machine's monotonic clock; well before the database thinks so. */
  freshUntilMs: number;
  /** The statement that stores what was passed, while it runs. */
  storing: Promise<unknown> | undefined;
  /** A batch is being committed, which stores the place itself. */
  committing: boolean;
}

/** Thrown inside a transaction whose lease was taken by somebody else: nothing of it may be committed. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Takes the lease when it is free, ours, or has run out. A change of holder raises the epoch. */
export async function acquire(db: Queries, key: CursorKey, holder: string): Promise<Held | undefined> {
  const row = await db.findRow(sql<{ seq: string; epoch: string; reached_at: Date | null }>`
    insert into log_cursor (workspace_id, source, consumer, partition, holder, epoch, expires_at)
    values (${key.workspaceId}, ${key.source}, ${key.consumer}, ${key.partition}, ${holder}, 1, ${leaseEnd()})
    on conflict (workspace_id, source, consumer, partition) do update set
      holder = excluded.holder, expires_at = excluded.expires_at,
      epoch = log_cursor.epoch + case when log_cursor.holder = excluded.holder then 0 else 1 end
    where log_cursor.holder is null or log_cursor.holder = excluded.holder or log_cursor.expires_at < now()
    returning seq, epoch, reached_at`);
  if (!row) return undefined;
  return {
    key,
    holder,
    epoch: row.epoch,
    seq: row.seq,
    storedSeq: row.seq,
    reachedAt: row.reached_at,
    freshUntilMs: freshUntil(),
    storing: undefined,
    committing: false,
  };
}

/** A place that moves on. */
export interface Move {
  readonly held: Held;
  readonly seq: string;
  /** recordedAt of the entry there. */
  readonly at: Date;
}

/** Moves cursors in the transaction of the effect. @throws LeaseLost when one of the leases is not ours any more. */
export async function advance(tx: Queries, moves: readonly Move[]): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { key, holder } = first.held;
  // All are of one workspace and one consumer.
  const moved = await tx.execute(sql`
    update log_cursor c set seq = t.seq, reached_at = t.reached_at, expires_at = ${leaseEnd()}
    from unnest(
      ${moves.map(({ held }) => held.key.partition)}::smallint[],
      ${moves.map(({ held }) => held.epoch)}::bigint[],
      ${moves.map(({ held }) => held.storedSeq)}::bigint[],
      ${moves.map(({ seq }) => seq)}::bigint[],
      ${moves.map(({ at }) => at)}::timestamptz[]
    ) as t (partition, epoch, stored, seq, reached_at)
    where c.workspace_id = ${key.workspaceId} and c.source = ${key.source} and c.consumer = ${key.consumer}
      and c.partition = t.partition and c.holder = ${holder} and c.epoch = t.epoch and c.seq = t.stored`);
  if (moved !== moves.length) {
    const partitions = moves.map(({ held }) => held.key.partition).join(', ');
    throw new LeaseLost(`${key.consumer} lost one of the partitions ${partitions} of ${key.workspaceId}`);
  }
}

/** Stores how far leases have come, all in one statement. Answers those that are still ours. */
export async function storePassed(db: Queries, holder: string, passed: readonly Held[]): Promise<Held[]> {
  const rows = await db.rows(sql<{ nth: number }>`
    update log_cursor c set seq = t.seq, reached_at = t.reached_at, expires_at = ${leaseEnd()}
    from unnest(
      ${passed.map((_, nth) => nth)}::int[],
      ${passed.map(({ key }) => key.workspaceId)}::text[],
      ${passed.map(({ key }) => key.source)}::text[],
      ${passed.map(({ key }) => key.consumer)}::text[],
      ${passed.map(({ key }) => key.partition)}::smallint[],
      ${passed.map(({ epoch }) => epoch)}::bigint[],
      ${passed.map(({ storedSeq }) => storedSeq)}::bigint[],
      ${passed.map(({ seq }) => seq)}::bigint[],
      ${passed.map(({ reachedAt }) => reachedAt)}::timestamptz[]
    ) as t (nth, workspace_id, source, consumer, partition, epoch, stored, seq, reached_at)
    where c.workspace_id = t.workspace_id and c.source = t.source and c.consumer = t.consumer
      and c.partition = t.partition and c.holder = ${holder} and c.epoch = t.epoch and c.seq = t.stored
    returning t.nth`);
  return rows.flatMap(({ nth }) => passed[nth] ?? []);
}

/** Gives all leases of this process back. */
export async function releaseAll(db: Queries, holder: string): Promise<void> {
  await db.execute(sql`update log_cursor set holder = null, expires_at = null where holder = ${holder}`);
}

export function freshUntil(): number {
  return performance.now() + (LEASE_SECONDS * 1_000) / 2;
}

// Leases run by the database's time: the only clock that all holders share.
function leaseEnd() {
  return sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`;
}
