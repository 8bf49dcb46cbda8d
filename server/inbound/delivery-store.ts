import { CompiledQuery } from 'kysely';
import {
  type Db,
  type LogEntry,
  type LogSource,
  newId,
  partitionOf,
  sql,
  type WorkspaceId,
  type WorkspaceTx,
} from '../base/index.ts';

export type Transport = 'activity_webhook' | 'account_activity' | 'activity_stream' | 'polling' | 'gap_fill';

/** One body as it came in, to be kept. */
export interface NewDelivery {
  readonly workspaceId: WorkspaceId;
  readonly appId: string;
  readonly transport: Transport | 'webhook';
  readonly body: Buffer;
  /** Whom we asked for, where the body does not say. */
  readonly forXUserId?: string;
  /** Fetched long after it happened. */
  readonly late?: boolean;
}

export interface Delivery extends LogEntry {
  readonly id: string;
  readonly appId: string;
  readonly transport: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
  readonly forXUserId: string | null;
  readonly late: boolean;
}

interface DeliveryRow {
  workspace_id: string;
  partition: number;
  seq: string;
  id: string;
  app_id: string;
  transport: string;
  received_at: Date;
  body: Buffer;
  for_x_user_id: string | null;
  late: boolean;
}

export const DELIVERIES = 'delivery';
const columns = sql`workspace_id, partition, seq, id, app_id, transport, received_at, body, for_x_user_id, late`;

function toDelivery(row: DeliveryRow): Delivery {
  return {
    // The column holds nothing but ids made by newId.
    workspaceId: row.workspace_id as WorkspaceId,
    partition: row.partition,
    seq: row.seq,
    kind: row.transport,
    key: row.id,
    recordedAt: row.received_at,
    id: row.id,
    appId: row.app_id,
    transport: row.transport,
    receivedAt: row.received_at,
    body: row.body,
    forXUserId: row.for_x_user_id,
    late: row.late,
  };
}

/** The deliveries as a log to follow. */
export const deliverySource: LogSource<Delivery> = {
  name: DELIVERIES,
  headTable: 'delivery_head',
  read: async (queries, after, limit) => {
    // A batch is bounded in bytes as well: bodies may be as large as 2 MB.
    const rows = await queries.rows(sql<DeliveryRow>`
      select ${columns} from (
        select ${columns}, sum(octet_length(body)) over (order by seq) - octet_length(body) as bytes_before from (
          select ${columns} from delivery
          where workspace_id = ${after.workspaceId} and partition = ${after.partition} and seq > ${after.seq}
          order by seq limit ${limit}) d
      ) d where bytes_before < 4000000 order by seq`);
    return rows.map(toDelivery);
  },
  readMany: async (queries, places, limit) => {
    const rows = await queries.rows(sql<DeliveryRow & { nth: string }>`
      select p.nth, d.* from unnest(
        ${places.map((one) => one.workspaceId)}::text[],
        ${places.map((one) => one.partition)}::int[],
        ${places.map((one) => one.seq)}::bigint[]
      ) with ordinality as p (at_workspace_id, at_partition, at_seq, nth), lateral (
        select ${columns} from (
          select ${columns}, sum(octet_length(body)) over (order by seq) - octet_length(body) as bytes_before from (
            select ${columns} from delivery
            where workspace_id = at_workspace_id and partition = at_partition and seq > at_seq
            order by seq limit ${limit}) d
        ) d where bytes_before < 4000000
      ) d order by p.nth, d.seq`);
    const found = places.map((): Delivery[] => []);
    for (const row of rows) found[Number(row.nth) - 1]?.push(toDelivery(row));
    return found;
  },
  find: async (queries, at) => {
    const row = await queries.findRow(sql<DeliveryRow>`
      select ${columns} from delivery
      where workspace_id = ${at.workspaceId} and partition = ${at.partition} and seq = ${at.seq}`);
    return row && toDelivery(row);
  },
};

export type PlacedDelivery = NewDelivery & { readonly partition: number };

/**
 * Writes deliveries in one statement, hence one commit: each partition's numbers are taken and used at once, so the log
 * has no gaps and its order is the commit order. Prepared once per connection: planning it would be most of its work.
 */
export async function insertDeliveries(
  db: Db,
  deliveries: readonly PlacedDelivery[],
  receivedAt: Date,
): Promise<void> {
  await db.pool.query({ name: 'insert_deliveries', text: INSERT, values: valuesOf(deliveries, receivedAt) });
}

/** The same within a transaction; the heads stay locked until it ends. */
export async function insertDeliveriesIn(
  tx: WorkspaceTx,
  deliveries: readonly PlacedDelivery[],
  receivedAt: Date,
): Promise<void> {
  await tx.kysely.executeQuery(CompiledQuery.raw(INSERT, valuesOf(deliveries, receivedAt)));
}

const INSERT = `
  with head as (
    insert into delivery_head (workspace_id, partition, seq)
    select * from unnest($1::text[], $2::int[], $3::bigint[]) as h (workspace_id, partition, count)
    order by 1, 2
    on conflict (workspace_id, partition) do update set seq = delivery_head.seq + excluded.seq
    returning workspace_id, partition, seq
  )
  insert into delivery (workspace_id, partition, seq, id, app_id, transport, received_at, body, for_x_user_id, late)
  select d.workspace_id, d.partition, head.seq - d.back, d.id, d.app_id, d.transport, $4, d.body, d.for_x_user_id, d.late
  from unnest($5::text[], $6::int[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::bytea[], $12::bigint[],
    $13::boolean[]) as d (workspace_id, partition, back, id, app_id, transport, body, for_x_user_id, late)
  join head using (workspace_id, partition)`;

function valuesOf(deliveries: readonly PlacedDelivery[], receivedAt: Date): unknown[] {
  const heads = new Map<string, { workspaceId: WorkspaceId; partition: number; count: number }>();
  const places = deliveries.map(({ workspaceId, partition }) => {
    const place = `${workspaceId}:${partition}`;
    const head = heads.get(place) ?? { workspaceId, partition, count: 0 };
    const nth = head.count;
    head.count += 1;
    heads.set(place, head);
    return { head, nth };
  });
  const counts = [...heads.values()];
  return [
    counts.map((head) => head.workspaceId),
    counts.map((head) => head.partition),
    counts.map((head) => head.count),
    receivedAt,
    deliveries.map((one) => one.workspaceId),
    deliveries.map((one) => one.partition),
    places.map(({ head, nth }) => head.count - 1 - nth),
    deliveries.map(() => newId()),
    deliveries.map((one) => one.appId),
    deliveries.map((one) => one.transport),
    deliveries.map((one) => one.body),
    deliveries.map((one) => one.forXUserId ?? null),
    deliveries.map((one) => one.late ?? false),
  ];
}

const SENDER = /"sender_id"\s*:\s*"?(\d{1,19})/;
const RECIPIENT = /"recipient_id"\s*:\s*"?(\d{1,19})/;
const SEARCHED_BYTES = 65_536;

/**
 * The partition of a body: both users of its first message, so that a thread stays in order; else its app. Looked up in
 * the text, not parsed: what the projector finds later decides, this only keeps neighbours together.
 */
export function partitionOfBody(appId: string, body: Buffer): number {
  const head = body.toString('latin1', 0, Math.min(body.length, SEARCHED_BYTES));
  const sender = SENDER.exec(head)?.[1];
  const recipient = RECIPIENT.exec(head)?.[1];
  if (sender === undefined || recipient === undefined) return partitionOf(appId);
  return partitionOf(sender < recipient ? `${sender}-${recipient}` : `${recipient}-${sender}`);
}

/** Deletes some deliveries that came in before a time and are not parked; answers how many. */
export function deleteOldDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  return db.execute(sql`
    delete from delivery where (workspace_id, partition, seq) in (
      select d.workspace_id, d.partition, d.seq from delivery d
      where d.received_at < ${before} and not exists (
        select 1 from parked_event p where p.workspace_id = d.workspace_id and p.source = ${DELIVERIES}
          and p.partition = d.partition and p.seq = d.seq)
      order by d.received_at limit ${limit})`);
}

/** Deletes some marks of events taken in before a time; answers how many. */
export function deleteOldSeen(db: Db, before: Date, limit: number): Promise<number> {
  return db.execute(sql`
    delete from seen_event where (workspace_id, account_id, kind, x_key) in (
      select workspace_id, account_id, kind, x_key from seen_event where at < ${before} order by at limit ${limit})`);
}

/** Deletes bodies, and the notes about those that could not be taken in. */
export async function deleteDeliveries(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    delete from parked_event p using delivery d
    where d.workspace_id = ${tx.workspaceId} and d.id = any(${[...ids]}::text[])
      and p.workspace_id = d.workspace_id and p.source = 'delivery' and p.partition = d.partition and p.seq = d.seq`);
  await tx.execute(sql`
    delete from delivery where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[])`);
}
