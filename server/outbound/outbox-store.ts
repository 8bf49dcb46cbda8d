import { asId, type Db, sql, type WorkspaceDb, type WorkspaceId } from '../base/index.ts';

export interface AccountKey {
  readonly workspaceId: WorkspaceId;
  readonly accountId: string;
}

/** Accounts with something to send or to look up, of all workspaces. */
export async function listAccountsWithWork(db: Db, now: Date): Promise<AccountKey[]> {
  const rows = await db.rows(sql<{ workspace_id: string; id: string }>`
    select a.workspace_id, a.id from account a
    where a.kind = 'user' and a.status = 'active' and (
      exists (select 1 from message m where m.workspace_id = a.workspace_id and m.account_id = a.id
        and m.direction = 'out' and m.state = 'queued')
      or exists (select 1 from attempt t where t.workspace_id = a.workspace_id and t.account_id = a.id
        and (t.state = 'sending' or t.state = 'uncertain' and t.settle_due_at <= ${now})))
    limit 5000`);
  return rows.map((row) => ({ workspaceId: asId<'workspace'>(row.workspace_id), accountId: row.id }));
}

/** The message at the head of a conversation's queue. */
export interface Head {
  readonly messageId: string;
  readonly conversationId: string;
  /** The best priority of what waits behind it: a person's message is not held up by a program's before it. */
  readonly urgency: number;
  readonly notBefore: Date | null;
}

/**
 * Heads of the queues of an account's conversations that have nothing on its way and nothing unknown: people before
 * automation, then by age. Those of switched-off handles stay where they are.
 * @param except conversations that are being worked on.
 */
export async function listHeads(
  db: WorkspaceDb,
  accountId: string,
  except: readonly string[],
  limit: number,
): Promise<Head[]> {
  const rows = await db.rows(sql<{
    id: string;
    conversation_id: string;
    urgency: number;
    not_before: Date | null;
  }>`
    with waiting as (
      select id, conversation_id, created_at, not_before,
        row_number() over (partition by conversation_id order by position) as place,
        min(send_priority) over (partition by conversation_id) as urgency
      from message
      where workspace_id = ${db.workspaceId} and account_id = ${accountId} and direction = 'out' and state = 'queued'
        and conversation_id <> all(${[...except]}::text[])
    )
    select w.id, w.conversation_id, w.urgency, w.not_before
    from waiting w
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
    join handle h on h.workspace_id = ${db.workspaceId} and h.id = c.handle_id
    where w.place = 1 and h.enabled and h.deleted_at is null
      and not exists (select 1 from attempt t where t.workspace_id = ${db.workspaceId}
        and t.conversation_id = w.conversation_id and t.state in ('sending', 'uncertain'))
    order by w.urgency, w.created_at, w.id
    limit ${limit}`);
  return rows.map((row) => ({
    messageId: row.id,
    conversationId: row.conversation_id,
    urgency: row.urgency,
    notBefore: row.not_before,
  }));
}

export interface Waiting {
  readonly messageId: string;
  readonly conversationId: string;
  readonly urgency: number;
  readonly notBefore: Date | null;
  readonly sendsAt: Date | null;
}

/** What is queued for an account in the order in which it will leave. */
export async function listQueue(db: WorkspaceDb, accountId: string, limit: number): Promise<Waiting[]> {
  const rows = await db.rows(sql<{
    id: string;
    conversation_id: string;
    urgency: number;
    not_before: Date | null;
    sends_at: Date | null;
  }>`
    select id, conversation_id, not_before, sends_at,
      min(send_priority) over (partition by conversation_id) as urgency
    from message
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and direction = 'out' and state = 'queued'
    order by urgency, created_at, id limit ${limit}`);
  return rows.map((row) => ({
    messageId: row.id,
    conversationId: row.conversation_id,
    urgency: row.urgency,
    notBefore: row.not_before,
    sendsAt: row.sends_at,
  }));
}

/** How many queued messages of an account leave before a new one of this priority; counted to 10,000. */
export async function countAhead(db: WorkspaceDb, accountId: string, priority: number): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from (select 1 from message
      where workspace_id = ${db.workspaceId} and account_id = ${accountId} and direction = 'out'
        and state = 'queued' and send_priority <= ${priority} limit 10000) x`);
  return Number(row.count);
}

export interface OutboxCount {
  readonly state: string;
  readonly count: number;
}

/** Messages under way by state, of all workspaces, for the metrics. */
export async function countOutbox(db: Db): Promise<OutboxCount[]> {
  const rows = await db.rows(sql<{ state: string; count: string }>`
    select state, count(*) from message
    where direction = 'out' and state in ('queued', 'sending', 'uncertain') group by state`);
  return rows.map((row) => ({ state: row.state, count: Number(row.count) }));
}
