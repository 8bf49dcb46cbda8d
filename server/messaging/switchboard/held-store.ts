import type { RawBuilder } from 'kysely';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';
import type { Control } from './store.ts';

/** A customer wrote to whom a program answers. */
export interface HeldMessage {
  readonly conversationId: string;
  /** The seat that has it. */
  readonly seatId: string;
  readonly at: Date;
}

/** Keeps that programs have these, and since when their customers wait. */
export async function noteHeld(tx: WorkspaceTx, held: readonly HeldMessage[], now: Date): Promise<void> {
  await tx.execute(sql`
    insert into messaging_control as c (workspace_id, conversation_id, updated_at, held_at, held_by, waiting_since)
    select ${tx.workspaceId}, t.id, ${now}, max(t.at), max(t.seat), min(t.at) from unnest(
      ${held.map((one) => one.conversationId)}::text[], ${held.map((one) => one.at)}::timestamptz[],
      ${held.map((one) => one.seatId)}::text[]) as t(id, at, seat)
    group by t.id order by t.id
    on conflict (workspace_id, conversation_id) do update set held_by = excluded.held_by,
      held_at = greatest(c.held_at, excluded.held_at), waiting_since = coalesce(c.waiting_since, excluded.waiting_since)`);
}

/** Somebody answered: their customers wait no more. */
export async function noteAnswered(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update messaging_control set waiting_since = null
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${[...ids]}::text[])
      and waiting_since is not null`);
}

export interface Waiting extends Control {
  readonly conversationId: string;
}

/** Conversations whose customers wait for a program, from one on. */
export async function listWaiting(db: WorkspaceDb, after: string, limit: number): Promise<Waiting[]> {
  return db.rows(sql<Waiting>`
    select conversation_id as "conversationId", active_id as "activeId", pending_id as "pendingId"
    from messaging_control
    where workspace_id = ${db.workspaceId} and waiting_since is not null and conversation_id > ${after}
    order by conversation_id limit ${limit}`);
}

export async function listWorkspacesWaiting(db: Db): Promise<WorkspaceId[]> {
  const rows = await db.rows(sql<{ id: WorkspaceId }>`
    select distinct workspace_id as id from messaging_control where waiting_since is not null`);
  return rows.map((row) => row.id);
}

/** No program has conversations any more, or not this one. Answers those whose customers waited. */
export function clearHeld(tx: WorkspaceTx, seatId?: string): Promise<string[]> {
  return clear(tx, seatId === undefined ? sql`true` : sql`held_by = ${seatId}`);
}

/** As `clearHeld` for all that nobody was given by name: the default is another. */
export function clearHeldByDefault(tx: WorkspaceTx): Promise<string[]> {
  return clear(tx, sql`active_id is null`);
}

async function clear(tx: WorkspaceTx, which: RawBuilder<unknown>): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    with before as (
      select conversation_id as id, waiting_since from messaging_control
      where workspace_id = ${tx.workspaceId} and held_by is not null and ${which}
      order by conversation_id for update)
    update messaging_control c set held_at = null, held_by = null, waiting_since = null
    from before where c.workspace_id = ${tx.workspaceId} and c.conversation_id = before.id
    returning case when before.waiting_since is not null then before.id end as id`);
  return rows.flatMap((row) => row.id ?? []);
}

export async function findHeld(
  db: WorkspaceDb,
  conversationId: string,
): Promise<{ readonly waitingSince: Date | null } | undefined> {
  return db.findRow(sql<{ waitingSince: Date | null }>`
    select waiting_since as "waitingSince" from messaging_control
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}`);
}
