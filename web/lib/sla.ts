import type { WorkItem } from '../../contract/api/index.ts';

export type SlaItem = Pick<
  WorkItem,
  | 'state'
  | 'firstAnswerAt'
  | 'slaDueAt'
  | 'firstAnswerDueAt'
  | 'nextAnswerDueAt'
  | 'resolutionDueAt'
  | 'breached'
>;

export interface ShownSla {
  /** first_answer, next_answer or resolution. */
  kind: string;
  /** Negative when it is over; null when it was missed and nothing can be done about it any more. */
  leftMs: number | null;
  state: 'due' | 'near' | 'breached';
}

const nearMs = 5 * 60_000;

/**
 * What to show of the service levels. An answer that is overdue comes first, until it is given: the server's `slaDueAt`
 * has gone on to the next target by then. Then what is due next; then a resolution that is overdue; last what was missed.
 */
export function readSla(item: SlaItem, nowMs: number): ShownSla | undefined {
  const { slaDueAt } = item;
  const answer = overdueAnswer(item, nowMs);
  if (answer) return answer;
  if (slaDueAt !== null) {
    const leftMs = Date.parse(slaDueAt) - nowMs;
    const state = leftMs <= 0 ? 'breached' : leftMs < nearMs ? 'near' : 'due';
    return { kind: kindOf(item, slaDueAt), leftMs, state };
  }
  const resolution = overdue('resolution', item.resolutionDueAt, nowMs);
  if (resolution && !hasEnded(item)) return resolution;
  const missed = item.breached.at(-1);
  return missed === undefined ? undefined : { kind: missed, leftMs: null, state: 'breached' };
}

function overdueAnswer(item: SlaItem, nowMs: number): ShownSla | undefined {
  if (hasEnded(item)) return undefined;
  return item.firstAnswerAt === null
    ? overdue('first_answer', item.firstAnswerDueAt, nowMs)
    : overdue('next_answer', item.nextAnswerDueAt, nowMs);
}

function overdue(kind: string, at: string | null, nowMs: number): ShownSla | undefined {
  const leftMs = at === null ? 0 : Date.parse(at) - nowMs;
  return leftMs < 0 ? { kind, leftMs, state: 'breached' } : undefined;
}

function hasEnded({ state }: SlaItem): boolean {
  return state === 'wrap_up' || state === 'closed';
}

function kindOf(item: SlaItem, at: string): string {
  if (at === item.firstAnswerDueAt) return 'first_answer';
  return at === item.nextAnswerDueAt ? 'next_answer' : 'resolution';
}
