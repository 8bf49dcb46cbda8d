import type { BulkOrder, BulkRow } from '../../../contract/api/index.ts';
import { type Queries, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface StoredBulk {
  readonly id: string;
  readonly kind: BulkOrder['kind'];
  readonly queueId: string | null;
  readonly text: string | null;
  readonly byMemberId: string;
  readonly total: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly done: number;
  readonly failed: number;
}

const columns = sql`b.id, b.kind, b.queue_id as "queueId", b.text, b.by_member_id as "byMemberId", b.total,
  b.created_at as "createdAt", b.ended_at as "endedAt",
  (select count(*)::int from bulk_row r where r.workspace_id = b.workspace_id and r.bulk_id = b.id and r.state = 'done') as done,
  (select count(*)::int from bulk_row r where r.workspace_id = b.workspace_id and r.bulk_id = b.id and r.state = 'failed') as failed`;

export async function insertBulk(
  tx: WorkspaceTx,
  bulk: Omit<StoredBulk, 'done' | 'failed' | 'endedAt'>,
  conversationIds: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    insert into bulk_action (workspace_id, id, kind, queue_id, text, by_member_id, total, created_at)
    values (${tx.workspaceId}, ${bulk.id}, ${bulk.kind}, ${bulk.queueId}, ${bulk.text}, ${bulk.byMemberId},
      ${bulk.total}, ${bulk.createdAt})`);
  await tx.execute(sql`
    insert into bulk_row (workspace_id, bulk_id, n, conversation_id)
    select ${tx.workspaceId}, ${bulk.id}, t.n, t.id
    from unnest(${[...conversationIds]}::text[]) with ordinality as t(id, n)`);
}

export function findBulk(db: WorkspaceDb, id: string): Promise<StoredBulk | undefined> {
  return db.findRow(sql<StoredBulk>`
    select ${columns} from bulk_action b where b.workspace_id = ${db.workspaceId} and b.id = ${id}`);
}

export function listBulks(
  db: WorkspaceDb,
  after: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<StoredBulk[]> {
  return db.rows(sql<StoredBulk>`
    select ${columns} from bulk_action b
    where b.workspace_id = ${db.workspaceId}
      ${after ? sql`and (b.created_at, b.id) < (${after.at}, ${after.id})` : sql``}
    order by b.created_at desc, b.id desc limit ${limit}`);
}

/** At most 1,000, as an action has. */
export function listBulkRows(db: WorkspaceDb, bulkId: string): Promise<BulkRow[]> {
  return db.rows(sql<BulkRow>`
    select conversation_id as "conversationId", state, message from bulk_row
    where workspace_id = ${db.workspaceId} and bulk_id = ${bulkId} order by n limit 1000`);
}

/** Actions of all workspaces that are not through. */
export function listUnfinished(db: Queries): Promise<{ workspaceId: string; id: string }[]> {
  return db.rows(sql<{ workspaceId: string; id: string }>`
    select workspace_id as "workspaceId", id from bulk_action where ended_at is null order by created_at limit 20`);
}

/** The next row that is not done; nobody else gets it while the transaction runs. */
export function claimRow(
  tx: WorkspaceTx,
  bulkId: string,
): Promise<{ n: number; conversationId: string } | undefined> {
  return tx.findRow(sql<{ n: number; conversationId: string }>`
    select n, conversation_id as "conversationId" from bulk_row
    where workspace_id = ${tx.workspaceId} and bulk_id = ${bulkId} and state = 'waiting'
    order by n limit 1 for update skip locked`);
}

export async function endRow(
  db: WorkspaceDb,
  bulkId: string,
  n: number,
  outcome: { readonly state: 'done' | 'failed'; readonly message: string | null },
): Promise<void> {
  await db.execute(sql`
    update bulk_row set state = ${outcome.state}, message = ${outcome.message}
    where workspace_id = ${db.workspaceId} and bulk_id = ${bulkId} and n = ${n} and state = 'waiting'`);
}

export async function endBulk(db: WorkspaceDb, bulkId: string, now: Date): Promise<void> {
  await db.execute(sql`
    update bulk_action set ended_at = ${now}
    where workspace_id = ${db.workspaceId} and id = ${bulkId} and ended_at is null and not exists (
      select 1 from bulk_row where workspace_id = ${db.workspaceId} and bulk_id = ${bulkId} and state = 'waiting')`);
}
