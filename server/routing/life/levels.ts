import { addOpenTime, type Hours, openTimeBetween } from '../../hours/index.ts';
import type { Life, LifeFacts } from './types.ts';

const MINUTE_MS = 60_000;
/** So much of the time has gone when a warning shows. */
const WARN_SHARE = 0.8;

type Levels = Pick<
  Life,
  | 'pausedSince'
  | 'pausedMs'
  | 'nextToldAt'
  | 'firstAnswerDueAt'
  | 'nextAnswerDueAt'
  | 'resolutionDueAt'
  | 'slaDueAt'
  | 'slaWarnAt'
  | 'breached'
>;

interface Target {
  readonly kind: 'first_answer' | 'next_answer' | 'resolution';
  readonly dueAt: Date;
  readonly warnAt: Date | undefined;
}

/**
 * When the service levels of a work item are due, in open time: the first answer and each further one since the customer
 * began to wait, the resolution since the item opened, without the time in which it waits for the customer or is
 * snoozed. What was answered, or has ended, keeps the due time that it had. Pure.
 */
export function reckonLevels(facts: LifeFacts, hours: Hours | undefined, now: Date): Levels {
  const { life } = facts;
  const pause = reckonPause(facts, hours, now);
  const hasEnded = facts.state === 'wrap_up' || facts.state === 'closed';
  const endedAt = facts.wrapUpAt ?? facts.closedAt;
  const breached = new Set(life.breached);
  const targets: Target[] = [];

  let { firstAnswerDueAt } = life;
  if (facts.firstAnswerAt === null && !hasEnded) {
    const first = target('first_answer', facts.firstAnswerMinutes, facts.waitingSince, 0, hours);
    firstAnswerDueAt = first?.dueAt ?? null;
    if (first && !breached.has('first_answer')) targets.push(first);
  } else if (isLate(facts.firstAnswerAt, firstAnswerDueAt)) breached.add('first_answer');

  const waits = facts.firstAnswerAt !== null && !hasEnded ? facts.waitingSince : null;
  const next = target('next_answer', facts.nextAnswerMinutes, waits, 0, hours);
  if (next && next.dueAt.getTime() !== life.nextToldAt?.getTime()) targets.push(next);

  let { resolutionDueAt } = life;
  if (hasEnded) {
    if (isLate(endedAt, resolutionDueAt)) breached.add('resolution');
  } else {
    const isPaused = pause.pausedSince !== null;
    const resolution = isPaused
      ? undefined
      : target('resolution', facts.resolutionMinutes, facts.openedAt, pause.pausedMs, hours);
    resolutionDueAt = resolution?.dueAt ?? null;
    if (resolution && !breached.has('resolution')) targets.push(resolution);
  }
  return {
    ...pause,
    nextToldAt: life.nextToldAt,
    firstAnswerDueAt,
    nextAnswerDueAt: next?.dueAt ?? null,
    resolutionDueAt,
    breached: [...breached],
    slaDueAt: earliest(targets.map((one) => one.dueAt)),
    slaWarnAt: earliest(targets.flatMap((one) => one.warnAt ?? [])),
  };
}

/** Notes what is missed at `now`. Answers the levels and whether anything was. Pure. */
export function noteMisses(
  facts: LifeFacts,
  levels: Levels,
  now: Date,
): { readonly levels: Levels; readonly missed: readonly string[] } {
  const missed: string[] = [];
  const isOver = (dueAt: Date | null) => dueAt !== null && dueAt <= now;
  if (facts.firstAnswerAt === null && isOver(levels.firstAnswerDueAt)) missed.push('first_answer');
  if (isOver(levels.nextAnswerDueAt)) missed.push('next_answer');
  if (isOver(levels.resolutionDueAt)) missed.push('resolution');
  const isToldNow = missed.includes('next_answer');
  const fresh = missed.filter((kind) =>
    kind === 'next_answer'
      ? levels.nextAnswerDueAt?.getTime() !== levels.nextToldAt?.getTime()
      : !levels.breached.includes(kind),
  );
  return {
    missed: fresh,
    levels: {
      ...levels,
      breached: [...new Set([...levels.breached, ...fresh])],
      nextToldAt: isToldNow ? levels.nextAnswerDueAt : levels.nextToldAt,
    },
  };
}

function target(
  kind: Target['kind'],
  minutes: number | null,
  since: Date | null,
  pausedMs: number,
  hours: Hours | undefined,
): Target | undefined {
  if (minutes === null || since === null) return undefined;
  const dueAt = addOpenTime(hours, since, minutes * MINUTE_MS + pausedMs);
  // Hours that never open again promise nothing.
  if (!dueAt) return undefined;
  return { kind, dueAt, warnAt: addOpenTime(hours, since, minutes * MINUTE_MS * WARN_SHARE + pausedMs) };
}

function reckonPause(
  facts: LifeFacts,
  hours: Hours | undefined,
  now: Date,
): Pick<Life, 'pausedSince' | 'pausedMs'> {
  const { pausedSince, pausedMs } = facts.life;
  if (facts.state === 'waiting') return { pausedSince: pausedSince ?? facts.stateAt, pausedMs };
  if (pausedSince === null) return { pausedSince, pausedMs };
  const end = facts.stateAt > pausedSince ? facts.stateAt : now;
  return { pausedSince: null, pausedMs: pausedMs + openTimeBetween(hours, pausedSince, end) };
}

function isLate(at: Date | null, dueAt: Date | null): boolean {
  return at !== null && dueAt !== null && at > dueAt;
}

function earliest(times: readonly Date[]): Date | null {
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())));
}
