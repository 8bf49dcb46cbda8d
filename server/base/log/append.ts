import { crc32 } from 'node:zlib';
import type { AppEvent } from '../../../contract/events/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock/index.ts';
import { type Queries, sql, type Tx, type WorkspaceTx } from '../db/index.ts';
import type { WorkspaceId } from '../ids.ts';
import { PARTITIONS } from './source.ts';

/** The partition of a key. All entries of one key are in one partition, hence in order. */
export function partitionOf(key: string): number {
  return crc32(key) % PARTITIONS;
}

export function wakeTopic(source: string): string {
  return `log:${source}`;
}

export function wakePayload(workspaceId: WorkspaceId, partition: number): string {
  return `${workspaceId}:${partition}`;
}

interface Pending {
  readonly workspaceId: WorkspaceId;
  readonly event: AppEvent;
  readonly at: Date;
}

/**
 * Collects the events of a transaction and writes them as its last statement: from the head row's lock to the commit
 * nothing else happens, so `seq` has no gaps and its order is the commit order.
 */
export function createAppender(options: { readonly clock: Clock; readonly bus: Bus }) {
  const pendingOf = new WeakMap<Tx, Pending[]>();
  return (tx: WorkspaceTx, events: readonly AppEvent[]): void => {
    if (events.length === 0) return;
    const whole = tx.whole;
    const pending =
      pendingOf.get(whole) ?? startCollecting(whole, options.bus, () => pendingOf.delete(whole));
    pendingOf.set(whole, pending);
    const at = options.clock.now();
    for (const event of events) pending.push({ workspaceId: tx.workspaceId, event, at });
  };
}

function startCollecting(tx: Tx, bus: Bus, onWrite: () => void): Pending[] {
  const pending: Pending[] = [];
  const places = new Set<string>();
  // Hooks run in the order of their registration; a second round of hooks puts ours behind all others.
  tx.beforeCommit(() =>
    tx.beforeCommit(async () => {
      // What a later hook appends is collected and written anew.
      onWrite();
      for (const place of await write(tx, pending)) places.add(place);
    }),
  );
  tx.afterCommit(() => {
    for (const place of places) bus.publish(wakeTopic('event'), place);
  });
  return pending;
}

async function write(tx: Tx, pending: readonly Pending[]): Promise<Set<string>> {
  const counts = new Map<string, { workspaceId: WorkspaceId; partition: number; count: number }>();
  const rows = pending.map(({ workspaceId, event, at }) => {
    const partition = partitionOf(event.key);
    const place = wakePayload(workspaceId, partition);
    const counted = counts.get(place) ?? { workspaceId, partition, count: 0 };
    counts.set(place, { ...counted, count: counted.count + 1 });
    return { workspaceId, partition, place, nth: counted.count, event, at };
  });
  const heads = [...counts.values()];
  await tx.execute(sql`
    with head as (
      insert into event_head (workspace_id, partition, seq)
      select * from unnest(
        ${heads.map((head) => head.workspaceId)}::text[],
        ${heads.map((head) => head.partition)}::smallint[],
        ${heads.map((head) => head.count)}::bigint[]) as h (workspace_id, partition, count)
      order by 1, 2
      on conflict (workspace_id, partition) do update set seq = event_head.seq + excluded.seq
      returning workspace_id, partition, seq
    )
    insert into event (workspace_id, partition, seq, kind, key, body, at, recorded_at)
    select e.workspace_id, e.partition, head.seq - e.back, e.kind, e.key, e.body, e.at, clock_timestamp()
    from unnest(
      ${rows.map((row) => row.workspaceId)}::text[],
      ${rows.map((row) => row.partition)}::smallint[],
      ${rows.map((row) => (counts.get(row.place)?.count ?? 0) - 1 - row.nth)}::bigint[],
      ${rows.map((row) => row.event.kind)}::text[],
      ${rows.map((row) => row.event.key)}::text[],
      ${rows.map((row) => JSON.stringify(row.event.body))}::jsonb[],
      ${rows.map((row) => row.at)}::timestamptz[]
    ) as e (workspace_id, partition, back, kind, key, body, at)
    join head using (workspace_id, partition)`);
  return new Set(counts.keys());
}

export interface Reservation {
  readonly workspaceId: WorkspaceId;
  readonly partition: number;
  readonly count: number;
}

/**
 * Takes the next `count` numbers of each partition of another log (`delivery_head`). The head rows stay locked until
 * the commit, so insert the rows at once and commit. Answers the first number by `workspaceId:partition`.
 */
export async function reserveSeqs(
  queries: Queries,
  headTable: string,
  wanted: readonly Reservation[],
): Promise<Map<string, bigint>> {
  const rows = await queries.rows(sql<{ workspace_id: WorkspaceId; partition: number; seq: string }>`
    insert into ${sql.table(headTable)} as head (workspace_id, partition, seq)
    select * from unnest(
      ${wanted.map((one) => one.workspaceId)}::text[],
      ${wanted.map((one) => one.partition)}::smallint[],
      ${wanted.map((one) => one.count)}::bigint[]) as h (workspace_id, partition, count)
    order by 1, 2
    on conflict (workspace_id, partition) do update set seq = head.seq + excluded.seq
    returning workspace_id, partition, seq`);
  const countOf = new Map(wanted.map((one) => [wakePayload(one.workspaceId, one.partition), one.count]));
  return new Map(
    rows.map((row) => {
      const place = wakePayload(row.workspace_id, row.partition);
      return [place, BigInt(row.seq) - BigInt(countOf.get(place) ?? 0) + 1n];
    }),
  );
}
