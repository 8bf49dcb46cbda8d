import type { RawBuilder } from 'kysely';
import type { MacroAction, SharedScope } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface MacroRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly scope: SharedScope;
  readonly ownerId: string | null;
  readonly teamId: string | null;
  readonly actions: readonly MacroAction[];
  readonly usedCount: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, name, description, scope, owner_id as "ownerId", team_id as "teamId", actions,
  used_count as "usedCount", created_at as "createdAt", updated_at as "updatedAt"`;

export async function insertMacro(tx: WorkspaceTx, row: MacroRow): Promise<void> {
  await tx.execute(sql`
    insert into macro (workspace_id, id, name, description, scope, owner_id, team_id, actions, created_at, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.name}, ${row.description}, ${row.scope}, ${row.ownerId}, ${row.teamId},
      ${JSON.stringify(row.actions)}::jsonb, ${row.createdAt}, ${row.updatedAt})`);
}

export async function updateMacro(tx: WorkspaceTx, row: MacroRow): Promise<void> {
  await tx.execute(sql`
    update macro set name = ${row.name}, description = ${row.description}, scope = ${row.scope},
      owner_id = ${row.ownerId}, team_id = ${row.teamId}, actions = ${JSON.stringify(row.actions)}::jsonb,
      updated_at = ${row.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export async function deleteMacro(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from macro where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** One that the caller may see. */
export function findMacro(
  db: WorkspaceDb,
  id: string,
  visible: RawBuilder<unknown>,
): Promise<MacroRow | undefined> {
  return db.findRow(sql<MacroRow>`
    select ${columns} from macro where workspace_id = ${db.workspaceId} and id = ${id} and ${visible}`);
}

/** Those that the caller may see, by name; at most 500. */
export function listMacros(db: WorkspaceDb, visible: RawBuilder<unknown>): Promise<MacroRow[]> {
  return db.rows(sql<MacroRow>`
    select ${columns} from macro where workspace_id = ${db.workspaceId} and ${visible}
    order by lower(name) collate "C", id limit 500`);
}

export async function countMacroUse(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`
    update macro set used_count = used_count + 1 where workspace_id = ${tx.workspaceId} and id = ${id}`);
}
