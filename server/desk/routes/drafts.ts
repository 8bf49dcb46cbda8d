import { draftRoutes, type Draft } from '../../../contract/api/index.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { AppError, route } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { listFiles, presentMedia } from '../../media/index.ts';
import { type DraftRow, listDrafts, removeDraft, saveDraft } from '../drafts-store.ts';
import { memberIdOf } from '../../people/index.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';

/** Drafts live on the server, so that a crash or another device loses no sentence. */
export function addDraftRoutes(parts: DeskParts): void {
  const { http, clock } = parts;

  route(http, draftRoutes.list, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getConversation(db, params.id);
    const drafts = await listDrafts(db, params.id, memberIdOf(caller));
    const files = await listFiles(
      db,
      drafts.flatMap((draft) => draft.media_ids),
    );
    return { drafts: drafts.map(presentDraft), media: files.map(presentMedia) };
  });

  route(http, draftRoutes.save, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    await getConversation(db, params.id);
    const place = { conversationId: params.id, memberId: memberIdOf(caller), mode: params.mode };
    if (body.text === '' && body.mediaIds.length === 0) {
      await removeDraft(db, place);
      return { mode: params.mode, text: '', mediaIds: [], version: 0, updatedAt: clock.now().toISOString() };
    }
    const saved = await saveDraft(db, clock, {
      ...place,
      text: body.text,
      mediaIds: body.mediaIds,
      version: body.version,
    });
    if (saved) return presentDraft(saved);
    const newer = (await listDrafts(db, params.id, place.memberId)).find(
      (draft) => draft.mode === params.mode,
    );
    throw new AppError(deskErrors.draft_outdated, { details: newer && presentDraft(newer) });
  });
}

function presentDraft(row: DraftRow): Draft {
  return {
    mode: row.mode,
    text: row.text,
    mediaIds: row.media_ids,
    version: Number(row.version),
    updatedAt: row.updated_at.toISOString(),
  };
}
