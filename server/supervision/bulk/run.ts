import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, asId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { addMentions, addNote, lockConversation } from '../../conversations/index.ts';
import { assignItem, findWorkItem, putAside, readSetup } from '../../routing/index.ts';
import { forceClose } from '../actions/act.ts';
import { checkAction } from '../actions/matrix.ts';
import type { SupervisionDeps } from '../types.ts';
import { claimRow, endBulk, endRow, findBulk, listUnfinished, type StoredBulk } from './store.ts';

/** Rows of one turn: others get theirs in between. */
const TURN = 50;

type RunDeps = Pick<SupervisionDeps, 'db' | 'clock' | 'log' | 'routing' | 'queueMessage' | 'live'>;

/**
 * Does what is left of all actions. Each conversation is one transaction with its outcome, so that a restart goes on
 * where it was. True when there is more.
 */
export async function runBulks(deps: RunDeps): Promise<boolean> {
  const unfinished = await listUnfinished(deps.db);
  for (const { workspaceId, id } of unfinished) {
    const db = deps.db.workspace(asId<'workspace'>(workspaceId));
    const bulk = await findBulk(db, id);
    if (!bulk) continue;
    for (let done = 0; done < TURN; done += 1) {
      if (await runNext(deps, db, bulk)) continue;
      await endBulk(db, id, deps.clock.now());
      break;
    }
    deps.live.publish(db.workspaceId, { type: 'setup', kind: 'bulk' });
  }
  return unfinished.length > 0;
}

/** False when nothing is left. */
async function runNext(deps: RunDeps, db: WorkspaceDb, bulk: StoredBulk): Promise<boolean> {
  let n: number | undefined;
  try {
    return await db.transaction(async (tx) => {
      const claimed = await claimRow(tx, bulk.id);
      if (!claimed) return false;
      n = claimed.n;
      await act(deps, tx, bulk, claimed.conversationId);
      await endRow(tx, bulk.id, claimed.n, { state: 'done', message: null });
      return true;
    });
  } catch (error) {
    if (n === undefined || !(error instanceof AppError)) throw error;
    await endRow(db, bulk.id, n, { state: 'failed', message: error.message });
    return true;
  }
}

async function act(deps: RunDeps, tx: WorkspaceTx, bulk: StoredBulk, conversationId: string): Promise<void> {
  const by = bulk.byMemberId;
  if (bulk.kind === 'force_close') return void (await forceClose(deps, tx, conversationId, by));
  const conversation = await lockConversation(tx, conversationId);
  const item = await findWorkItem(tx, conversationId);
  if (!item || item.state === 'closed') throw new AppError(routingErrors.work_item_closed);
  const text = bulk.text ?? '';
  switch (bulk.kind) {
    case 'assign': {
      checkAction('assign', item, (await readSetup(tx)).distribution, by);
      const to = { queueId: bulk.queueId ?? '' };
      const assignment = { to, kind: 'assigned', needsAcceptance: false, by } as const;
      await assignItem(deps.routing, tx, conversationId, assignment);
      return;
    }
    case 'message': {
      // Not by an agent: whoever answers an item that nobody has would take it.
      const author = { kind: 'program', id: by } as const;
      const idempotencyKey = `bulk-${bulk.id}`;
      await deps.queueMessage(tx, { conversationId, author, text, idempotencyKey, proactive: 'always' });
      if (item.state === 'open') await putAside(deps.routing, tx, conversationId, { by });
      return;
    }
    case 'note': {
      const note = { text, authorId: by, idempotencyKey: `bulk-${bulk.id}` };
      const added = await addNote(tx, conversation, note, deps.clock.now());
      if (!added.created) return;
      deps.log.append(tx, added.events);
      if (item.assigneeId === null) return;
      const mention = { kind: 'member', id: item.assigneeId, start: 0, end: 1 } as const;
      deps.log.append(tx, await addMentions(tx, added.message, [mention]));
    }
  }
}
