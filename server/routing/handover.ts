import type { EventOf } from '../base/index.ts';
import { step } from './change.ts';
import { type ControlStep, isOver, type Program } from './control.ts';
import type { Around, Course } from './course.ts';
import { openNext, routed } from './items/open.ts';
import { store } from './routing.ts';
import type { StoredWorkItem } from './types.ts';

const LOST: ControlStep = {
  toDesk: 'given',
  byMember: false,
  line: { what: 'program_lost', facts: {} },
  context: {},
};

/** A customer writes to a program: the message is in the thread, and the desk has no work with it. */
export function leaveToProgram(
  around: Around,
  course: Course,
  event: { readonly seq: string },
  program: Program,
  at: Date,
): StoredWorkItem | undefined {
  const conversationId = course.conversation.id;
  around.held.push({ conversationId, seatId: program.seatId, at });
  around.answered.delete(conversationId);
  return givenUp(around, course, event, program);
}

/** Something was done at the switchboard: work for the desk begins, or ends. */
export async function stepControl(
  around: Around,
  course: Course,
  event: EventOf<'control.changed'>,
): Promise<StoredWorkItem | undefined> {
  const isLost = event.body.what === 'lost';
  const program = around.programs.get(course.conversation.id);
  if (program) {
    if (isLost) return leaveToProgram(around, course, event, program, around.now);
    return givenUp(around, course, event, program);
  }
  const done = isLost ? LOST : around.steps.get(event.body.actionId);
  // What a member did was done at once, with all that follows from it.
  if (!done || done.toDesk === null || done.byMember) return course.item;
  const item = await takenUp(around, course, done);
  course.lines.push(done.line);
  return { ...item, eventSeq: event.seq };
}

/** The desk's work ends, since a program has the conversation: an agent who has it may still write down what is to be. */
function givenUp(
  { now }: Around,
  course: Course,
  event: { readonly seq: string },
  program: Program,
): StoredWorkItem | undefined {
  const { item } = course;
  if (!item || isOver(item)) return item;
  course.lines.push({ what: 'left_to_program', facts: { to: program.name } });
  const isTalk = item.state === 'active' && item.assigneeId !== null;
  const over = isTalk
    ? step(item, 'ended', now)
    : { ...step(item, 'closed_by_system', now), closedAt: now, closedBy: null };
  return { ...over, snoozedUntil: null, waitingSince: null, eventSeq: event.seq };
}

async function takenUp(around: Around, course: Course, { context }: ControlStep): Promise<StoredWorkItem> {
  const { deps, openings, now } = around;
  const { item, conversation } = course;
  if (!item || isOver(item)) {
    if (item?.state === 'wrap_up') await finish(around, course, item);
    return openNext(deps, openings, conversation, course.item, { context, waitingSince: now });
  }
  const asked = {
    ...item,
    context: { ...item.context, ...context },
    waitingSince: item.waitingSince ?? now,
  };
  const isFree = item.assigneeId === null && item.offeredTo === null;
  if (item.state === 'waiting') return step({ ...asked, snoozedUntil: null }, 'customer_wrote', now);
  // The rules have more to go by.
  const isTold = Object.keys(context).length > 0;
  return isFree && isTold ? routed(openings, asked, { why: 'escalated' }) : asked;
}

/** What is left to write down is not waited for: somebody needs an agent now. */
async function finish({ deps, tx, setup, now }: Around, course: Course, item: StoredWorkItem): Promise<void> {
  const before = course.before?.id === item.id ? course.before : undefined;
  const closed = {
    ...step(item, 'closed_by_system', now),
    closedAt: now,
    closedBy: null,
    waitingSince: null,
  };
  const change = { before, item: closed, by: null, lines: [], what: ['state'], now } as const;
  course.item = await store(deps, tx, setup, course.conversation, change);
  course.before = course.item;
  course.lines.push({ what: 'closed', facts: { reason: 'closed_by_system' } });
}
