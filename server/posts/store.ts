import { searchQuery, searchWords, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export type PostState = 'open' | 'answered' | 'dismissed';

/** A post of somebody else that names one of our accounts. X's ids are decimal strings. */
export interface PostRecord {
  readonly id: string;
  readonly handleId: string;
  readonly accountId: string;
  readonly xPostId: string;
  readonly inReplyToXPostId: string | null;
  readonly authorXUserId: string;
  readonly authorUsername: string | null;
  readonly authorName: string | null;
  readonly authorAvatarUrl: string | null;
  readonly text: string;
  readonly at: Date;
  readonly state: PostState;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
}

interface PostRow {
  id: string;
  handle_id: string;
  account_id: string;
  x_post_id: string;
  in_reply_to_x_post_id: string | null;
  author_x_user_id: string;
  author_username: string | null;
  author_name: string | null;
  author_avatar_url: string | null;
  text: string;
  at: Date;
  state: PostState;
  closed_by: string | null;
  closed_at: Date | null;
}

const columns = sql`id, handle_id, account_id, x_post_id, in_reply_to_x_post_id, author_x_user_id, author_username,
  author_name, author_avatar_url, text, at, state, closed_by, closed_at`;

/** Writes a post that X told; false when it is known. */
export async function insertPost(tx: WorkspaceTx, post: PostRecord, now: Date): Promise<boolean> {
  const words = searchWords([post.text, post.authorName, post.authorUsername].join(' '));
  const inserted = await tx.execute(sql`
    insert into public_post (workspace_id, id, handle_id, account_id, x_post_id, in_reply_to_x_post_id,
      author_x_user_id, author_username, author_name, author_avatar_url, text, words, at, state, created_at)
    values (${tx.workspaceId}, ${post.id}, ${post.handleId}, ${post.accountId}, ${post.xPostId}::bigint,
      ${post.inReplyToXPostId}::bigint, ${post.authorXUserId}::bigint, ${post.authorUsername}, ${post.authorName},
      ${post.authorAvatarUrl}, ${post.text}, array_to_tsvector(${words}::text[]), ${post.at}, ${post.state}, ${now})
    on conflict (workspace_id, account_id, x_post_id) do nothing`);
  return inserted > 0;
}

export interface PostFilter {
  readonly state?: PostState | undefined;
  readonly handleId?: string | undefined;
  readonly q?: string | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listPosts(db: WorkspaceDb, filter: PostFilter): Promise<PostRecord[]> {
  const { state, handleId, after } = filter;
  const query = filter.q === undefined ? undefined : searchQuery(filter.q);
  if (filter.q?.trim() && query === undefined) return [];
  const rows = await db.rows(sql<PostRow>`
    select ${columns} from public_post
    where workspace_id = ${db.workspaceId}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${handleId === undefined ? sql`` : sql`and handle_id = ${handleId}`}
      ${query === undefined ? sql`` : sql`and words @@ ${query}::tsquery`}
      ${after === undefined ? sql`` : sql`and (at, id) < (${after.at}, ${after.id})`}
    order by at desc, id desc limit ${filter.limit}`);
  return rows.map(toRecord);
}

/** Counted to 100. */
export async function countOpen(db: WorkspaceDb): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from public_post where workspace_id = ${db.workspaceId} and state = 'open' limit 100) found`);
  return count;
}

export async function findPost(db: WorkspaceDb, id: string): Promise<PostRecord | undefined> {
  const row = await db.findRow(sql<PostRow>`
    select ${columns} from public_post where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

/** Locks it until the transaction ends: what is done about a post is done by one after the other. */
export async function lockPost(tx: WorkspaceTx, id: string): Promise<PostRecord | undefined> {
  const row = await tx.findRow(sql<PostRow>`
    select ${columns} from public_post where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toRecord(row);
}

/** The post of this id at X, as one account was told of it. */
export async function lockPostAtX(
  tx: WorkspaceTx,
  accountId: string,
  xPostId: string,
): Promise<PostRecord | undefined> {
  const row = await tx.findRow(sql<PostRow>`
    select ${columns} from public_post
    where workspace_id = ${tx.workspaceId} and account_id = ${accountId} and x_post_id = ${xPostId}::bigint for update`);
  return row && toRecord(row);
}

export async function setState(
  tx: WorkspaceTx,
  id: string,
  state: PostState,
  by: { readonly memberId: string | null; readonly at: Date } | null,
): Promise<void> {
  await tx.execute(sql`
    update public_post set state = ${state}, closed_by = ${by?.memberId ?? null}, closed_at = ${by?.at ?? null}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** The one-to-one conversations of these X users with these accounts, by `account/user`. */
export async function listThreadsOf(
  db: WorkspaceDb,
  posts: readonly PostRecord[],
): Promise<ReadonlyMap<string, string>> {
  if (posts.length === 0) return new Map();
  const rows = await db.rows(sql<{ key: string; id: string }>`
    select c.account_id || '/' || u.x_user_id as key, c.id from customer u
    join conversation c on c.workspace_id = u.workspace_id and c.customer_id = u.id and c.kind <> 'group'
    where u.workspace_id = ${db.workspaceId}
      and u.x_user_id = any(${[...new Set(posts.map((post) => post.authorXUserId))]}::bigint[])
      and c.account_id = any(${[...new Set(posts.map((post) => post.accountId))]}::text[])`);
  return new Map(rows.map((row) => [row.key, row.id]));
}

function toRecord(row: PostRow): PostRecord {
  return {
    id: row.id,
    handleId: row.handle_id,
    accountId: row.account_id,
    xPostId: row.x_post_id,
    inReplyToXPostId: row.in_reply_to_x_post_id,
    authorXUserId: row.author_x_user_id,
    authorUsername: row.author_username,
    authorName: row.author_name,
    authorAvatarUrl: row.author_avatar_url,
    text: row.text,
    at: row.at,
    state: row.state,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
  };
}
