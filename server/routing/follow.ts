import type { EventOf, WorkspaceTx } from '../base/index.ts';
import { findMessage, laterPosition, lockConversation, type Message } from '../conversations/index.ts';
import { move } from './change.ts';
import { openNext, type RoutingDeps, store, workItemChanged } from './routing.ts';
import { findLatest, saveItem } from './store.ts';
import { transition } from './transition.ts';
import type { WorkItem } from './types.ts';

export const FOLLOWED = ['message.received', 'message.queued', 'message.changed'] as const;
export type Followed = EventOf<(typeof FOLLOWED)[number]>;

/** Takes what happened in a thread into its work item. Twice changes nothing: the item knows how far it has come. */
export async function follow(deps: RoutingDeps, tx: WorkspaceTx, event: Followed): Promise<void> {
  if (!concerns(event)) return;
  const { conversationId, messageId } = event.body;
  const conversation = await lockConversation(tx, conversationId);
  const latest = await findLatest(tx, conversationId);
  if (latest && BigInt(latest.eventSeq) >= BigInt(event.seq)) return;
  const message = await findMessage(tx, messageId);
  // Absorbed: its echo turned out to be another one.
  if (!message) return;
  const now = deps.clock.now();
  const isLive = latest !== undefined && latest.state !== 'closed';
  if (!isLive && message.direction !== 'in') {
    // "Send and close": the answer leaves after the close.
    if (latest && event.kind === 'message.changed')
      await saveItem(tx, { ...answered(latest, message), eventSeq: event.seq });
    return;
  }
  const before = isLive ? latest : await openNext(tx, conversation, latest, now);
  const item = { ...taken(before, event, message, now), eventSeq: event.seq };
  const what =
    item.state !== before.state || !isLive
      ? 'state'
      : item.assigneeId !== before.assigneeId
        ? 'assignee'
        : null;
  const lines =
    item.assigneeId !== before.assigneeId
      ? [{ what: 'assigned', facts: { to: item.assigneeId, from: before.assigneeId } }]
      : [];
  await store(deps, tx, conversation, { before, item, lines, what: [], by: item.assigneeId, now });
  // The inbox row moves with each message, whether or not the state does.
  deps.log.append(tx, [workItemChanged(item, what ?? 'activity', null)]);
}

function concerns(event: Followed): boolean {
  if (event.kind !== 'message.changed') return true;
  const { direction, kind, what, state } = event.body;
  return direction === 'out' && kind === 'message' && what === 'state' && state === 'sent';
}

function taken(item: WorkItem, event: Followed, message: Message, now: Date): WorkItem {
  const ends = {
    ...item,
    lastAt: message.at > item.lastAt ? message.at : item.lastAt,
    lastPosition: laterPosition(item.lastPosition, message.position),
  };
  if (event.kind === 'message.received' && event.body.direction === 'in') {
    const waiting = { ...ends, waitingSince: ends.waitingSince ?? message.at, snoozedUntil: null };
    return move(
      waiting,
      transition(ends.state, 'customer_wrote', ends.assigneeId !== null),
      now,
      'customer_wrote',
    );
  }
  if (event.kind === 'message.queued') return givenToAuthor(ends, message, now);
  // Sent, or written with X's own apps: the last word is ours.
  return answered(ends, message);
}

function answered(item: WorkItem, message: Message): WorkItem {
  return { ...item, waitingSince: null, firstAnswerAt: item.firstAnswerAt ?? message.at };
}

/** Who answers an item that nobody has takes it. */
function givenToAuthor(item: WorkItem, message: Message, now: Date): WorkItem {
  const takes = item.assigneeId === null && message.authorKind === 'agent' && message.authorId !== null;
  const owned = takes ? { ...item, assigneeId: message.authorId } : item;
  const moved = move(owned, transition(owned.state, 'answered', owned.assigneeId !== null), now, 'answered');
  return moved.state === 'waiting' ? moved : { ...moved, snoozedUntil: null };
}
