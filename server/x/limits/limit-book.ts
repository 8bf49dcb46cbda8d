import type { WorkspaceDb } from '../../base/index.ts';
import { type AuthKind, type Endpoint, type LimitDefault, type LimitWindow, windowMs } from '../endpoint.ts';
import type { RateSaid, WindowSaid } from '../rate-headers.ts';
import {
  giveBack,
  type KnownLimit,
  listLimits,
  readLimits,
  type ReservedLimit,
  settleLimits,
  takeLimits,
  type WantedLimit,
} from './limit-store.ts';
import { freeAt, heldForPeople, PEOPLE_SHARE, type Priority } from './window.ts';

export type { KnownLimit } from './limit-store.ts';
export type { Priority } from './window.ts';

export interface LimitSubject {
  readonly appId: string;
  readonly xUserId: string | undefined;
}

/** Calls set aside: pass it to the call, or give it back. */
export interface Reservation {
  readonly taken: readonly ReservedLimit[];
}

/**
 * - `answered`: X answered, so the call is counted as its headers say.
 * - `limited`: X answered 429.
 * - `unknown`: nobody knows whether X counts it; it stays counted until its window is over.
 */
export type Outcome = 'answered' | 'limited' | 'unknown';

/** X's limits of one workspace, known beforehand and shared by all processes. */
export class LimitBook {
  readonly #db: WorkspaceDb;

  constructor(db: WorkspaceDb) {
    this.#db = db;
  }

  /** Takes one call from every window that the endpoint spends, committed; or says when there is room. */
  async reserve(
    subject: LimitSubject,
    endpoint: Endpoint,
    kind: AuthKind,
    priority: Priority,
  ): Promise<Reservation | { freeAt: Date }> {
    const wanted = windowsOf(subject, endpoint, kind);
    if (wanted.length === 0) return { taken: [] };
    const rows = await takeLimits(this.#db, wanted, priority === 'person' ? 0 : PEOPLE_SHARE);
    const taken = rows.map((row) => ({ appId: subject.appId, ...row }));
    if (taken.length === wanted.length) return { taken };
    // Two processes that make the same windows for the first time may share them out unevenly.
    if (taken.length > 0) await giveBack(this.#db, taken);
    return { freeAt: await this.#freeAt(wanted, priority, 0) };
  }

  /** When the call after `ahead` others could go out if nobody else asks: "sends at 14:05". Database time. */
  nextFreeAt(
    subject: LimitSubject,
    endpoint: Endpoint,
    kind: AuthKind,
    priority: Priority,
    ahead: number,
  ): Promise<Date> {
    return this.#freeAt(windowsOf(subject, endpoint, kind), priority, ahead);
  }

  /** Takes in what the headers of the answer said. */
  async settle(reservation: Reservation, rate: RateSaid, outcome: Outcome): Promise<void> {
    if (reservation.taken.length === 0 || outcome === 'unknown') return;
    const anySaysNone = [rate.quarterHour, rate.userDay, rate.appDay].some((said) => said?.remaining === 0);
    await settleLimits(
      this.#db,
      reservation.taken.map((limit) => ({
        ...limit,
        said: saidAbout(limit, rate),
        // A 429 whose headers blame no window closes the shortest one.
        exhausted: outcome === 'limited' && !anySaysNone && limit.bucket.endsWith('/quarter_hour'),
      })),
    );
  }

  /** Gives back a reservation whose call never reached X. */
  async release(reservation: Reservation): Promise<void> {
    if (reservation.taken.length > 0) await giveBack(this.#db, reservation.taken);
  }

  /** Everything known about an app's windows, for the health page and the metrics. */
  list(appId: string): Promise<KnownLimit[]> {
    return listLimits(this.#db, appId);
  }

  async #freeAt(wanted: readonly WantedLimit[], priority: Priority, ahead: number): Promise<Date> {
    const { now, windows } = await readLimits(this.#db, wanted);
    const times = windows.map((window) => freeAt(window, priority, ahead, now).getTime());
    return new Date(Math.max(now.getTime(), ...times));
  }
}

/** Calls left in a window for each priority at this moment. */
export function callsLeft(window: KnownLimit, now: Date): { person: number; automation: number } {
  if (window.endsAt <= now) return { person: window.allowed, automation: window.allowed };
  const person = Math.max(0, window.allowed - window.used);
  return { person, automation: Math.max(0, person - heldForPeople(window, now)) };
}

/** What a call takes from. */
export function windowsOf(subject: LimitSubject, endpoint: Endpoint, kind: AuthKind): WantedLimit[] {
  return endpoint.limits
    .filter((limit) => appliesTo(limit, kind))
    .map((limit) => ({
      appId: subject.appId,
      subject: limit.scope === 'user' ? `user:${subject.xUserId ?? ''}` : limit.scope,
      bucket: bucketOf(endpoint, limit.window),
      allowed: limit.allowed,
      windowMs: windowMs(limit.window),
    }));
}

function appliesTo(limit: LimitDefault, kind: AuthKind): boolean {
  if (limit.scope === 'app') return true;
  return (limit.scope === 'app_only') === (kind === 'app');
}

function bucketOf(endpoint: Endpoint, window: LimitWindow): string {
  return `${endpoint.name}/${window}`;
}

/** What the headers said of a window. */
export function saidAbout(limit: ReservedLimit, rate: RateSaid): WindowSaid | undefined {
  if (limit.bucket.endsWith('/quarter_hour')) return rate.quarterHour;
  return limit.subject === 'app' ? rate.appDay : rate.userDay;
}
