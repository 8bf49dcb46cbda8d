import type { RawBuilder } from 'kysely';
import type { TranscriptFilter } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

/** What somebody may let out. */
export interface Rights {
  /** The member; null for a program. */
  readonly memberId: string | null;
  /** Not only where one took part. */
  readonly seesAll: boolean;
  /** Also of work streams that keep transcripts in. */
  readonly pastRestriction: boolean;
}

export interface Chosen {
  readonly id: string;
  readonly handle: string;
  readonly customerId: string;
  readonly name: string | null;
  readonly username: string | null;
}

interface Row {
  id: string;
  handle: string;
  customer_id: string;
  name: string | null;
  username: string | null;
}

const toChosen = (row: Row): Chosen => ({
  id: row.id,
  handle: row.handle,
  customerId: row.customer_id,
  name: row.name,
  username: row.username,
});

/** The next conversations that fit the filter and may be let out, by id. */
export async function listChosen(
  db: WorkspaceDb,
  filter: TranscriptFilter,
  rights: Rights,
  page: { readonly after: string; readonly limit: number },
): Promise<Chosen[]> {
  const rows = await db.rows(sql<Row>`
    select c.id, h.name as handle, cu.id as customer_id, cu.name, cu.username
    from conversation c
    join customer cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    join handle h on h.workspace_id = ${db.workspaceId} and h.id = c.handle_id
    where c.workspace_id = ${db.workspaceId} and c.id > ${page.after} and ${fits(db, filter, rights)}
    order by c.id limit ${page.limit}`);
  return rows.map(toChosen);
}

/** How many there are, counted to a limit. */
export async function countChosen(
  db: WorkspaceDb,
  filter: TranscriptFilter,
  rights: Rights,
  most: number,
): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from conversation c
      where c.workspace_id = ${db.workspaceId} and ${fits(db, filter, rights)} limit ${most}) found`);
  return count;
}

/** True when the conversation's work stream keeps transcripts in. */
export async function isRestricted(db: WorkspaceDb, conversationId: string): Promise<boolean> {
  const { restricted } = await db.row(sql<{ restricted: boolean }>`
    select ${restrictedOf(db, sql`${conversationId}`)} as restricted`);
  return restricted;
}

/** True when the member took part in the conversation. */
export async function tookPart(db: WorkspaceDb, conversationId: string, memberId: string): Promise<boolean> {
  const { part } = await db.row(sql<{ part: boolean }>`
    select ${partOf(db, sql`${conversationId}`, memberId)} as part`);
  return part;
}

const restrictedOf = (db: WorkspaceDb, id: RawBuilder<unknown>) => sql`coalesce((
  select (s.settings->>'restrictTranscripts')::boolean from work_item w
  join work_stream s on s.workspace_id = w.workspace_id and s.id = w.work_stream_id
  where w.workspace_id = ${db.workspaceId} and w.conversation_id = ${id} order by w.opened_at desc limit 1), false)`;

const partOf = (db: WorkspaceDb, id: RawBuilder<unknown>, memberId: string | null) => sql`exists (
  select 1 from work_item w join session s on s.workspace_id = w.workspace_id and s.work_item_id = w.id
  where w.workspace_id = ${db.workspaceId} and w.conversation_id = ${id} and s.agent_id = ${memberId})`;

function fits(db: WorkspaceDb, filter: TranscriptFilter, rights: Rights): RawBuilder<unknown> {
  const { conversationIds, from, until, handleId, queueId, agentId, tag } = filter;
  const item = [
    from === undefined ? undefined : sql`w.opened_at >= ${new Date(from)}`,
    until === undefined ? undefined : sql`w.opened_at < ${new Date(until)}`,
    queueId === undefined ? undefined : sql`w.queue_id = ${queueId}`,
    tag === undefined ? undefined : sql`w.tags @> array[${tag}]::text[]`,
    agentId === undefined
      ? undefined
      : sql`exists (select 1 from session s where s.workspace_id = w.workspace_id and s.work_item_id = w.id
          and s.agent_id = ${agentId})`,
  ].filter((condition) => condition !== undefined);
  const conditions = [
    conversationIds === undefined ? undefined : sql`c.id = any(${[...conversationIds]}::text[])`,
    handleId === undefined ? undefined : sql`c.handle_id = ${handleId}`,
    item.length === 0
      ? undefined
      : sql`exists (select 1 from work_item w
          where w.workspace_id = ${db.workspaceId} and w.conversation_id = c.id and ${sql.join(item, sql` and `)})`,
    rights.seesAll ? undefined : partOf(db, sql`c.id`, rights.memberId),
    rights.pastRestriction ? undefined : sql`not ${restrictedOf(db, sql`c.id`)}`,
  ].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
