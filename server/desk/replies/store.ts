import type { RawBuilder } from 'kysely';
import type { SharedScope } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface ReplyMessage {
  readonly language: string;
  readonly text: string;
}

export interface ReplyRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly scope: SharedScope;
  readonly ownerId: string | null;
  readonly teamId: string | null;
  readonly tags: readonly string[];
  readonly workStreamIds: readonly string[];
  readonly messages: readonly ReplyMessage[];
  readonly usedCount: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, slug, title, scope, owner_id as "ownerId", team_id as "teamId", tags,
  work_stream_ids as "workStreamIds", messages, used_count as "usedCount", created_at as "createdAt",
  updated_at as "updatedAt"`;

export async function insertReply(tx: WorkspaceTx, row: ReplyRow, words: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into quick_reply (workspace_id, id, slug, title, scope, owner_id, team_id, tags, work_stream_ids, messages,
      words, created_at, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.slug}, ${row.title}, ${row.scope}, ${row.ownerId}, ${row.teamId},
      ${[...row.tags]}::text[], ${[...row.workStreamIds]}::text[], ${JSON.stringify(row.messages)}::jsonb,
      array_to_tsvector(${[...words]}::text[]), ${row.createdAt}, ${row.updatedAt})`);
}

export async function updateReply(tx: WorkspaceTx, row: ReplyRow, words: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update quick_reply set slug = ${row.slug}, title = ${row.title}, scope = ${row.scope}, owner_id = ${row.ownerId},
      team_id = ${row.teamId}, tags = ${[...row.tags]}::text[], work_stream_ids = ${[...row.workStreamIds]}::text[],
      messages = ${JSON.stringify(row.messages)}::jsonb, words = array_to_tsvector(${[...words]}::text[]),
      updated_at = ${row.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export async function deleteReply(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from quick_reply where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** One that the caller may see. */
export function findReply(
  db: WorkspaceDb,
  id: string,
  visible: RawBuilder<unknown>,
): Promise<ReplyRow | undefined> {
  return db.findRow(sql<ReplyRow>`
    select ${columns} from quick_reply where workspace_id = ${db.workspaceId} and id = ${id} and ${visible}`);
}

export interface ReplyQuery {
  readonly visible: RawBuilder<unknown>;
  /** A tsquery. */
  readonly words?: string;
  /** All of them. */
  readonly tags?: readonly string[];
  readonly scope?: SharedScope;
  readonly limit: number;
}

function matching(db: WorkspaceDb, query: ReplyQuery): RawBuilder<unknown> {
  const { visible, words, tags, scope } = query;
  return sql`workspace_id = ${db.workspaceId} and ${visible}
    ${words === undefined ? sql`` : sql`and words @@ ${words}::tsquery`}
    ${tags === undefined || tags.length === 0 ? sql`` : sql`and tags @> ${[...tags]}::text[]`}
    ${scope === undefined ? sql`` : sql`and scope = ${scope}`}`;
}

/** By title, behind a place. */
export function listReplies(
  db: WorkspaceDb,
  query: ReplyQuery & { readonly after?: { readonly name: string; readonly id: string } },
): Promise<ReplyRow[]> {
  const { after } = query;
  return db.rows(sql<ReplyRow>`
    select ${columns} from quick_reply where ${matching(db, query)}
      ${after === undefined ? sql`` : sql`and (lower(title) collate "C", id) > (${after.name}, ${after.id})`}
    order by lower(title) collate "C", id limit ${query.limit}`);
}

/** For a work stream: first what is called so, then what begins so, then most used. */
export function listFitting(
  db: WorkspaceDb,
  query: ReplyQuery & { readonly workStreamId: string | null; readonly slug: string },
): Promise<ReplyRow[]> {
  const { workStreamId, slug } = query;
  const begins = `${slug.replace(/[\\%_]/g, '\\$&')}%`;
  return db.rows(sql<ReplyRow>`
    select ${columns} from quick_reply where ${matching(db, query)}
      and (work_stream_ids = '{}' or work_stream_ids @> ${[workStreamId ?? '']}::text[])
    order by (slug = ${slug}) desc, (${slug} <> '' and slug like ${begins}) desc, used_count desc,
      lower(title) collate "C", id
    limit ${query.limit}`);
}

/** Tags of visible ones, most used first. */
export async function listReplyTags(db: WorkspaceDb, visible: RawBuilder<unknown>): Promise<string[]> {
  const rows = await db.rows(sql<{ tag: string }>`
    select tag from quick_reply, unnest(tags) as t(tag) where workspace_id = ${db.workspaceId} and ${visible}
    group by tag order by count(*) desc, tag limit 100`);
  return rows.map((row) => row.tag);
}

export async function countUse(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`
    update quick_reply set used_count = used_count + 1 where workspace_id = ${db.workspaceId} and id = ${id}`);
}
