import type { ProgramEvent } from '../../contract/api/index.ts';

/** More are not kept in the browser. */
export const MOST_EVENTS = 200;

/** Adds what is new, newest first; what came already is left out, and the oldest goes. */
export function addEvents(
  known: readonly ProgramEvent[],
  fresh: readonly ProgramEvent[],
  most = MOST_EVENTS,
): readonly ProgramEvent[] {
  const ids = new Set(known.map((one) => one.id));
  const added = fresh.filter((one) => !ids.has(one.id));
  return added.length === 0 ? known : [...added.toReversed(), ...known].slice(0, most);
}

/** Types that are there, by name. */
export function typesOf(events: readonly ProgramEvent[]): string[] {
  return [...new Set(events.map((one) => one.type))].toSorted();
}
