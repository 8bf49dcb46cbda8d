import type { PresenceOptionInput } from '../../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../../base/index.ts';

export interface PresenceSetup extends PresenceOptionInput {
  readonly id: string;
  readonly version: number;
}

/** In their order; at most 50. */
export function listOwnPresences(db: WorkspaceDb): Promise<PresenceSetup[]> {
  return db.rows(sql<PresenceSetup>`
    select id, version, name, text, base, description from presence_option where workspace_id = ${db.workspaceId}
    order by position, id limit 50`);
}

/** Last in the order. */
export async function insertOwnPresence(
  db: WorkspaceDb,
  id: string,
  presence: PresenceOptionInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into presence_option (workspace_id, id, name, text, base, description, position, created_at)
    select ${db.workspaceId}, ${id}, ${presence.name}, ${presence.text.trim()}, ${presence.base}, ${presence.description},
      coalesce(max(position), 0) + 1, ${at}::timestamptz
    from presence_option where workspace_id = ${db.workspaceId}`);
}

export async function updateOwnPresence(
  db: WorkspaceDb,
  id: string,
  presence: PresenceOptionInput,
): Promise<void> {
  await db.execute(sql`
    update presence_option set name = ${presence.name}, text = ${presence.text.trim()}, base = ${presence.base},
      description = ${presence.description}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteOwnPresence(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from presence_option where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Those named come first, in this order; the others follow as they were. */
export async function orderOwnPresences(db: WorkspaceDb, ids: readonly string[]): Promise<void> {
  await db.execute(sql`
    update presence_option p set position = o.place
    from (
      select id, row_number() over (
        order by array_position(${[...ids]}::text[], id) nulls last, position, id) as place
      from presence_option where workspace_id = ${db.workspaceId}) o
    where p.workspace_id = ${db.workspaceId} and p.id = o.id`);
}

/** Agents who begin with it, and those who have it now. */
export function listPresenceUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'member' as kind, m.id, m.name from member m
    left join agent_settings a on a.workspace_id = m.workspace_id and a.member_id = m.id
    left join agent_state s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.workspace_id = ${db.workspaceId} and (a.default_presence_id = ${id} or s.presence_id = ${id})
    order by lower(m.name) limit 100`);
}
