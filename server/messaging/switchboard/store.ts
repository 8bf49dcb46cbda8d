import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { MetadataValues } from '../users/user.ts';

/** The type of the seat that the desk has. */
export const DESK_TYPE = 'rookery:desk';

export interface Switchboard {
  readonly id: string;
  readonly enabled: boolean;
  readonly defaultId: string | null;
  /** The desk takes over from a program that hears no messages. */
  readonly deskWhenDeaf: boolean;
}

/** Somebody who can have conversations: a custom integration, or the desk. */
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly integrationId: string;
  readonly integrationType: string;
  readonly deliverStandby: boolean;
  readonly nextId: string | null;
  readonly historyCount: number | null;
}

/** Who has a conversation, and whom it is offered to. */
export interface Control {
  readonly activeId: string | null;
  readonly pendingId: string | null;
}

export type ControlKind = 'passControl' | 'offerControl' | 'acceptControl' | 'releaseControl';

export interface ControlAction extends Control {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: ControlKind;
  readonly metadata: MetadataValues;
  /** Who had it before. */
  readonly fromId: string | null;
  /** The desk did it, of its own accord or by a member's hand. */
  readonly byDesk: boolean;
  readonly memberId: string | null;
  readonly reason: ControlReason | null;
}
/** Why: in the contract's word where there is one. */
export type ControlReason = 'ticketClosed' | Deafness;
/** Why a program cannot have conversations: it is gone, hears nothing, or has no key to answer with. */
export type Deafness = 'gone' | 'paused' | 'not_listening' | 'no_key';

export async function findSwitchboard(db: WorkspaceDb): Promise<Switchboard | undefined> {
  return db.findRow(sql<Switchboard>`
    select id, enabled, default_id as "defaultId", desk_when_deaf as "deskWhenDeaf" from messaging_switchboard
    where workspace_id = ${db.workspaceId}`);
}

/** False when there is one already. */
export async function insertSwitchboard(tx: WorkspaceTx, id: string, now: Date): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into messaging_switchboard (workspace_id, id, created_at) values (${tx.workspaceId}, ${id}, ${now})
    on conflict do nothing`);
  return inserted > 0;
}

export async function updateSwitchboard(tx: WorkspaceTx, board: Switchboard): Promise<void> {
  await tx.execute(sql`
    update messaging_switchboard set enabled = ${board.enabled}, default_id = ${board.defaultId},
      desk_when_deaf = ${board.deskWhenDeaf}
    where workspace_id = ${tx.workspaceId} and id = ${board.id}`);
}

/** With what it connects, and who has what. */
export async function deleteSwitchboard(tx: WorkspaceTx): Promise<void> {
  for (const table of [
    'messaging_switchboard',
    'messaging_switchboard_integration',
    'messaging_control',
  ] as const) {
    await tx.execute(sql`delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId}`);
  }
}

interface SeatRow {
  id: string;
  name: string;
  integration_id: string;
  integration_type: string;
  deliver_standby: boolean;
  next_id: string | null;
  history_count: number | null;
}

/** At most ten, in the order in which they were connected. */
export async function listSeats(db: WorkspaceDb): Promise<Seat[]> {
  const rows = await db.rows(sql<SeatRow>`
    select id, name, integration_id, integration_type, deliver_standby, next_id, history_count
    from messaging_switchboard_integration where workspace_id = ${db.workspaceId} order by id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    integrationId: row.integration_id,
    integrationType: row.integration_type,
    deliverStandby: row.deliver_standby,
    nextId: row.next_id,
    historyCount: row.history_count,
  }));
}

export async function saveSeat(tx: WorkspaceTx, seat: Seat, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into messaging_switchboard_integration
      (workspace_id, id, name, integration_id, integration_type, deliver_standby, next_id, history_count, created_at)
    values (${tx.workspaceId}, ${seat.id}, ${seat.name}, ${seat.integrationId}, ${seat.integrationType},
      ${seat.deliverStandby}, ${seat.nextId}, ${seat.historyCount}, ${now})
    on conflict (workspace_id, id) do update set name = excluded.name, integration_id = excluded.integration_id,
      integration_type = excluded.integration_type, deliver_standby = excluded.deliver_standby,
      next_id = excluded.next_id, history_count = excluded.history_count`);
}

/** Whoever has a conversation through it has none any more. */
export async function deleteSeat(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`
    delete from messaging_switchboard_integration where workspace_id = ${tx.workspaceId} and id = ${id}`);
  await tx.execute(sql`
    update messaging_control set active_id = nullif(active_id, ${id}), pending_id = nullif(pending_id, ${id})
    where workspace_id = ${tx.workspaceId} and ${id} in (active_id, pending_id)`);
}

/** Who has these conversations, by conversation; nobody had those that are left out. */
export async function listControl(db: WorkspaceDb, ids: readonly string[]): Promise<Map<string, Control>> {
  const rows = await db.rows(sql<{
    conversation_id: string;
    active_id: string | null;
    pending_id: string | null;
  }>`
    select conversation_id, active_id, pending_id from messaging_control
    where workspace_id = ${db.workspaceId} and conversation_id = any(${[...ids]}::text[])`);
  return new Map(
    rows.map((row) => [row.conversation_id, { activeId: row.active_id, pendingId: row.pending_id }]),
  );
}

/** Locks who has a conversation until the transaction ends. */
export async function lockControl(tx: WorkspaceTx, conversationId: string, now: Date): Promise<Control> {
  const row = await tx.row(sql<{ active_id: string | null; pending_id: string | null }>`
    insert into messaging_control (workspace_id, conversation_id, updated_at)
    values (${tx.workspaceId}, ${conversationId}, ${now})
    on conflict (workspace_id, conversation_id) do update set updated_at = ${now}
    returning active_id, pending_id`);
  return { activeId: row.active_id, pendingId: row.pending_id };
}

/**
 * @param heldBy the program that has it now. A customer whose word is the last one waits for it; what nobody was given by
 *   name is only kept as a program's while somebody waits.
 */
export async function setControl(
  tx: WorkspaceTx,
  conversationId: string,
  control: Control,
  heldBy: string | null,
  now: Date,
): Promise<void> {
  const byName = control.activeId !== null;
  await tx.execute(sql`
    update messaging_control set active_id = ${control.activeId}, pending_id = ${control.pendingId},
      held_by = ${heldBy},
      held_at = case when ${heldBy}::text is not null and (${byName} or waiting_since is not null)
        then coalesce(held_at, ${now}) end,
      waiting_since = case when ${heldBy}::text is not null then coalesce(waiting_since, (
        select ${now}::timestamptz from conversation c
        where ${byName} and c.workspace_id = ${tx.workspaceId} and c.id = ${conversationId}
          and c.last_direction = 'in')) end
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId}`);
}

export async function insertAction(
  tx: WorkspaceTx,
  action: ControlAction,
  doneBy: string | null,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into messaging_control_action
      (workspace_id, conversation_id, id, kind, active_id, pending_id, metadata, done_by, at, from_id, by_desk,
        member_id, reason)
    values (${tx.workspaceId}, ${action.conversationId}, ${action.id}, ${action.kind}, ${action.activeId},
      ${action.pendingId}, ${JSON.stringify(action.metadata)}::jsonb, ${doneBy}, ${now}, ${action.fromId},
      ${action.byDesk}, ${action.memberId}, ${action.reason})`);
}

export async function listActions(
  db: WorkspaceDb,
  places: readonly { readonly conversationId: string; readonly id: string }[],
): Promise<ControlAction[]> {
  return db.rows(sql<ControlAction>`
    select ${actionColumns} from messaging_control_action
    where workspace_id = ${db.workspaceId} and (conversation_id, id) in (
      select * from unnest(
        ${places.map((one) => one.conversationId)}::text[], ${places.map((one) => one.id)}::text[]))`);
}

const actionColumns = sql`id, conversation_id as "conversationId", kind, active_id as "activeId",
  pending_id as "pendingId", metadata, from_id as "fromId", by_desk as "byDesk", member_id as "memberId", reason`;

/** What programs did last in a conversation, newest first. */
export async function listActionsOf(
  db: WorkspaceDb,
  conversationId: string,
  limit: number,
): Promise<(ControlAction & { readonly at: Date })[]> {
  return db.rows(sql<ControlAction & { at: Date }>`
    select ${actionColumns}, at from messaging_control_action
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} order by id desc limit ${limit}`);
}
