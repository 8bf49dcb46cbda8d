import type { OverflowRule, OverflowSeen } from '../../../contract/api/index.ts';
import { type Hours, isOpen, nextOpening } from '../../hours/index.ts';

/** How a queue stands before an item is put into it. */
export interface OverflowState {
  readonly checks: readonly OverflowSeen[];
  /** What happens when nothing better is found; null: it does not overflow. */
  readonly firing: OverflowRule | null;
  /** When it opens next; null: it is open now. */
  readonly opensAt: Date | null;
}

export interface OverflowPort {
  /** Nothing when there is no such queue. */
  look(queueId: string): Promise<OverflowState | undefined>;
}

export interface OverflowQueue {
  readonly id: string;
  readonly overflow: readonly OverflowRule[];
  readonly hours: Hours | null;
}

/** A queue that never opens again comes last. */
const NEVER_OPENS = new Date(8.64e15);

/**
 * Looks at a queue's conditions before an item enters it: hours first, then in the order listed. How long items wait is
 * looked at while they wait.
 * @param countWaiting asked only where a condition counts; at least up to its limit.
 */
export async function lookAtQueue(
  queue: OverflowQueue,
  now: Date,
  countWaiting: (queueId: string, most: number) => Promise<number>,
): Promise<OverflowState> {
  const ordered = [
    ...queue.overflow.filter(({ condition }) => condition === 'out_of_hours'),
    ...queue.overflow.filter(({ condition }) => condition === 'items_exceed'),
  ];
  const open = isOpen(queue.hours, now);
  const checks: OverflowSeen[] = [];
  let firing: OverflowRule | null = null;
  for (const rule of ordered) {
    const { condition, value } = rule;
    const seen = condition === 'items_exceed' ? await countWaiting(queue.id, value) : null;
    // With the limit reached, one more exceeds it.
    const holds = seen === null ? !open : seen >= value;
    checks.push({ queueId: queue.id, condition, value, seen, holds });
    if (holds) firing ??= rule;
  }
  const opensAt = open ? null : (nextOpening(queue.hours, now) ?? NEVER_OPENS);
  return { checks, firing, opensAt };
}
