import { type Db, newId, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { MailAttempt, OutMail, RefusalDetail } from './types.ts';

const columns = sql`id, seq::text as seq, conversation_id as "conversationId", message_id as "messageId", kind, detail,
  subject, recipients, state, queued_at as "queuedAt", tries, first_try_at as "firstTryAt", due_at as "dueAt",
  finished_at as "finishedAt", attempts, last_error as "lastError"`;

export interface NewOutMail {
  /** The same gives one mail. */
  readonly once: string;
  readonly conversationId: string;
  readonly messageId: string | null;
  readonly kind: OutMail['kind'];
  readonly detail?: RefusalDetail;
}

/** At most so many wait for one conversation: what comes then is not mailed, which the log says. */
const MOST_WAITING = 500;

/** Queues mails in their order. */
export async function queueMails(tx: WorkspaceTx, mails: readonly NewOutMail[], now: Date): Promise<void> {
  for (const mail of mails) {
    const detail = JSON.stringify(mail.detail ?? {});
    await tx.execute(sql`
      insert into mail_out (workspace_id, id, once, conversation_id, message_id, kind, detail, state, queued_at,
        finished_at, last_error)
      select ${tx.workspaceId}, ${newId()}, ${mail.once}, ${mail.conversationId}, ${mail.messageId}, ${mail.kind},
        ${detail}::jsonb, case when full_up then 'dropped' else 'waiting' end, ${now},
        case when full_up then ${now}::timestamptz end,
        case when full_up then 'Too many mails of this conversation wait already.' end
      from (select count(*) >= ${MOST_WAITING} as full_up from (
        select 1 from mail_out where workspace_id = ${tx.workspaceId} and conversation_id = ${mail.conversationId}
          and state = 'waiting' limit ${MOST_WAITING}) w) t
      on conflict (workspace_id, once) do nothing`);
  }
}

/** The first that waits of each conversation, where it is due: the order of a conversation is kept. */
export async function listHeads(db: WorkspaceDb, now: Date, limit: number): Promise<OutMail[]> {
  return db.rows(sql<OutMail>`
    select * from (
      select distinct on (conversation_id) ${columns} from mail_out
      where workspace_id = ${db.workspaceId} and state = 'waiting' order by conversation_id, mail_out.seq) h
    where h."dueAt" is null or h."dueAt" <= ${now}
    order by h.seq::bigint limit ${limit}`);
}

export interface OutMark {
  readonly state: OutMail['state'];
  readonly tries: number;
  readonly firstTryAt: Date | null;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly lastError: string | null;
  readonly attempt?: MailAttempt;
  readonly subject?: string;
  readonly recipients?: readonly string[];
}

const MOST_ATTEMPTS = 30;

/** What became of a mail that waits. */
export async function markOut(db: WorkspaceDb, id: string, mark: OutMark): Promise<void> {
  const attempt = mark.attempt ? JSON.stringify(mark.attempt) : null;
  await db.execute(sql`
    update mail_out set state = ${mark.state}, tries = ${mark.tries}, first_try_at = ${mark.firstTryAt},
      due_at = ${mark.dueAt}, finished_at = ${mark.finishedAt}, last_error = ${mark.lastError},
      subject = coalesce(${mark.subject ?? null}, subject),
      recipients = coalesce(${mark.recipients ? [...mark.recipients] : null}::text[], recipients),
      attempts = case when ${attempt}::jsonb is null then attempts
        when jsonb_array_length(attempts) >= ${MOST_ATTEMPTS} then (attempts - 1) || ${attempt}::jsonb
        else attempts || ${attempt}::jsonb end
    where workspace_id = ${db.workspaceId} and id = ${id} and state = 'waiting'`);
}

/** A dead letter waits again. */
export async function sendAgain(tx: WorkspaceTx, id: string, now: Date): Promise<boolean> {
  // With a new place at the end: those behind it went on without it.
  const found = await tx.findRow(sql<OutMail>`
    update mail_out set state = 'resent' where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'dead'
    returning ${columns}`);
  if (!found) return false;
  const { conversationId, messageId, kind, detail } = found;
  await queueMails(tx, [{ once: `again:${newId()}`, conversationId, messageId, kind, detail }], now);
  return true;
}

export async function findOut(db: WorkspaceDb, id: string): Promise<OutMail | undefined> {
  return db.findRow(sql<OutMail>`
    select ${columns} from mail_out where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function listOut(
  db: WorkspaceDb,
  filter: { readonly state?: string | undefined; readonly before?: string | undefined },
  limit: number,
): Promise<OutMail[]> {
  return db.rows(sql<OutMail>`
    select ${columns} from mail_out
    where workspace_id = ${db.workspaceId} and seq < ${filter.before ?? '9223372036854775807'}
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
    order by mail_out.seq desc limit ${limit}`);
}

export interface MailCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly dead: number;
  readonly received: number;
  readonly refused: number;
}

/** What waits and what is dead, and the last day's rest; counted to 10,000. */
export async function countMails(db: WorkspaceDb, since: Date): Promise<MailCounts> {
  const some = (what: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from (select 1 ${what} limit 10000) n)`;
  return db.row(sql<MailCounts>`
    select
      ${some(sql`from mail_out where workspace_id = ${db.workspaceId} and state = 'waiting'`)} as waiting,
      ${some(sql`from mail_out where workspace_id = ${db.workspaceId} and state = 'dead'`)} as dead,
      ${some(sql`from mail_out where workspace_id = ${db.workspaceId} and state = 'sent' and finished_at >= ${since}`)} as sent,
      ${some(sql`from mail_in where workspace_id = ${db.workspaceId} and state = 'taken' and received_at >= ${since}`)} as received,
      ${some(sql`from mail_in where workspace_id = ${db.workspaceId} and state = 'refused' and received_at >= ${since}`)} as refused`);
}

export interface MailThread {
  readonly rootId: string;
  readonly lastId: string;
}

export async function findThread(db: WorkspaceDb, conversationId: string): Promise<MailThread | undefined> {
  return db.findRow(sql<MailThread>`
    select root_id as "rootId", last_id as "lastId" from mail_thread
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}`);
}

/** The next mail of the conversation answers this one. */
export async function noteInThread(tx: WorkspaceTx, conversationId: string, mailId: string): Promise<void> {
  await tx.execute(sql`
    insert into mail_thread (workspace_id, conversation_id, root_id, last_id)
    values (${tx.workspaceId}, ${conversationId}, ${mailId}, ${mailId})
    on conflict (workspace_id, conversation_id) do update set last_id = excluded.last_id`);
}

const KEPT_MS = 30 * 24 * 3_600_000;
const WAITS_MS = 7 * 24 * 3_600_000;
const BATCH = 1_000;

/** Forgets what was sent 30 days ago; what waited for 7 days is dead. Answers whether there is more. */
export async function sweepMails(db: Db, now: Date): Promise<boolean> {
  const old = await db.execute(sql`
    delete from mail_out where ctid = any(array(
      select ctid from mail_out where finished_at < ${new Date(now.getTime() - KEPT_MS)} limit ${BATCH}))`);
  const late = await db.execute(sql`
    update mail_out set state = 'dead', finished_at = ${now}, due_at = null,
      last_error = coalesce(last_error, 'It waited for 7 days.')
    where ctid = any(array(
      select ctid from mail_out where state = 'waiting' and queued_at < ${new Date(now.getTime() - WAITS_MS)}
      limit ${BATCH}))`);
  return old === BATCH || late === BATCH;
}
