import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export type AnswerState = 'queued' | 'sending' | 'uncertain' | 'sent' | 'failed' | 'taken_back';

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Our public answer to a post, and the attempt to send it. */
export interface AnswerRecord {
  readonly id: string;
  readonly postId: string;
  readonly accountId: string;
  readonly authorXUserId: string;
  readonly text: string;
  readonly state: AnswerState;
  readonly byMemberId: string | null;
  readonly xPostId: string | null;
  readonly dueAt: Date | null;
  readonly startedAt: Date | null;
  readonly tries: number;
  readonly looks: number;
  readonly failure: Failure | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

interface AnswerRow {
  id: string;
  post_id: string;
  account_id: string;
  author_x_user_id: string;
  text: string;
  state: AnswerState;
  by_member_id: string | null;
  x_post_id: string | null;
  due_at: Date | null;
  started_at: Date | null;
  tries: number;
  looks: number;
  failure: Failure | null;
  created_at: Date;
  sent_at: Date | null;
}

const columns = sql`id, post_id, account_id, author_x_user_id, text, state, by_member_id, x_post_id, due_at,
  started_at, tries, looks, failure, created_at, sent_at`;

/** Writes a queued answer; false when the post has one already. */
export async function insertAnswer(
  tx: WorkspaceTx,
  answer: Pick<AnswerRecord, 'id' | 'postId' | 'accountId' | 'authorXUserId' | 'text' | 'byMemberId'>,
  now: Date,
): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into public_answer (workspace_id, id, post_id, account_id, author_x_user_id, text, state, by_member_id,
      due_at, created_at)
    values (${tx.workspaceId}, ${answer.id}, ${answer.postId}, ${answer.accountId},
      ${answer.authorXUserId}::bigint, ${answer.text}, 'queued', ${answer.byMemberId}, ${now}, ${now})
    on conflict (workspace_id, post_id) where state in ('queued', 'sending', 'uncertain', 'sent') do nothing`);
  return inserted > 0;
}

/** Its answer now: the newest. */
export async function findAnswer(db: WorkspaceDb, postId: string): Promise<AnswerRecord | undefined> {
  const row = await db.findRow(sql<AnswerRow>`
    select ${columns} from public_answer where workspace_id = ${db.workspaceId} and post_id = ${postId}
    order by created_at desc, id desc limit 1`);
  return row && toRecord(row);
}

/** The newest answer of each post. */
export async function listAnswers(
  db: WorkspaceDb,
  postIds: readonly string[],
): Promise<ReadonlyMap<string, AnswerRecord>> {
  const rows = await db.rows(sql<AnswerRow>`
    select distinct on (post_id) ${columns} from public_answer
    where workspace_id = ${db.workspaceId} and post_id = any(${[...postIds]}::text[])
    order by post_id, created_at desc, id desc`);
  return new Map(rows.map((row) => [row.post_id, toRecord(row)]));
}

export async function getAnswer(db: WorkspaceDb, id: string): Promise<AnswerRecord> {
  return toRecord(
    await db.row(sql<AnswerRow>`
      select ${columns} from public_answer where workspace_id = ${db.workspaceId} and id = ${id}`),
  );
}

/** Marks a queued answer as on its way, before X is called; nothing when another was quicker or it was taken back. */
export async function claimQueued(db: WorkspaceDb, id: string, now: Date): Promise<AnswerRecord | undefined> {
  const row = await db.findRow(sql<AnswerRow>`
    update public_answer set state = 'sending', started_at = ${now}, tries = tries + 1, due_at = null
    where workspace_id = ${db.workspaceId} and id = ${id} and state = 'queued' and due_at <= ${now}
    returning ${columns}`);
  return row && toRecord(row);
}

export interface AnswerChange {
  readonly state: AnswerState;
  readonly dueAt?: Date | null;
  readonly failure?: Failure | null;
  readonly xPostId?: string;
  readonly sentAt?: Date;
  readonly looks?: number;
}

/** Changes an answer that is in one of these states; nothing when it is not any more. */
export async function changeAnswer(
  tx: WorkspaceTx,
  id: string,
  from: readonly AnswerState[],
  change: AnswerChange,
): Promise<AnswerRecord | undefined> {
  const row = await tx.findRow(sql<AnswerRow>`
    update public_answer set state = ${change.state}, due_at = ${change.dueAt ?? null},
      failure = ${change.failure ? JSON.stringify(change.failure) : null}::jsonb,
      x_post_id = coalesce(${change.xPostId ?? null}::bigint, x_post_id),
      sent_at = coalesce(${change.sentAt ?? null}::timestamptz, sent_at),
      looks = coalesce(${change.looks ?? null}::int, looks)
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = any(${[...from]}::text[])
    returning ${columns}`);
  return row && toRecord(row);
}

export interface DueAnswer {
  readonly workspaceId: string;
  readonly id: string;
  readonly state: 'queued' | 'uncertain';
}

/** Queued and uncertain ones whose time has come, of every workspace. */
export async function listDue(db: Db, now: Date, limit: number): Promise<DueAnswer[]> {
  const rows = await db.rows(sql<{ workspace_id: string; id: string; state: 'queued' | 'uncertain' }>`
    select workspace_id, id, state from public_answer
    where state in ('queued', 'uncertain') and due_at <= ${now} order by due_at limit ${limit}`);
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id, state: row.state }));
}

/** Those that a process left on their way when it died: what became of them is unknown. */
export async function listLeft(
  db: Db,
  before: Date,
  limit: number,
): Promise<{ readonly workspaceId: string; readonly id: string }[]> {
  const rows = await db.rows(sql<{ workspace_id: string; id: string }>`
    select workspace_id, id from public_answer where state = 'sending' and started_at < ${before} limit ${limit}`);
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id }));
}

/** Those of these posts at X that are answers of ours already. */
export async function listClaimed(
  db: WorkspaceDb,
  exceptId: string,
  xPostIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.rows(sql<{ x_post_id: string }>`
    select x_post_id from public_answer
    where workspace_id = ${db.workspaceId} and id <> ${exceptId} and x_post_id = any(${[...xPostIds]}::bigint[])`);
  return new Set(rows.map((row) => row.x_post_id));
}

/** The answer of ours that stands at X under this id. */
export async function findAnswerAtX(db: WorkspaceDb, xPostId: string): Promise<AnswerRecord | undefined> {
  const row = await db.findRow(sql<AnswerRow>`
    select ${columns} from public_answer
    where workspace_id = ${db.workspaceId} and x_post_id = ${xPostId}::bigint limit 1`);
  return row && toRecord(row);
}

function toRecord(row: AnswerRow): AnswerRecord {
  return {
    id: row.id,
    postId: row.post_id,
    accountId: row.account_id,
    authorXUserId: row.author_x_user_id,
    text: row.text,
    state: row.state,
    byMemberId: row.by_member_id,
    xPostId: row.x_post_id,
    dueAt: row.due_at,
    startedAt: row.started_at,
    tries: row.tries,
    looks: row.looks,
    failure: row.failure,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
