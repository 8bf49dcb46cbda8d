import { type Clock, sql, type WorkspaceDb } from '../base/index.ts';

export type DraftMode = 'reply' | 'note';

export interface DraftRow {
  readonly mode: DraftMode;
  readonly text: string;
  readonly media_ids: string[];
  readonly version: string;
  readonly updated_at: Date;
}

/** Own drafts of a conversation. */
export function listDrafts(db: WorkspaceDb, conversationId: string, memberId: string): Promise<DraftRow[]> {
  return db.rows(sql<DraftRow>`
    select mode, text, media_ids, version, updated_at from draft
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and member_id = ${memberId}`);
}

interface DraftInput {
  readonly conversationId: string;
  readonly memberId: string;
  readonly mode: DraftMode;
  readonly text: string;
  readonly mediaIds: readonly string[];
  /** The version that the writer has seen; 0 for a new draft. */
  readonly version: number;
}

/** Saves over the version that the writer has seen. Nothing comes back when another tab was faster. */
export function saveDraft(db: WorkspaceDb, clock: Clock, draft: DraftInput): Promise<DraftRow | undefined> {
  return db.findRow(sql<DraftRow>`
    insert into draft (workspace_id, conversation_id, member_id, mode, text, media_ids, version, updated_at)
    values (${db.workspaceId}, ${draft.conversationId}, ${draft.memberId}, ${draft.mode}, ${draft.text},
      ${[...draft.mediaIds]}::text[], ${draft.version + 1}, ${clock.now()})
    on conflict (workspace_id, conversation_id, member_id, mode) do update
      set text = excluded.text, media_ids = excluded.media_ids, version = excluded.version, updated_at = excluded.updated_at
      where draft.version <= ${draft.version}
    returning mode, text, media_ids, version, updated_at`);
}

/** Removes a draft that was sent or emptied. */
export async function removeDraft(
  db: WorkspaceDb,
  draft: { readonly conversationId: string; readonly memberId: string; readonly mode: DraftMode },
): Promise<void> {
  await db.execute(sql`
    delete from draft
    where workspace_id = ${db.workspaceId} and conversation_id = ${draft.conversationId}
      and member_id = ${draft.memberId} and mode = ${draft.mode}`);
}
