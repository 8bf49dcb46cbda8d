import type { Caller, Clock, WorkspaceDb } from '../base/index.ts';
import { type Audit, actorOf } from '../people/index.ts';
import { isFirstLook } from './view-store.ts';

const HOUR_MS = 3_600_000;

/**
 * Writes into the audit log who looked at a conversation, or searched, once an hour for each: what is asked for again
 * and again by an open page would bury everything else.
 */
export function createNoteView(deps: { readonly clock: Clock; readonly audit: Audit }) {
  return async (
    db: WorkspaceDb,
    caller: Caller,
    what: 'conversation.viewed' | 'messages.searched',
    id: string,
  ) => {
    const hour = new Date(Math.floor(deps.clock.now().getTime() / HOUR_MS) * HOUR_MS);
    const viewer = caller.memberId ?? caller.id;
    await db.transaction(async (tx) => {
      if (!(await isFirstLook(tx, viewer, id, hour))) return;
      const isThread = what === 'conversation.viewed';
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: what,
        ...(isThread && { subjectKind: 'conversation', subjectId: id }),
      });
    });
  };
}
