import type { Caller } from './auth.ts';
import { noJournal } from './journal.ts';
import { type Store, createStore } from './store.ts';

const quarterHourMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** What an endpoint allows; numbers are requests. Windows are a quarter of an hour unless said. */
export interface LimitRule {
  user?: number;
  app?: number;
  windowMs?: number;
  /** Of all users of one app together, beside the budget of each user. */
  appWindow?: number;
  userDay?: number;
  appDay?: number;
  /** Length of the 24-hour windows, settable so that tests can run through many of them. */
  dayMs?: number;
}

export interface LimitCheck {
  allowed: boolean;
  headers: Record<string, string>;
}

/** Counted in place, and journalled when the store is saved: a crash forgets the last seconds. */
interface Window {
  id: string;
  startedAt: number;
  lengthMs: number;
  used: number;
}

/** Request counters by endpoint and by user or app, in virtual time. */
export interface Limits {
  enabled: boolean;
  /** Declared by routes; endpoints with the same key share one budget. */
  declare(key: string, rule: LimitRule): void;
  rules(): Record<string, LimitRule>;
  /** Changes a rule for all (or one app) until reset; null takes the change back. */
  override(key: string, rule: LimitRule | null, appId?: string): void;
  take(key: string, caller: Caller): LimitCheck;
  /** How often each endpoint was refused. */
  refusals(): Record<string, number>;
  usage(): { key: string; who: string; used: number; limit: number; resetAt: number }[];
  /** Starts every window anew. */
  clearUsage(): void;
  reset(): void;
}

type PartName = 'user' | 'app' | 'appWindow' | 'userDay' | 'appDay';

/** One of the budgets that a request of one app spends from. */
interface Part {
  name: PartName;
  limit: number;
  lengthMs: number;
  perUser: boolean;
  /** What a window's id begins with. */
  prefix: string;
  /** The windows met lately, by user or by `''`: the table is asked for others. */
  windows: Map<string, Window>;
}

/** The budgets of an endpoint for one app: worked out once, and anew after a change. */
interface Plan {
  rule: LimitRule;
  /** Of calls with a user's token, and of app-only calls. */
  ofUser: Part[];
  ofApp: Part[];
}

/** Windows that have ended are dropped once there are this many more than the last time. */
const sweepAfter = 10_000;

function partsOf(key: string, appId: string, rule: LimitRule, byUser: boolean): Part[] {
  const windowMs = rule.windowMs ?? quarterHourMs;
  const parts: Part[] = [];
  const add = (name: PartName, limit: number | undefined, lengthMs: number) => {
    if (limit === undefined) return;
    const perUser = name === 'user' || name === 'userDay';
    const prefix = `${key}|${name}|${appId}${perUser ? ':' : ''}`;
    parts.push({ name, limit, lengthMs, perUser, prefix, windows: new Map() });
  };
  // The quarter-hour budget of a call with a user token is the user's; the app's is for app-only calls, unless
  // only an app budget exists.
  if (byUser && rule.user !== undefined) add('user', rule.user, windowMs);
  else add('app', rule.app, windowMs);
  add('appWindow', rule.appWindow, windowMs);
  if (byUser) add('userDay', rule.userDay, rule.dayMs ?? dayMs);
  add('appDay', rule.appDay, rule.dayMs ?? dayMs);
  return parts;
}

export function createLimits(now: () => number, store: Store = createStore(noJournal)): Limits {
  const declared = new Map<string, LimitRule>();
  const overrides = new Map<string, LimitRule>();
  const plans = new Map<string, Map<string, Plan>>();
  const changed = new Set<Window>();
  const windows = store.table<Window>('limitWindows', {
    key: ({ id }) => id,
    cleared() {
      changed.clear();
      plans.clear();
    },
  });
  let sweepAt = sweepAfter;
  const refused = new Map<string, number>();

  function planOf(key: string, appId: string): Plan {
    const ofKey = plans.get(key) ?? new Map<string, Plan>();
    plans.set(key, ofKey);
    const known = ofKey.get(appId);
    if (known) return known;
    const rule = { ...declared.get(key), ...overrides.get(key), ...overrides.get(`${key} ${appId}`) };
    const plan = {
      rule,
      ofUser: partsOf(key, appId, rule, true),
      ofApp: partsOf(key, appId, rule, false),
    };
    ofKey.set(appId, plan);
    return plan;
  }

  const isOpen = (window: Window | undefined, part: Part, at: number): window is Window =>
    window !== undefined &&
    window.lengthMs === part.lengthMs &&
    at >= window.startedAt &&
    !hasEnded(window, at);

  function windowOf(part: Part, who: string, at: number): Window {
    const near = part.windows.get(who);
    if (isOpen(near, part, at)) return near;
    const id = part.prefix + who;
    const known = windows.find(id);
    const window = isOpen(known, part, at) ? known : { id, startedAt: at, lengthMs: part.lengthMs, used: 0 };
    if (window !== known) windows.restore(window);
    part.windows.set(who, window);
    return window;
  }

  function sweep(at: number): void {
    for (const window of windows.values()) if (hasEnded(window, at)) windows.delete(window.id);
    sweepAt = windows.size + sweepAfter;
    plans.clear();
  }

  function forgetAll(): void {
    for (const window of windows.values()) windows.delete(window.id);
    changed.clear();
    plans.clear();
  }

  store.onSave(() => {
    const at = now();
    for (const window of changed) if (!hasEnded(window, at)) windows.put(window);
    changed.clear();
    sweep(at);
  });

  return {
    enabled: true,
    declare(key, rule) {
      declared.set(key, rule);
      plans.delete(key);
    },
    rules: () =>
      Object.fromEntries(
        [...declared.keys()].map((key) => [key, { ...declared.get(key), ...overrides.get(key) }]),
      ),
    override(key, rule, appId) {
      const name = appId === undefined ? key : `${key} ${appId}`;
      if (rule) overrides.set(name, rule);
      else overrides.delete(name);
      plans.delete(key);
    },
    take(key, caller) {
      if (!this.enabled) return { allowed: true, headers: {} };
      const at = now();
      if (windows.size > sweepAt) sweep(at);
      const { user } = caller;
      const plan = planOf(key, caller.app.id);
      const parts = user ? plan.ofUser : plan.ofApp;
      const held: Window[] = [];
      let allowed = true;
      for (const part of parts) {
        const window = windowOf(part, part.perUser && user ? user.id : '', at);
        if (window.used >= part.limit) allowed = false;
        held.push(window);
      }
      // A refused call costs nothing; a call that is let through counts even when it fails later.
      if (!allowed) refused.set(key, (refused.get(key) ?? 0) + 1);
      const headers: Record<string, string> = {};
      parts.forEach((part, index) => {
        const window = held[index];
        if (!window) return;
        if (allowed) {
          window.used += 1;
          changed.add(window);
        }
        const names = headerNames[part.name];
        if (!names) return;
        headers[names.limit] = String(part.limit);
        headers[names.remaining] = String(Math.max(0, part.limit - window.used));
        headers[names.reset] = String(Math.ceil((window.startedAt + window.lengthMs) / 1000));
      });
      return { allowed, headers };
    },
    refusals: () => Object.fromEntries(refused),
    usage: () =>
      [...windows.values()].map((window) => {
        const [key = '', name = '', who = ''] = window.id.split('|');
        const { rule } = planOf(key, who.split(':')[0] ?? '');
        // Ids are made of the names of parts.
        const limit = rule[name as PartName] ?? 0;
        return {
          key,
          who: `${name} ${who}`,
          used: window.used,
          limit,
          resetAt: window.startedAt + window.lengthMs,
        };
      }),
    clearUsage: forgetAll,
    reset() {
      forgetAll();
      overrides.clear();
      refused.clear();
      this.enabled = true;
    },
  };
}

/** A window holds its first millisecond and not its last: the request at its end opens the next one. */
const hasEnded = (window: Window, at: number) => at >= window.startedAt + window.lengthMs;

const named = (prefix: string) => ({
  limit: `${prefix}limit`,
  remaining: `${prefix}remaining`,
  reset: `${prefix}reset`,
});

/** A budget without names shows only by its refusals. */
const headerNames: Record<PartName, ReturnType<typeof named> | undefined> = {
  user: named('x-rate-limit-'),
  app: named('x-rate-limit-'),
  appWindow: undefined,
  userDay: named('x-user-limit-24hour-'),
  appDay: named('x-app-limit-24hour-'),
};
