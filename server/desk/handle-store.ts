import type { HandleBrief } from '../../contract/api/index.ts';
import type { Static } from 'typebox';
import { sql, type WorkspaceDb } from '../base/index.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly username: string | null;
  readonly avatar_url: string | null;
}

/** A handle as a thread's head shows it; also one that was removed, since its conversations stay. */
export async function findHandleBrief(db: WorkspaceDb, id: string): Promise<Static<typeof HandleBrief>> {
  const row = await db.row(sql<Row>`
    select h.id, h.name, a.username, a.avatar_url from handle h
    join account a on a.workspace_id = h.workspace_id and a.id = h.account_id
    where h.workspace_id = ${db.workspaceId} and h.id = ${id}`);
  return { id: row.id, name: row.name, username: row.username, avatarUrl: row.avatar_url };
}
