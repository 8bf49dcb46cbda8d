import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { lockConversation } from '../../conversations/index.ts';
import type { RoutingDeps } from '../deps.ts';
import { findLatest } from '../items/store.ts';
import { type Change, store } from '../routing.ts';
import { readSetup } from '../setup/read.ts';
import type { Setup } from '../setup/types.ts';
import type { StoredWorkItem } from '../types.ts';

/** What a command does to an item. */
export type Decision = Pick<
  Change<StoredWorkItem>,
  'item' | 'how' | 'endReason' | 'stayOutcome' | 'expiresAt'
> & { readonly lines?: Change['lines']; readonly what?: Change['what'] };

export interface Around {
  readonly tx: WorkspaceTx;
  readonly setup: Setup;
  readonly now: Date;
}

/**
 * Changes the open work item of a conversation under its lock.
 * @param by the member, or null for a program or the system.
 * @throws AppError conversation_not_found, work_item_closed.
 */
export async function changeLive(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string | null,
  decide: (item: StoredWorkItem, around: Around) => Decision | Promise<Decision>,
): Promise<StoredWorkItem> {
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    const before = await findLatest(tx, conversationId);
    if (!before || before.state === 'closed') throw new AppError(routingErrors.work_item_closed);
    const [setup, now] = [await readSetup(tx), deps.clock.now()];
    const decided = await decide(before, { tx, setup, now });
    const { lines = [], what = whatChanged(before, decided.item), ...rest } = decided;
    return store(deps, tx, setup, conversation, { ...rest, before, lines, what, by, now });
  });
}

function whatChanged(before: StoredWorkItem, after: StoredWorkItem): string[] {
  return [
    ...(before.assigneeId === after.assigneeId ? [] : ['assignee']),
    ...(before.offeredTo === after.offeredTo ? [] : ['offer']),
    ...(before.queueId === after.queueId ? [] : ['queue']),
    ...(before.state === after.state && before.stateReason === after.stateReason ? [] : ['state']),
  ];
}

/** A line for the thread: who has it now. */
export function assignedLine(before: StoredWorkItem, to: string | null) {
  return { what: 'assigned', facts: { to, from: before.assigneeId } };
}
