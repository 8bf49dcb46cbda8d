import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { Failure } from './outcome.ts';

export interface NewAttempt {
  readonly messageId: string;
  readonly conversationId: string;
  readonly accountId: string;
  readonly via: 'v1' | 'v2';
  readonly sentText: string;
  readonly sentMedia: boolean;
  readonly afterXEventId: string | null;
}

/** Writes the try before the call; answers its number. A second one on its way in the thread violates an index. */
export async function insertAttempt(tx: WorkspaceTx, attempt: NewAttempt, now: Date): Promise<number> {
  const row = await tx.row(sql<{ n: number }>`
    insert into attempt (workspace_id, message_id, n, conversation_id, account_id, state, started_at,
      after_x_event_id, via, sent_text, sent_media)
    select ${tx.workspaceId}, ${attempt.messageId}, coalesce(max(n), 0) + 1, ${attempt.conversationId},
      ${attempt.accountId}, 'sending', ${now}::timestamptz, ${attempt.afterXEventId}::bigint, ${attempt.via},
      ${attempt.sentText}, ${attempt.sentMedia}
    from attempt where workspace_id = ${tx.workspaceId} and message_id = ${attempt.messageId}
    returning n`);
  return row.n;
}

export interface AttemptEnd {
  readonly state: 'failed' | 'uncertain';
  readonly failure: Failure;
  readonly settleDueAt: Date | null;
  readonly knownAbsent?: boolean;
}

/** Ends a try that is on its way or unknown; false when X's word was quicker. */
export async function endAttempt(
  tx: WorkspaceTx,
  messageId: string,
  n: number,
  end: AttemptEnd,
  now: Date,
): Promise<boolean> {
  const { failure } = end;
  const changed = await tx.execute(sql`
    update attempt set state = ${end.state}, ended_at = coalesce(ended_at, ${now}::timestamptz),
      settle_due_at = ${end.settleDueAt}::timestamptz,
      x_status = coalesce(${failure.xStatus}::int, x_status), x_body = coalesce(${failure.xBody}::text, x_body),
      reason = ${failure.code}, known_absent = ${end.knownAbsent ?? false}
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and n = ${n}
      and state in ('sending', 'uncertain')`);
  return changed > 0;
}

/** A person has decided: nothing of the message is looked up any more. */
export async function giveUpAttempt(
  tx: WorkspaceTx,
  messageId: string,
  as: 'sent' | 'failed',
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update attempt set state = ${as}, ended_at = coalesce(ended_at, ${now}::timestamptz), settle_due_at = null,
      reason = 'decided_by_person'
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and state in ('sending', 'uncertain')`);
}

/** How often this message was tried without effect in a row, for the waits between. */
export async function countFutile(db: WorkspaceDb, messageId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from attempt
    where workspace_id = ${db.workspaceId} and message_id = ${messageId} and state = 'failed'`);
  return Number(row.count);
}

/** How often X was found not to have it after an unknown outcome. */
export async function countAbsent(db: WorkspaceDb, messageId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from attempt
    where workspace_id = ${db.workspaceId} and message_id = ${messageId} and known_absent`);
  return Number(row.count);
}

/** A try whose outcome is not known. */
export interface UnsettledAttempt {
  readonly messageId: string;
  readonly n: number;
  readonly conversationId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly afterXEventId: string | null;
  readonly sentText: string;
  readonly sentMedia: boolean;
  readonly reads: number;
}

interface UnsettledRow {
  message_id: string;
  n: number;
  conversation_id: string;
  started_at: Date;
  ended_at: Date | null;
  after_x_event_id: string | null;
  sent_text: string;
  sent_media: boolean;
  settle_reads: number;
}

const unsettledColumns = sql`message_id, n, conversation_id, started_at, ended_at, after_x_event_id, sent_text,
  sent_media, settle_reads`;

function toUnsettled(row: UnsettledRow): UnsettledAttempt {
  return {
    messageId: row.message_id,
    n: row.n,
    conversationId: row.conversation_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    afterXEventId: row.after_x_event_id,
    sentText: row.sent_text,
    sentMedia: row.sent_media,
    reads: row.settle_reads,
  };
}

/** Tries of an account that are marked as on their way; the caller knows which of them really are. */
export async function listSending(db: WorkspaceDb, accountId: string): Promise<UnsettledAttempt[]> {
  const rows = await db.rows(sql<UnsettledRow>`
    select ${unsettledColumns} from attempt
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and state = 'sending' limit 1000`);
  return rows.map(toUnsettled);
}

/** Unknown ones that are to be looked up now, longest waiting first. */
export async function listToSettle(
  db: WorkspaceDb,
  accountId: string,
  now: Date,
  limit: number,
): Promise<UnsettledAttempt[]> {
  const rows = await db.rows(sql<UnsettledRow>`
    select ${unsettledColumns} from attempt
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and state = 'uncertain'
      and settle_due_at <= ${now}
    order by settle_due_at limit ${limit}`);
  return rows.map(toUnsettled);
}

/** Looks at it again then; null: never by itself, a person decides. */
export async function postponeSettling(
  db: WorkspaceDb,
  attempt: UnsettledAttempt,
  dueAt: Date | null,
  wasRead: boolean,
): Promise<void> {
  await db.execute(sql`
    update attempt set settle_due_at = ${dueAt}, settle_reads = settle_reads + ${wasRead ? 1 : 0}
    where workspace_id = ${db.workspaceId} and message_id = ${attempt.messageId} and n = ${attempt.n}
      and state = 'uncertain'`);
}
