import type { WorkItem } from '../../contract/api/index.ts';

export type SlaItem = Pick<
  WorkItem,
  'slaDueAt' | 'firstAnswerDueAt' | 'nextAnswerDueAt' | 'resolutionDueAt' | 'breached'
>;

export interface ShownSla {
  /** first_answer, next_answer or resolution. */
  kind: string;
  /** Negative when it is over; null when only that it was missed is known. */
  leftMs: number | null;
  state: 'due' | 'near' | 'breached';
}

const nearMs = 5 * 60_000;

/** What to show of the service levels: the next one that is due, else the last that was missed. */
export function readSla(item: SlaItem, nowMs: number): ShownSla | undefined {
  const { slaDueAt } = item;
  const missed = item.breached.at(-1);
  if (slaDueAt === null)
    return missed ? { kind: missed, leftMs: overBy(item, missed, nowMs), state: 'breached' } : undefined;
  const leftMs = Date.parse(slaDueAt) - nowMs;
  return {
    kind: kindOf(item, slaDueAt),
    leftMs,
    state: leftMs <= 0 ? 'breached' : leftMs < nearMs ? 'near' : 'due',
  };
}

function kindOf(item: SlaItem, at: string): string {
  if (at === item.firstAnswerDueAt) return 'first_answer';
  return at === item.nextAnswerDueAt ? 'next_answer' : 'resolution';
}

function overBy(item: SlaItem, kind: string, nowMs: number): number | null {
  const at =
    kind === 'first_answer'
      ? item.firstAnswerDueAt
      : kind === 'next_answer'
        ? item.nextAnswerDueAt
        : item.resolutionDueAt;
  return at === null ? null : Date.parse(at) - nowMs;
}
