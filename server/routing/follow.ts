import type { EventOf, WorkspaceTx } from '../base/index.ts';
import {
  type Conversation,
  laterPosition,
  listConversations,
  listMessages,
  type Message,
} from '../conversations/index.ts';
import { move, sessions } from './change.ts';
import { openNext, type RoutingDeps, workItemChanged, writeLines } from './routing.ts';
import { beginSession, endSession, listLatest, lockConversations, saveFollowed } from './store.ts';
import { transition } from './transition.ts';
import type { WorkItem } from './types.ts';

export const FOLLOWED = ['message.received', 'message.queued', 'message.changed'] as const;
export type Followed = EventOf<(typeof FOLLOWED)[number]>;

/** A work item on its way through a batch of events. */
interface Course {
  readonly conversation: Conversation;
  /** As it was before the batch; nothing when there was none. */
  readonly before: WorkItem | undefined;
  item: WorkItem | undefined;
}

/**
 * Takes what happened in threads into their work items, a batch at a time: a few statements for all of them, and all
 * locks in the order of the ids. Twice changes nothing: each item knows how far it has come.
 */
export async function follow(deps: RoutingDeps, tx: WorkspaceTx, events: readonly Followed[]): Promise<void> {
  const wanted = events.filter(concerns);
  if (wanted.length === 0) return;
  const ids = [...new Set(wanted.map((event) => event.body.conversationId))];
  await lockConversations(tx, ids);
  const courses = new Map<string, Course>();
  for (const conversation of await listConversations(tx, ids)) {
    courses.set(conversation.id, { conversation, before: undefined, item: undefined });
  }
  for (const item of await listLatest(tx, ids)) {
    const course = courses.get(item.conversationId);
    if (course) courses.set(item.conversationId, { ...course, before: item, item });
  }
  const messages = new Map<string, Message>();
  for (const message of await listMessages(
    tx,
    wanted.map((event) => event.body.messageId),
  )) {
    messages.set(message.id, message);
  }
  const now = deps.clock.now();
  for (const event of wanted) {
    const course = courses.get(event.body.conversationId);
    const message = messages.get(event.body.messageId);
    // A message without a row was absorbed: its echo turned out to be another one.
    if (course && message) course.item = await next(tx, course, event, message, now);
  }
  await write(deps, tx, [...courses.values()], now);
}

async function next(
  tx: WorkspaceTx,
  course: Course,
  event: Followed,
  message: Message,
  now: Date,
): Promise<WorkItem | undefined> {
  const { item } = course;
  if (item && BigInt(item.eventSeq) >= BigInt(event.seq)) return item;
  if (item && item.state !== 'closed') return { ...taken(item, event, message, now), eventSeq: event.seq };
  if (message.direction === 'in') {
    const opened = await openNext(tx, course.conversation, item, now);
    return { ...taken(opened, event, message, now), eventSeq: event.seq };
  }
  if (!item || event.kind !== 'message.changed' || message.authorKind === 'system') return item;
  // "Send and close": the answer leaves after the close. Written at once, since the next message opens another item.
  const closed = { ...answered(item, message), eventSeq: event.seq };
  await saveFollowed(tx, [closed]);
  return closed;
}

async function write(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  courses: readonly Course[],
  now: Date,
): Promise<void> {
  const changed = courses.flatMap(({ conversation, before, item }) =>
    item && item !== before ? [{ conversation, before, item }] : [],
  );
  if (changed.length === 0) return;
  await saveFollowed(
    tx,
    changed.map(({ item }) => item),
  );
  for (const { conversation, before, item } of changed) {
    const old = before?.id === item.id ? before : undefined;
    const was = old ?? { ...item, state: 'open', assigneeId: null };
    const { endSession: reason, beginSession: begins } = sessions(was, item);
    if (reason !== null) await endSession(tx, item, reason, now);
    if (begins && item.assigneeId !== null) await beginSession(tx, item, item.assigneeId, now);
    if (item.assigneeId !== was.assigneeId) {
      const line = { what: 'assigned', facts: { to: item.assigneeId, from: was.assigneeId } };
      await writeLines(deps, tx, conversation, [line], item.assigneeId, now);
    }
    // The inbox row moves with each message, whether or not the state does.
    deps.log.append(tx, [workItemChanged(item, whatChanged(old, item), null)]);
  }
}

function whatChanged(before: WorkItem | undefined, after: WorkItem): string {
  if (before?.state !== after.state) return 'state';
  return before.assigneeId === after.assigneeId ? 'activity' : 'assignee';
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
  // What nobody wrote answers nobody: who waits goes on waiting.
  if (message.authorKind === 'system') return ends;
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
