import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone's clocks stand at one offset from UTC; `untilMs` is not part of it. */
export interface OffsetStretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly offsetMs: number;
}

const NS_PER_MS = 1_000_000;
const known = new Map<string, OffsetStretch[]>();

/** The offset of a time zone at an instant, and for how long it holds. @throws RangeError for an unknown zone. */
export function offsetAt(timeZone: string, atMs: number): OffsetStretch {
  let stretches = known.get(timeZone);
  if (!stretches) known.set(timeZone, (stretches = []));
  for (const stretch of stretches) if (stretch.fromMs <= atMs && atMs < stretch.untilMs) return stretch;
  const time = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone);
  // "previous" is strictly before: one millisecond later finds a change at this very instant.
  const before = time.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const found = {
    fromMs: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    untilMs: time.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: time.offsetNanoseconds / NS_PER_MS,
  };
  stretches.push(found);
  return found;
}

/** Whether the IANA database has a time zone of this name. */
export function isTimeZone(name: string): boolean {
  // An offset like +01:00 is a zone to Temporal, but knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    offsetAt(name, 0);
    return true;
  } catch {
    return false;
  }
}
