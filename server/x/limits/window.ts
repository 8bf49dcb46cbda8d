/** One of X's windows as we know it. */
export interface LimitWindowState {
  readonly bucket: string;
  readonly allowed: number;
  readonly used: number;
  readonly endsAt: Date;
  readonly windowMs: number;
}

/** Calls of people go first: automation leaves this part of a window alone, less and less as the window runs out. */
export const PEOPLE_SHARE = 0.2;

export type Priority = 'person' | 'automation';

/** When the call after `ahead` others can go out if nobody else asks. Pure; the same rule as the reservation's SQL. */
export function freeAt(state: LimitWindowState, priority: Priority, ahead: number, now: Date): Date {
  const nowMs = now.getTime();
  const endsMs = state.endsAt.getTime();
  if (endsMs <= nowMs) return laterWindows(state, nowMs, ahead, now);
  const left = state.allowed - state.used;
  if (left <= ahead) return laterWindows(state, endsMs, ahead - Math.max(0, left), new Date(endsMs));
  if (priority === 'person') return now;
  return new Date(Math.max(nowMs, reserveEndsMs(state, left - ahead - 1)));
}

/** How many calls automation leaves to people at this moment. */
export function heldForPeople(state: LimitWindowState, now: Date): number {
  const leftMs = Math.min(state.windowMs, Math.max(0, state.endsAt.getTime() - now.getTime()));
  return Math.floor((PEOPLE_SHARE * state.allowed * leftMs) / state.windowMs);
}

function laterWindows(state: LimitWindowState, startsMs: number, ahead: number, first: Date): Date {
  const windows = Math.floor(ahead / Math.max(1, state.allowed));
  return windows === 0 ? first : new Date(startsMs + windows * state.windowMs);
}

/** The moment from which no more than `spare` calls are held for people. */
function reserveEndsMs(state: LimitWindowState, spare: number): number {
  const fraction = (spare + 1) / (PEOPLE_SHARE * Math.max(1, state.allowed));
  // Held is floor(share × allowed × fraction left): it drops below the next whole number just after this moment.
  return state.endsAt.getTime() - Math.min(1, fraction) * state.windowMs + 1;
}
