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

type Part = {
  name: 'user' | 'app' | 'appWindow' | 'userDay' | 'appDay';
  id: string;
  limit: number;
  lengthMs: number;
};

/** Windows that have ended are dropped once there are this many more than the last time. */
const sweepAfter = 10_000;

export function createLimits(now: () => number, store: Store = createStore(noJournal)): Limits {
  const declared = new Map<string, LimitRule>();
  const overrides = new Map<string, LimitRule>();
  const changed = new Set<Window>();
  const windows = store.table<Window>('limitWindows', {
    key: ({ id }) => id,
    cleared: () => changed.clear(),
  });
  let sweepAt = sweepAfter;
  const refused = new Map<string, number>();

  // Merged once for each endpoint and app, and anew after a change.
  const merged = new Map<string, Map<string, LimitRule>>();
  function ruleOf(key: string, appId: string): LimitRule {
    const ofKey = merged.get(key) ?? new Map<string, LimitRule>();
    merged.set(key, ofKey);
    const known = ofKey.get(appId);
    if (known) return known;
    const rule = { ...declared.get(key), ...overrides.get(key), ...overrides.get(`${key} ${appId}`) };
    ofKey.set(appId, rule);
    return rule;
  }

  function partsOf(rule: LimitRule, caller: Caller): Part[] {
    const app = caller.app.id;
    const user = caller.user ? `${app}:${caller.user.id}` : undefined;
    const windowMs = rule.windowMs ?? quarterHourMs;
    const parts: Part[] = [];
    // The quarter-hour budget of a call with a user token is the user's; the app's is for app-only calls, unless
    // only an app budget exists.
    if (user && rule.user !== undefined)
      parts.push({ name: 'user', id: user, limit: rule.user, lengthMs: windowMs });
    else if (rule.app !== undefined)
      parts.push({ name: 'app', id: app, limit: rule.app, lengthMs: windowMs });
    if (rule.appWindow !== undefined)
      parts.push({ name: 'appWindow', id: app, limit: rule.appWindow, lengthMs: windowMs });
    if (user && rule.userDay !== undefined)
      parts.push({ name: 'userDay', id: user, limit: rule.userDay, lengthMs: rule.dayMs ?? dayMs });
    if (rule.appDay !== undefined)
      parts.push({ name: 'appDay', id: app, limit: rule.appDay, lengthMs: rule.dayMs ?? dayMs });
    return parts;
  }

  function windowOf(key: string, part: Part, at: number): Window {
    const id = `${key}|${part.name}|${part.id}`;
    const known = windows.find(id);
    if (known && known.lengthMs === part.lengthMs && at >= known.startedAt && !hasEnded(known, at))
      return known;
    const fresh = { id, startedAt: at, lengthMs: part.lengthMs, used: 0 };
    windows.restore(fresh);
    if (windows.size > sweepAt) sweep(at);
    return fresh;
  }

  function sweep(at: number): void {
    for (const window of windows.values()) if (hasEnded(window, at)) windows.delete(window.id);
    sweepAt = windows.size + sweepAfter;
  }

  function forgetAll(): void {
    for (const window of windows.values()) windows.delete(window.id);
    changed.clear();
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
      merged.delete(key);
    },
    rules: () =>
      Object.fromEntries(
        [...declared.keys()].map((key) => [key, { ...declared.get(key), ...overrides.get(key) }]),
      ),
    override(key, rule, appId) {
      const name = appId === undefined ? key : `${key} ${appId}`;
      if (rule) overrides.set(name, rule);
      else overrides.delete(name);
      merged.delete(key);
    },
    take(key, caller) {
      if (!this.enabled) return { allowed: true, headers: {} };
      const at = now();
      const parts = partsOf(ruleOf(key, caller.app.id), caller);
      const held = parts.map((part) => ({ part, window: windowOf(key, part, at) }));
      const allowed = held.every(({ part, window }) => window.used < part.limit);
      // A refused call costs nothing; a call that is let through counts even when it fails later.
      if (allowed)
        for (const { window } of held) {
          window.used += 1;
          changed.add(window);
        }
      else refused.set(key, (refused.get(key) ?? 0) + 1);
      const headers: Record<string, string> = {};
      for (const { part, window } of held) {
        const prefix = headerPrefix[part.name];
        if (prefix === undefined) continue;
        headers[`${prefix}limit`] = String(part.limit);
        headers[`${prefix}remaining`] = String(Math.max(0, part.limit - window.used));
        headers[`${prefix}reset`] = String(Math.ceil((window.startedAt + window.lengthMs) / 1000));
      }
      return { allowed, headers };
    },
    refusals: () => Object.fromEntries(refused),
    usage: () =>
      [...windows.values()].map((window) => {
        const [key = '', name = '', who = ''] = window.id.split('|');
        const rule = ruleOf(key, who.split(':')[0] ?? '');
        const limit = rule[name as Part['name']] ?? 0;
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
      merged.clear();
      refused.clear();
      this.enabled = true;
    },
  };
}

/** A window holds its first millisecond and not its last: the request at its end opens the next one. */
const hasEnded = (window: Window, at: number) => at >= window.startedAt + window.lengthMs;

/** A budget without a prefix shows only by its refusals. */
const headerPrefix: Record<Part['name'], string | undefined> = {
  user: 'x-rate-limit-',
  app: 'x-rate-limit-',
  appWindow: undefined,
  userDay: 'x-user-limit-24hour-',
  appDay: 'x-app-limit-24hour-',
};
