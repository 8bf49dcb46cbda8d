import { routingErrors } from '../../contract/errors/routing.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import {
  AppError,
  type Clock,
  type EventLog,
  type Logger,
  newId,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import { addSystemLine, type Conversation, lockConversation } from '../conversations/index.ts';
import { applyChange, type Line, sessions } from './change.ts';
import {
  beginSession,
  destinationOf,
  endSession,
  findLatest,
  insertItem,
  saveItem,
  takeNumber,
} from './store.ts';
import type { StateReason } from './transition.ts';
import type { WorkItem, WorkItemChange } from './types.ts';

export interface RoutingDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  /** Whether somebody can be given work: an active member of the workspace. */
  readonly isAgent: (db: WorkspaceDb, memberId: string) => Promise<boolean>;
}

export interface UpdatedWorkItem {
  readonly workItem: WorkItem;
  /** As it was, for undo; null when the conversation had none. */
  readonly before: WorkItem | null;
}

/**
 * Changes the open work item of a conversation: assigns, closes, reopens, snoozes, tags, ranks.
 * Closed is the end of an item: `state: 'open'` on a closed conversation opens the next one.
 * @param by the member, or null for a program.
 * @throws AppError conversation_not_found, work_item_closed, work_item_state, assignee_unknown, snooze_in_past.
 */
export async function updateWorkItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  change: WorkItemChange,
  by: string | null,
): Promise<UpdatedWorkItem> {
  return db.transaction(async (tx) => {
    if (change.assigneeId && !(await deps.isAgent(tx, change.assigneeId))) {
      throw new AppError(routingErrors.assignee_unknown);
    }
    const conversation = await lockConversation(tx, conversationId);
    const latest = await findLatest(tx, conversationId);
    const now = deps.clock.now();
    const isLive = latest !== undefined && latest.state !== 'closed';
    if (!isLive && change.state !== 'open') throw new AppError(routingErrors.work_item_closed);
    const base = isLive ? latest : await openNext(tx, conversation, latest, now);
    const changed = applyChange(base, isLive ? change : { ...change, state: undefined }, by, now);
    const lines: Line[] = [...(isLive ? [] : [{ what: 'reopened', facts: {} }]), ...changed.lines];
    const what = [...(isLive ? [] : ['state']), ...changed.what];
    await store(deps, tx, conversation, { before: base, item: changed.item, lines, what, by, now });
    return { workItem: changed.item, before: latest ?? null };
  });
}

export interface Step {
  readonly before: WorkItem;
  readonly item: WorkItem;
  readonly lines: readonly Line[];
  readonly what: readonly string[];
  readonly by: string | null;
  readonly now: Date;
}

/** Writes a changed item with its sessions, its lines in the thread and its event. */
export async function store(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  step: Step,
): Promise<void> {
  const { before, item, now, by } = step;
  await saveItem(tx, item);
  const { endSession: reason, beginSession: begins } = sessions(before, item);
  if (reason !== null) await endSession(tx, item, reason, now);
  if (begins && item.assigneeId !== null) await beginSession(tx, item, item.assigneeId, now);
  await writeLines(deps, tx, conversation, step.lines, by, now);
  if (step.what.length > 0) deps.log.append(tx, [workItemChanged(item, step.what.join(','), by)]);
}

/** Says in the thread what happened. */
export async function writeLines(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  lines: readonly Line[],
  by: string | null,
  now: Date,
): Promise<void> {
  let current = conversation;
  for (const line of lines) {
    const added = await addSystemLine(tx, current, { ...line, by }, now);
    current = added.conversation;
    deps.log.append(tx, added.events);
  }
}

/** Opens the next stretch of service on a conversation that has none open. The conversation is locked. */
export async function openNext(
  tx: WorkspaceTx,
  conversation: Conversation,
  earlier: WorkItem | undefined,
  now: Date,
  reason: StateReason = 'awaiting_assignment',
): Promise<WorkItem> {
  const item: WorkItem = {
    id: newId<'work_item'>(),
    conversationId: conversation.id,
    customerId: conversation.customerId,
    handleId: conversation.handleId,
    number: await takeNumber(tx),
    state: 'open',
    stateReason: reason,
    stateAt: now,
    ...(await destinationOf(tx, conversation.handleId)),
    assigneeId: null,
    priority: 'normal',
    tags: [],
    lastAt: conversation.lastAt,
    lastPosition: conversation.lastPosition,
    waitingSince: conversation.lastDirection === 'in' ? conversation.lastAt : null,
    firstAnswerAt: null,
    snoozedUntil: null,
    openedAt: now,
    closedAt: null,
    closedBy: null,
    eventSeq: earlier?.eventSeq ?? '0',
  };
  await insertItem(tx, item);
  return item;
}

export function workItemChanged(item: WorkItem, what: string, by: string | null): AppEvent {
  const { conversationId, id: workItemId, state, assigneeId } = item;
  return {
    kind: 'work_item.changed',
    key: conversationId,
    body: { conversationId, workItemId, state, assigneeId, what, by },
  };
}
