import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

/** What a customer said to being served on a thread; `none`: was not asked. */
export type Consent = 'none' | 'waiting' | 'given' | 'refused';

/** Whether what the customer writes is kept from agents. */
export function isWithheld(consent: Consent): boolean {
  return consent === 'waiting' || consent === 'refused';
}

/** The consent of each of these threads. */
export async function listConsents(
  db: WorkspaceDb,
  conversationIds: readonly string[],
): Promise<Map<string, Consent>> {
  const rows = await db.rows(sql<{ id: string; consent: Consent }>`
    select id, consent from conversation
    where workspace_id = ${db.workspaceId} and id = any(${[...conversationIds]}::text[])`);
  return new Map(rows.map((row) => [row.id, row.consent]));
}

export async function setConsent(tx: WorkspaceTx, conversationId: string, consent: Consent): Promise<void> {
  await tx.execute(sql`
    update conversation set consent = ${consent}
    where workspace_id = ${tx.workspaceId} and id = ${conversationId}`);
}

/** Whether a customer wants no message that nobody asked for. */
export async function isOptedOut(db: WorkspaceDb, customerId: string): Promise<boolean> {
  return (await findOptOut(db, customerId)) !== null;
}

/** Those of these customers who want no message that nobody asked for. */
export async function listOptedOut(db: WorkspaceDb, customerIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from customer
    where workspace_id = ${db.workspaceId} and id = any(${[...customerIds]}::text[]) and opted_out_at is not null`);
  return new Set(rows.map((row) => row.id));
}

/** Whether anybody who would read a message of this thread wants none that nobody asked for: in a group, who is in it. */
export async function isAnyOptedOut(db: WorkspaceDb, conversationId: string): Promise<boolean> {
  return (await readOptOut(db, conversationId)).isAny;
}

/**
 * What the readers of a thread wish. `byLastWord`: the newest that came from them was the wish for no messages, which
 * asks for no answer.
 */
export async function readOptOut(
  db: WorkspaceDb,
  conversationId: string,
): Promise<{ readonly isAny: boolean; readonly byLastWord: boolean }> {
  return db.row(sql<{ isAny: boolean; byLastWord: boolean }>`
    select count(*) > 0 as "isAny", coalesce(bool_or(opted_out_at = last_inbound_at), false) as "byLastWord" from (
      select u.opted_out_at, c.last_inbound_at from conversation c
      join customer u on u.workspace_id = c.workspace_id and u.opted_out_at is not null and (
        (c.kind = 'one' and u.id = c.customer_id)
        or (c.kind = 'group' and exists (
          select 1 from participant p where p.workspace_id = c.workspace_id and p.conversation_id = c.id
            and p.customer_id = u.id and p.left_at is null)))
      where c.workspace_id = ${db.workspaceId} and c.id = ${conversationId}) wished`);
}

/** Since when a customer wants no automatic messages; null: takes them. */
export async function findOptOut(db: WorkspaceDb, customerId: string): Promise<Date | null> {
  const row = await db.findRow(sql<{ opted_out_at: Date | null }>`
    select opted_out_at from customer where workspace_id = ${db.workspaceId} and id = ${customerId}`);
  return row?.opted_out_at ?? null;
}

/** Since a customer said so again. */
export async function repeatOptOut(tx: WorkspaceTx, customerId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update customer set opted_out_at = greatest(opted_out_at, ${at})
    where workspace_id = ${tx.workspaceId} and id = ${customerId} and opted_out_at is not null`);
}

/** @returns false when it stood so already. */
export async function setOptOut(tx: WorkspaceTx, customerId: string, at: Date | null): Promise<boolean> {
  const changed = await tx.execute(sql`
    update customer set opted_out_at = ${at}
    where workspace_id = ${tx.workspaceId} and id = ${customerId}
      and (opted_out_at is null) <> (${at}::timestamptz is null)`);
  return changed === 1;
}

/** The consent of a thread, and how many of the customer's messages are kept from agents for want of it. */
export async function readConsent(
  db: WorkspaceDb,
  conversationId: string,
): Promise<{ readonly consent: Consent; readonly withheld: number }> {
  const row = await db.row(sql<{ consent: Consent; withheld: string }>`
    select c.consent, case when c.consent in ('waiting', 'refused') then (
      select count(*) from (
        select 1 from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
          and m.direction = 'in' limit 1000) written) else 0 end as withheld
    from conversation c where c.workspace_id = ${db.workspaceId} and c.id = ${conversationId}`);
  return { consent: row.consent, withheld: Number(row.withheld) };
}
