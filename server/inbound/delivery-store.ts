import { type Db, type LogEntry, type LogSource, newId, partitionOf, type Queries, sql, type WorkspaceId } from '../base/index.ts';

export type Transport =
  | 'activity_webhook'
  | 'account_activity'
  | 'activity_stream'
  | 'polling'
  | 'gap_fill';

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
  find: async (queries, at) => {
    const row = await queries.findRow(sql<DeliveryRow>`
      select ${columns} from delivery
      where workspace_id = ${at.workspaceId} and partition = ${at.partition} and seq = ${at.seq}`);
    return row && toDelivery(row);
  },
};

/**
 * Writes deliveries in one statement, hence one commit: each partition's numbers are taken and used at once, so the log
 * has no gaps and its order is the commit order. Answers the places written, to wake the projector.
 */
export async function insertDeliveries(
  queries: Queries,
  deliveries: readonly (NewDelivery & { readonly partition: number })[],
  receivedAt: Date,
): Promise<void> {
  const heads = new Map<string, { workspaceId: WorkspaceId; partition: number; count: number }>();
  const rows = deliveries.map((delivery) => {
    const place = `${delivery.workspaceId}:${delivery.partition}`;
    const head = heads.get(place) ?? { workspaceId: delivery.workspaceId, partition: delivery.partition, count: 0 };
    heads.set(place, { ...head, count: head.count + 1 });
    return { delivery, place, nth: head.count };
  });
  const counts = [...heads.values()];
  await queries.execute(sql`
    with head as (
      insert into delivery_head (workspace_id, partition, seq)
      select * from unnest(
        ${counts.map((head) => head.workspaceId)}::text[],
        ${counts.map((head) => head.partition)}::int[],
        ${counts.map((head) => head.count)}::bigint[]) as h (workspace_id, partition, count)
      order by 1, 2
      on conflict (workspace_id, partition) do update set seq = delivery_head.seq + excluded.seq
      returning workspace_id, partition, seq
    )
    insert into delivery (workspace_id, partition, seq, id, app_id, transport, received_at, body, for_x_user_id, late)
    select d.workspace_id, d.partition, head.seq - d.back, d.id, d.app_id, d.transport, ${receivedAt}, d.body,
      d.for_x_user_id, d.late
    from unnest(
      ${rows.map((row) => row.delivery.workspaceId)}::text[],
      ${rows.map((row) => row.delivery.partition)}::int[],
      ${rows.map((row) => (heads.get(row.place)?.count ?? 0) - 1 - row.nth)}::bigint[],
      ${rows.map(() => newId())}::text[],
      ${rows.map((row) => row.delivery.appId)}::text[],
      ${rows.map((row) => row.delivery.transport)}::text[],
      ${rows.map((row) => row.delivery.body)}::bytea[],
      ${rows.map((row) => row.delivery.forXUserId ?? null)}::bigint[],
      ${rows.map((row) => row.delivery.late ?? false)}::boolean[]
    ) as d (workspace_id, partition, back, id, app_id, transport, body, for_x_user_id, late)
    join head using (workspace_id, partition)`);
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

