import { createHash } from 'node:crypto';
import { newId, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export type ConsentFact = 'notice_sent' | 'asked' | 'given' | 'refused' | 'opted_out' | 'opted_in';

export interface ConsentEntry {
  readonly customerId: string;
  readonly handleId: string;
  readonly conversationId: string;
  readonly what: ConsentFact;
  /** What was shown to the customer. */
  readonly wording: string | null;
  readonly language: string | null;
  readonly messageId: string | null;
}

/** Keeps a wording under its hash. */
export async function keepWording(tx: WorkspaceTx, text: string, at: Date): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex');
  await tx.execute(sql`
    insert into wording (workspace_id, hash, text, first_at) values (${tx.workspaceId}, ${hash}, ${text}, ${at})
    on conflict do nothing`);
  return hash;
}

export async function logConsent(tx: WorkspaceTx, entry: ConsentEntry, at: Date): Promise<void> {
  const hash = entry.wording === null ? null : await keepWording(tx, entry.wording, at);
  await tx.execute(sql`
    insert into consent_log (workspace_id, id, customer_id, handle_id, conversation_id, what, wording_hash, language,
      message_id, at)
    values (${tx.workspaceId}, ${newId()}, ${entry.customerId}, ${entry.handleId}, ${entry.conversationId},
      ${entry.what}, ${hash}, ${entry.language}, ${entry.messageId}, ${at})`);
}

/** The wording that this thread's customer was asked last. */
export async function findAsked(
  db: WorkspaceDb,
  customerId: string,
  conversationId: string,
): Promise<{ readonly wording: string; readonly language: string | null } | undefined> {
  const row = await db.findRow(sql<{ text: string; language: string | null }>`
    select w.text, l.language from consent_log l
    join wording w on w.workspace_id = l.workspace_id and w.hash = l.wording_hash
    where l.workspace_id = ${db.workspaceId} and l.customer_id = ${customerId} and l.what = 'asked'
      and l.conversation_id = ${conversationId}
    order by l.at desc, l.id desc limit 1`);
  return row && { wording: row.text, language: row.language };
}

export interface ConsentRow {
  readonly what: ConsentFact;
  readonly at: Date;
  readonly handle_name: string;
  readonly wording: string | null;
  readonly language: string | null;
}

/** Newest first, at most 100. */
export function listConsentLog(db: WorkspaceDb, customerId: string): Promise<ConsentRow[]> {
  return db.rows(sql<ConsentRow>`
    select l.what, l.at, h.name as handle_name, w.text as wording, l.language
    from consent_log l
    join handle h on h.workspace_id = l.workspace_id and h.id = l.handle_id
    left join wording w on w.workspace_id = l.workspace_id and w.hash = l.wording_hash
    where l.workspace_id = ${db.workspaceId} and l.customer_id = ${customerId}
    order by l.at desc, l.id desc limit 100`);
}

/** What the customer wrote on a thread: these entries are shown once the customer agrees. At most 1,000, newest. */
export function listWritten(
  db: WorkspaceDb,
  conversationId: string,
): Promise<
  { readonly id: string; readonly position: string; readonly kind: string; readonly state: string }[]
> {
  return db.rows(sql<{ id: string; position: string; kind: string; state: string }>`
    select id, position, kind, state from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and direction = 'in'
    order by position desc limit 1000`);
}

/** A handle's threads ask from their next work item on; what is open stays readable to who serves it. */
export async function askFromNow(tx: WorkspaceTx, handleId: string): Promise<void> {
  await tx.execute(sql`
    update conversation c set consent = 'waiting'
    where c.workspace_id = ${tx.workspaceId} and c.handle_id = ${handleId} and c.consent = 'none' and c.kind = 'one'
      and not exists (select 1 from work_item w where w.workspace_id = c.workspace_id and w.conversation_id = c.id
        and w.state <> 'closed')`);
}

/** Nobody is asked any more: who did not answer is read as before; a no stays a no. */
export async function askNoMore(tx: WorkspaceTx, handleId: string): Promise<void> {
  await tx.execute(sql`
    update conversation set consent = 'none'
    where workspace_id = ${tx.workspaceId} and handle_id = ${handleId} and consent = 'waiting'`);
}

/** The handle's public page needs no workspace: only a handle in use has one. */
export async function findPage(
  db: { findRow: WorkspaceDb['findRow'] },
  handleId: string,
): Promise<
  | {
      readonly workspace_id: string;
      readonly business_name: string;
      readonly handle_name: string;
      readonly username: string | null;
    }
  | undefined
> {
  return db.findRow(sql`
    select h.workspace_id, w.name as business_name, h.name as handle_name, a.username
    from privacy_setting p
    join handle h on h.workspace_id = p.workspace_id and h.id = p.handle_id and h.deleted_at is null
    join workspace w on w.id = h.workspace_id
    left join account a on a.workspace_id = h.workspace_id and a.id = h.account_id
    where p.handle_id = ${handleId} and p.mode <> 'off'`);
}
