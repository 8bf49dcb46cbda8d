import { routingErrors } from '../../contract/errors/routing.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { addSystemLine, type Conversation, lockConversation } from '../conversations/index.ts';
import { book, type Step } from './book.ts';
import { applyChange, type Line } from './change.ts';
import { checkGivenOut, type Picker } from './commands/may-pick.ts';
import { tellControl } from './control.ts';
import type { RoutingDeps } from './deps.ts';
import { isQueued } from './items/consequences.ts';
import { openNow } from './items/open.ts';
import { findLatest } from './items/store.ts';
import { needDisposition } from './record/record.ts';
import { readSetup } from './setup/read.ts';
import type { Setup } from './setup/types.ts';
import type { StoredWorkItem, WorkItem, WorkItemChange } from './types.ts';

export interface UpdatedWorkItem {
  readonly workItem: StoredWorkItem;
  /** As it was, for undo; null when the conversation had none. */
  readonly before: StoredWorkItem | null;
}

/**
 * Changes the open work item of a conversation: assigns, closes, reopens, snoozes, tags, ranks.
 * Closed is the end of an item: `state: 'open'` on a closed conversation opens the next one.
 * @param by the member, or null for a program.
 * @throws AppError conversation_not_found, work_item_closed, work_item_state, assignee_unknown, snooze_in_past,
 *   pick_refused.
 */
export async function updateWorkItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  change: WorkItemChange,
  by: string | null,
  /** Absent: whoever asks may do it, as a supervisor and the system may. */
  picker?: Picker,
): Promise<UpdatedWorkItem> {
  return db.transaction(async (tx) => {
    await needAgent(deps, tx, change.assigneeId);
    const conversation = await lockConversation(tx, conversationId);
    const latest = await findLatest(tx, conversationId);
    const now = deps.clock.now();
    const setup = await readSetup(tx);
    const live = latest && latest.state !== 'closed' ? latest : undefined;
    if (!live && change.state !== 'open') throw new AppError(routingErrors.work_item_closed);
    if (live && picker && change.assigneeId === picker.memberId && !picker.supervises) {
      checkGivenOut(setup, live, picker.memberId);
    }
    if (change.state === 'closed') await needDisposition(tx, conversationId);
    const opened = live ? undefined : await openNow(deps, tx, setup, conversation, latest, { now, by });
    const base = opened?.item ?? latest;
    if (!base) throw new AppError(routingErrors.work_item_closed);
    const changed = applyChange(base, live ? change : { ...change, state: undefined }, by, now);
    const lines: Line[] = [
      ...(opened ? [{ what: 'reopened', facts: {} }, ...opened.lines] : []),
      ...changed.lines,
    ];
    const what = [...(live ? [] : ['state']), ...changed.what];
    const how = changed.item.assigneeId === by ? 'picked' : 'assigned';
    const booked = { before: live, item: changed.item, lines, what, by, now, how } as const;
    const workItem = await store(deps, tx, setup, conversation, booked);
    return { workItem, before: latest ?? null };
  });
}

/** @throws AppError assignee_unknown */
export async function needAgent(
  deps: RoutingDeps,
  db: WorkspaceDb,
  memberId: string | null | undefined,
): Promise<void> {
  if (memberId && !(await deps.isAgent(db, memberId))) throw new AppError(routingErrors.assignee_unknown);
}

export interface Change<Item extends WorkItem = WorkItem> extends Step<Item> {
  /** Lines for the thread. */
  readonly lines: readonly Line[];
  /** What of it changed, as `work_item.changed` says it; empty when nothing did. */
  readonly what: readonly string[];
  readonly now: Date;
}

/** Writes a changed item with all that follows, its lines in the thread and its events. */
export async function store<Item extends WorkItem>(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  setup: Setup,
  conversation: Conversation,
  change: Change<Item>,
): Promise<Item> {
  const { now, by } = change;
  const { items, events } = await book(tx, setup, [change], now);
  const item = items[0] ?? change.item;
  await tellControl(deps, tx, setup, [{ before: change.before, item }]);
  await writeLines(deps, tx, conversation, change.lines, by, now);
  if (change.what.length > 0) deps.log.append(tx, [workItemChanged(item, change.what.join(','), by)]);
  deps.log.append(tx, events);
  wakeAfter(deps, tx, [item], events.length > 0);
  return item;
}

/** Asks for assignment at once, not only when the log says so: an item waits, or somebody may have become free. */
export function wakeAfter(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  items: readonly WorkItem[],
  capacityChanged: boolean,
): void {
  const waits = items.some((item) => item.mode === 'push' && isQueued(item) && item.offeredTo === null);
  if (waits || capacityChanged) tx.afterCommit(() => deps.assigner?.wake(tx.workspaceId));
}

/** Says in the thread what happened; answers the conversation with the lines in it. */
export async function writeLines(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  lines: readonly Line[],
  by: string | null,
  now: Date,
): Promise<Conversation> {
  let current = conversation;
  for (const line of lines) {
    const added = await addSystemLine(tx, current, { ...line, by }, now);
    current = added.conversation;
    deps.log.append(tx, added.events);
  }
  return current;
}

export function workItemChanged(item: WorkItem, what: string, by: string | null): AppEvent {
  const { conversationId, id: workItemId, state, assigneeId } = item;
  return {
    kind: 'work_item.changed',
    key: conversationId,
    body: { conversationId, workItemId, state, assigneeId, what, by },
  };
}
