import type { EventOf, WorkspaceTx } from '../base/index.ts';
import { laterPosition, lockConversations, listMessages, type Message } from '../conversations/index.ts';
import { book } from './book.ts';
import { step } from './change.ts';
import { type ControlStep, isOver, type Program, tellControl } from './control.ts';
import type { Around, Course } from './course.ts';
import type { RoutingDeps } from './deps.ts';
import { leaveToProgram, stepControl } from './handover.ts';
import { settingsOf } from './items/consequences.ts';
import { openNext, routed } from './items/open.ts';
import { Openings } from './items/openings.ts';
import { listLatest } from './items/store.ts';
import { saveItems } from './items/write-store.ts';
import { wakeAfter, workItemChanged, writeLines } from './routing.ts';
import { countAnswers } from './sessions/store.ts';
import { readSetup } from './setup/read.ts';
import type { Setup } from './setup/types.ts';
import type { StoredWorkItem } from './types.ts';

export const FOLLOWED = ['message.received', 'message.queued', 'message.changed', 'control.changed'] as const;
export type Followed = EventOf<(typeof FOLLOWED)[number]>;

type OfMessage = Exclude<Followed, { readonly kind: 'control.changed' }>;

/**
 * Takes what happened in threads into their work items, a batch at a time: a few statements for all of them, and all
 * locks in the order of the ids. Twice changes nothing: each item knows how far it has come.
 */
export async function follow(deps: RoutingDeps, tx: WorkspaceTx, events: readonly Followed[]): Promise<void> {
  const ids = [...new Set(events.map((event) => event.body.conversationId))];
  const courses = new Map<string, Course>();
  for (const conversation of await lockConversations(tx, ids)) {
    courses.set(conversation.id, {
      conversation,
      before: undefined,
      item: undefined,
      answeredBy: [],
      lines: [],
    });
  }
  for (const item of await listLatest(tx, ids)) {
    const course = courses.get(item.conversationId);
    if (course) Object.assign(course, { before: item, item });
  }
  const messages = new Map<string, Message>();
  for (const message of await listMessages(
    tx,
    events.flatMap((event) => (event.kind === 'control.changed' ? [] : event.body.messageId)),
  )) {
    messages.set(message.id, message);
  }
  const [setup, now] = [await readSetup(tx), deps.clock.now()];
  const openings = new Openings(tx, setup, now);
  const { programs, steps } = await askControl(deps, tx, setup, events, courses);
  await openings.reserve(countOpening(events, courses, messages, programs));
  const around: Around = { deps, tx, setup, now, openings, programs, steps, held: [], answered: new Set() };
  for (const event of events) {
    const course = courses.get(event.body.conversationId);
    if (!course || isTaken(course, event)) continue;
    if (event.kind === 'control.changed') {
      course.item = await stepControl(around, course, event);
      continue;
    }
    const message = messages.get(event.body.messageId);
    // A message without a row was absorbed: its echo turned out to be another one.
    if (message) course.item = await next(around, course, event, message);
  }
  await write(around, [...courses.values()]);
}

/** Whether the item has come further than this event. */
function isTaken({ item }: Course, event: Followed): boolean {
  return item !== undefined && BigInt(item.eventSeq) >= BigInt(event.seq);
}

/** Who has these conversations, and what was done about that. */
async function askControl(
  { control }: RoutingDeps,
  tx: WorkspaceTx,
  setup: Setup,
  events: readonly Followed[],
  courses: ReadonlyMap<string, Course>,
): Promise<{ programs: ReadonlyMap<string, Program>; steps: ReadonlyMap<string, ControlStep> }> {
  if (!control) return { programs: new Map(), steps: new Map() };
  const asked = [...courses.values()].map(({ conversation, item }) => ({
    conversationId: conversation.id,
    isInHand: item !== undefined && !isOver(item),
    wrote: events.some(
      (event) =>
        event.kind === 'message.received' &&
        event.body.conversationId === conversation.id &&
        event.body.direction === 'in',
    ),
  }));
  const acted = events.filter((event) => event.kind === 'control.changed');
  return {
    programs: await control.look(tx, setup.version, asked),
    steps: acted.length === 0 ? new Map() : await control.read(tx, setup.version, acted),
  };
}

/** Conversations of the desk without open work in which a customer writes. */
function countOpening(
  events: readonly Followed[],
  courses: ReadonlyMap<string, Course>,
  messages: ReadonlyMap<string, Message>,
  programs: ReadonlyMap<string, Program>,
): number {
  const opening = events.filter((event) => {
    const { seq, body } = event;
    if (event.kind === 'control.changed' || programs.has(body.conversationId)) return false;
    const item = courses.get(body.conversationId)?.item;
    if (messages.get(event.body.messageId)?.direction !== 'in') return false;
    return !item || (item.state === 'closed' && BigInt(item.eventSeq) < BigInt(seq));
  });
  return new Set(opening.map((event) => event.body.conversationId)).size;
}

async function next(
  around: Around,
  course: Course,
  event: OfMessage,
  message: Message,
): Promise<StoredWorkItem | undefined> {
  const { item } = course;
  const { deps, tx } = around;
  const program = around.programs.get(course.conversation.id);
  if (program && message.direction === 'in')
    return leaveToProgram(around, course, event, program, message.at);
  // Whoever it was that answered: the customer does not wait for a program any more.
  if (event.kind === 'message.queued' && message.authorKind !== 'system')
    around.answered.add(course.conversation.id);
  const take = async (from: StoredWorkItem) => ({
    ...(await taken(around, course, from, event, message)),
    eventSeq: event.seq,
  });
  if (item && item.state !== 'closed') return take(item);
  if (message.direction === 'in')
    return take(await openNext(deps, around.openings, course.conversation, item));
  if (!item || event.kind !== 'message.changed' || message.authorKind === 'system') return item;
  // "Send and close": the answer leaves after the close. Written at once, since the next message opens another item.
  const closed = { ...answered(item, message), eventSeq: event.seq };
  await around.openings.store();
  await saveItems(tx, [closed]);
  return closed;
}

async function write(around: Around, courses: readonly Course[]): Promise<void> {
  const { deps, tx, setup, now } = around;
  await around.openings.store();
  if (around.held.length > 0 || around.answered.size > 0) {
    await deps.control?.note(tx, setup.version, { held: around.held, answered: [...around.answered] });
  }
  const changed = courses.flatMap(({ conversation, before, item, answeredBy, lines }) => {
    if (!item || item === before) return [];
    return [{ conversation, before: before?.id === item.id ? before : undefined, item, answeredBy, lines }];
  });
  if (changed.length === 0) return;
  const steps = changed.map(({ before, item, answeredBy }) => ({
    before,
    item,
    by: null,
    // A customer who comes back to the agent they had is more work for them, however much there is.
    how: answeredBy.length > 0 ? ('answered' as const) : ('affinity' as const),
  }));
  const { items, events } = await book(tx, setup, steps, now);
  await tellControl(
    deps,
    tx,
    setup,
    items.map((item, index) => ({ before: changed[index]?.before, item })),
  );
  for (const [index, { conversation, before, lines }] of changed.entries()) {
    const item = items[index];
    if (!item) continue;
    const told = await writeLines(deps, tx, conversation, lines, null, now);
    if (item.assigneeId !== (before?.assigneeId ?? null) && item.assigneeId !== null) {
      const facts = { to: item.assigneeId, from: before?.assigneeId ?? null };
      await writeLines(deps, tx, told, [{ what: 'assigned', facts }], item.assigneeId, now);
    }
    // The inbox row moves with each message, whether or not the state does.
    deps.log.append(tx, [workItemChanged(item, whatChanged(before, item), null)]);
  }
  deps.log.append(tx, events);
  await countAnswers(
    tx,
    changed.flatMap(({ item, answeredBy }) =>
      answeredBy.map((agentId) => ({ workItemId: item.id, agentId })),
    ),
  );
  wakeAfter(deps, tx, items, events.length > 0);
}

function whatChanged(before: StoredWorkItem | undefined, after: StoredWorkItem): string {
  if (before?.state !== after.state) return 'state';
  return before.assigneeId === after.assigneeId ? 'activity' : 'assignee';
}

/** What moves a work item: what comes in or is to go out, and what has left. */
export function concerns(event: Followed): boolean {
  if (event.kind !== 'message.changed') return true;
  const { direction, kind, what, state } = event.body;
  return direction === 'out' && kind === 'message' && what === 'state' && state === 'sent';
}

async function taken(
  around: Around,
  course: Course,
  item: StoredWorkItem,
  event: OfMessage,
  message: Message,
): Promise<StoredWorkItem> {
  const ends = {
    ...item,
    lastAt: message.at > item.lastAt ? message.at : item.lastAt,
    lastPosition: laterPosition(item.lastPosition, message.position),
  };
  // What nobody wrote answers nobody: who waits goes on waiting.
  if (message.authorKind === 'system') return ends;
  if (event.kind === 'message.received' && event.body.direction === 'in') {
    const incoming = ends.incoming + 1;
    const waiting = { ...ends, incoming, waitingSince: ends.waitingSince ?? message.at, snoozedUntil: null };
    return revived(around, waiting);
  }
  if (event.kind === 'message.queued') {
    if (message.authorKind === 'agent' && message.authorId !== null) course.answeredBy.push(message.authorId);
    return givenToAuthor(ends, message, around.now);
  }
  // Sent, or written with X's own apps: the last word is ours.
  return { ...answered(ends, message), outgoing: ends.outgoing + 1 };
}

/**
 * A customer who writes wakes a waiting item. What agents pick comes back to its agent; what is distributed is
 * distributed anew, to the same agent first where the work stream keeps them together.
 */
async function revived(around: Around, item: StoredWorkItem): Promise<StoredWorkItem> {
  const { setup, now } = around;
  if (item.state !== 'waiting' || item.mode === 'pick') return step(item, 'customer_wrote', now);
  const open = step({ ...item, assigneeId: null }, 'customer_wrote', now);
  const { affinity, affinityPatienceMinutes } = settingsOf(setup, item);
  if (affinity && item.assigneeId !== null) {
    const affinityUntil = new Date(now.getTime() + affinityPatienceMinutes * 60_000);
    return { ...open, affinityId: item.assigneeId, affinityUntil };
  }
  return routed(around.openings, open, { why: 'revived' });
}

function answered(item: StoredWorkItem, message: Message): StoredWorkItem {
  return { ...item, waitingSince: null, firstAnswerAt: item.firstAnswerAt ?? message.at };
}

/** Who answers an item that nobody has takes it. */
function givenToAuthor(item: StoredWorkItem, message: Message, now: Date): StoredWorkItem {
  const takes = item.assigneeId === null && message.authorKind === 'agent' && message.authorId !== null;
  const owned = takes ? { ...item, assigneeId: message.authorId } : item;
  const moved = step(owned, 'answered', now);
  return moved.state === 'waiting' ? moved : { ...moved, snoozedUntil: null };
}
