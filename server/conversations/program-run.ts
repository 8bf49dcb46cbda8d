import type { Message, ProgramRun } from './types.ts';

/** Most messages that programs send before a customer or an agent writes. */
export const UNANSWERED = 20;
/** Most times that one program's message follows another's meanwhile. */
export const LOOP_TURNS = 6;

const NONE: ProgramRun = { run: 0, turns: 0, last: null };

/** Programs that wait for somebody to write: nobody answered them, or they answered each other. Pure. */
export function stopOf({ run, turns }: ProgramRun): 'unanswered' | 'loop' | null {
  if (turns >= LOOP_TURNS) return 'loop';
  return run >= UNANSWERED ? 'unanswered' : null;
}

/**
 * What programs have said in a row, with this message. What a program says in a customer's name, what is sent to nobody,
 * and what we say by ourselves counts for neither. Pure.
 */
export function programsAfter(
  before: ProgramRun,
  message: Pick<Message, 'kind' | 'authorKind' | 'authorId' | 'state' | 'direction'>,
): ProgramRun {
  const { kind, authorKind, authorId, state, direction } = message;
  if (kind !== 'message' || state === 'kept' || authorKind === 'system' || authorKind === 'customer')
    return before;
  if (authorKind !== 'program' || direction !== 'out') return NONE;
  const turns = before.turns + (before.last !== null && before.last !== authorId ? 1 : 0);
  return { run: before.run + 1, turns, last: authorId };
}

/** Somebody has written on X: a customer, or one of us with X's own apps. */
export const programsAnswered = NONE;
