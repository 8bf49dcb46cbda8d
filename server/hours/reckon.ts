import { dayNumberAt, dayNumberOf, type Hours, listStretches } from './stretches.ts';

const DAY_MS = 86_400_000;
/** Nobody asks for what comes later. */
const HORIZON_MS = 10 * 366 * DAY_MS;

/** A moment at which something opens or closes. */
export interface Change {
  readonly at: Date;
  readonly opens: boolean;
}

/** Whether it is open. Without hours it always is. */
export function isOpen(hours: Hours | null | undefined, at: Date): boolean {
  if (!hours) return true;
  const atMs = at.getTime();
  return !listStretches(hours, atMs, atMs + 1).next().done;
}

/** The time itself when it is open, else when it opens next; nothing when it never does. */
export function nextOpening(hours: Hours | null | undefined, at: Date): Date | undefined {
  if (!hours) return at;
  const atMs = at.getTime();
  const first = listStretches(hours, atMs, atMs + HORIZON_MS).next();
  return first.done ? undefined : new Date(first.value.fromMs);
}

/** When it opens or closes next; nothing when it never changes again. */
export function nextChange(hours: Hours | null | undefined, at: Date): Change | undefined {
  return listChanges(hours, at, 1)[0];
}

/** The next changes, soonest first. */
export function listChanges(hours: Hours | null | undefined, at: Date, most: number): Change[] {
  const changes: Change[] = [];
  if (!hours) return changes;
  const atMs = at.getTime();
  const endMs = atMs + HORIZON_MS;
  for (const { fromMs, untilMs } of listStretches(hours, atMs, endMs)) {
    if (fromMs > atMs) changes.push({ at: new Date(fromMs), opens: true });
    if (untilMs < endMs) changes.push({ at: new Date(untilMs), opens: false });
    if (changes.length >= most) break;
  }
  return changes.slice(0, most);
}

/** When so much open time has passed since `from`; nothing when that is not within ten years. */
export function addOpenTime(hours: Hours | null | undefined, from: Date, ms: number): Date | undefined {
  const fromMs = from.getTime();
  if (!hours) return new Date(fromMs + ms);
  let leftMs = ms;
  for (const stretch of listStretches(hours, fromMs, fromMs + HORIZON_MS)) {
    const lengthMs = stretch.untilMs - stretch.fromMs;
    if (leftMs <= lengthMs) return new Date(stretch.fromMs + leftMs);
    leftMs -= lengthMs;
  }
  return undefined;
}

/** How long it was open between two times, in milliseconds. 0 when the second is not after the first. */
export function openTimeBetween(hours: Hours | null | undefined, from: Date, until: Date): number {
  if (!hours) return Math.max(0, until.getTime() - from.getTime());
  let sum = 0;
  for (const { fromMs, untilMs } of listStretches(hours, from.getTime(), until.getTime())) {
    sum += untilMs - fromMs;
  }
  return sum;
}

/** The reason of the holiday that it is at a time; nothing on other days. */
export function holidayAt(hours: Hours | null | undefined, at: Date): string | undefined {
  if (!hours) return undefined;
  const day = dayNumberAt(hours, at.getTime());
  return hours.holidays.find(({ from, until }) => dayNumberOf(from) <= day && day <= dayNumberOf(until))
    ?.reason;
}
