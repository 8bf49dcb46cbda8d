import type { ParkedDelivery } from '../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../base/index.ts';
import { DELIVERIES } from './delivery-store.ts';

export interface Parked extends Omit<ParkedDelivery, 'receivedAt'> {
  readonly receivedAt: Date;
  /** The parked entry; `id` is that of the delivery. */
  readonly parkedId: string;
}

interface ParkedRow {
  id: string;
  parked_id: string;
  received_at: Date;
  transport: string;
  error: string;
  attempts: number;
  byte_size: number;
}

/** Deliveries that failed and wait for another try, newest first, older than `before` (a delivery's id). */
export async function listParkedDeliveries(
  db: WorkspaceDb,
  before: string | undefined,
  limit: number,
): Promise<Parked[]> {
  const bound = before === undefined ? sql`` : sql`and d.id < ${before}`;
  return read(db, sql`${bound} order by d.id desc limit ${limit}`);
}

/** One parked delivery, or nothing. */
export async function findParkedDelivery(db: WorkspaceDb, deliveryId: string): Promise<Parked | undefined> {
  return (await read(db, sql`and d.id = ${deliveryId}`))[0];
}

async function read(db: WorkspaceDb, rest: ReturnType<typeof sql>): Promise<Parked[]> {
  const rows = await db.rows(sql<ParkedRow>`
    select d.id, p.id as parked_id, d.received_at, d.transport, p.error, p.attempts, octet_length(d.body) as byte_size
    from parked_event p
    join delivery d on d.workspace_id = p.workspace_id and d.partition = p.partition and d.seq = p.seq
    where p.workspace_id = ${db.workspaceId} and p.source = ${DELIVERIES} ${rest}`);
  return rows.map((row) => ({
    id: row.id,
    parkedId: row.parked_id,
    receivedAt: row.received_at,
    transport: row.transport,
    reason: row.error,
    tries: row.attempts,
    byteSize: row.byte_size,
  }));
}
