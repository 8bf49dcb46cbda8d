import { type Queries, sql } from '../db/index.ts';
import { asId, type WorkspaceId } from '../ids.ts';

/** Partitions of one workspace's log. Fixed for ever: a key must stay where it is. */
export const PARTITIONS = 8;

/** What a consumer can follow: rows with a workspace, a partition and a gapless `seq` in commit order. */
export interface LogEntry {
  readonly workspaceId: WorkspaceId;
  readonly partition: number;
  readonly seq: string;
  readonly kind: string;
  readonly key: string;
  /** The database's time of the entry; never falls within a partition. */
  readonly recordedAt: Date;
}

export interface Place {
  readonly workspaceId: WorkspaceId;
  readonly partition: number;
  readonly seq: string;
  /** recordedAt of the entry at `seq`, if one was read. */
  readonly reachedAt: Date | null;
}

/** A log to follow. Cursors, leases, parking and waking are the same for all. */
export interface LogSource<E extends LogEntry> {
  /** Part of the cursor's key and of the wake-up topic: `event`, `delivery`. */
  readonly name: string;
  /** Table (workspace_id, partition, seq) of the highest seq of each partition. */
  readonly headTable: string;
  /** Entries after the place, in order of seq. */
  read(queries: Queries, after: Place, limit: number): Promise<E[]>;
  /** The same for several places of one workspace at once, in their order: at most `limit` entries of each. */
  readMany?(queries: Queries, places: readonly Place[], limit: number): Promise<E[][]>;
  /** One entry, for a replay. */
  find(queries: Queries, at: Place): Promise<E | undefined>;
}

interface EventRow {
  workspace_id: string;
  partition: number;
  seq: string;
  kind: string;
  key: string;
  body: unknown;
  at: Date;
  recorded_at: Date;
}

/** An event as consumers get it. `body` is what contract/events declares for `kind`. */
export interface StoredEvent extends LogEntry {
  readonly body: unknown;
  /** Business time. */
  readonly at: Date;
}

// Entries are told apart by day tables. The bound lets the planner skip the days before the cursor; a day of
// slack covers a machine clock that was set back.
const SLACK_MS = 86_400_000;
const LONG_AGO = new Date(0);

function readFrom({ reachedAt }: Place): Date {
  return reachedAt ? new Date(reachedAt.getTime() - SLACK_MS) : LONG_AGO;
}

export const eventSource: LogSource<StoredEvent> = {
  name: 'event',
  headTable: 'event_head',
  read: async (queries, after, limit) => {
    const from = readFrom(after);
    const rows = await queries.rows(sql<EventRow>`
      select workspace_id, partition, seq, kind, key, body, at, recorded_at from event
      where workspace_id = ${after.workspaceId} and partition = ${after.partition} and seq > ${after.seq}
        and recorded_at >= ${from}
      order by seq limit ${limit}`);
    return rows.map(toEvent);
  },
  readMany: async (queries, places, limit) => {
    const rows = await queries.rows(sql<EventRow & { nth: string }>`
      select p.nth, e.* from unnest(
        ${places.map((one) => one.workspaceId)}::text[],
        ${places.map((one) => one.partition)}::smallint[],
        ${places.map((one) => one.seq)}::bigint[],
        ${places.map(readFrom)}::timestamptz[]
      ) with ordinality as p (workspace_id, partition, seq, from_at, nth), lateral (
        select workspace_id, partition, seq, kind, key, body, at, recorded_at from event
        where workspace_id = p.workspace_id and partition = p.partition and seq > p.seq and recorded_at >= p.from_at
        order by seq limit ${limit}
      ) e order by p.nth, e.seq`);
    const found = places.map((): StoredEvent[] => []);
    for (const row of rows) found[Number(row.nth) - 1]?.push(toEvent(row));
    return found;
  },
  find: async (queries, at) => {
    const row = await queries.findRow(sql<EventRow>`
      select workspace_id, partition, seq, kind, key, body, at, recorded_at from event
      where workspace_id = ${at.workspaceId} and partition = ${at.partition} and seq = ${at.seq}`);
    return row && toEvent(row);
  },
};

function toEvent(row: EventRow): StoredEvent {
  return {
    workspaceId: asId<'workspace'>(row.workspace_id),
    partition: row.partition,
    seq: row.seq,
    kind: row.kind,
    key: row.key,
    body: row.body,
    at: row.at,
    recordedAt: row.recorded_at,
  };
}
