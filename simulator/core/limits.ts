import type { Caller } from './auth.ts';

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

interface Window {
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

export function createLimits(now: () => number): Limits {
  const declared = new Map<string, LimitRule>();
  const overrides = new Map<string, LimitRule>();
  const windows = new Map<string, Window>();
  const refused = new Map<string, number>();

  const ruleOf = (key: string, appId: string): LimitRule => ({
    ...declared.get(key),
    ...overrides.get(key),
    ...overrides.get(`${key} ${appId}`),
  });

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
    const known = windows.get(id);
    const current =
      known &&
      known.lengthMs === part.lengthMs &&
      at >= known.startedAt &&
      at < known.startedAt + known.lengthMs;
    if (known && current) return known;
    const fresh = { startedAt: at, lengthMs: part.lengthMs, used: 0 };
    windows.set(id, fresh);
    return fresh;
  }

  return {
    enabled: true,
    declare: (key, rule) => void declared.set(key, rule),
    rules: () =>
      Object.fromEntries(
        [...declared.keys()].map((key) => [key, { ...declared.get(key), ...overrides.get(key) }]),
      ),
    override(key, rule, appId) {
      const name = appId === undefined ? key : `${key} ${appId}`;
      if (rule) overrides.set(name, rule);
      else overrides.delete(name);
    },
    take(key, caller) {
      if (!this.enabled) return { allowed: true, headers: {} };
      const at = now();
      const parts = partsOf(ruleOf(key, caller.app.id), caller);
      const held = parts.map((part) => ({ part, window: windowOf(key, part, at) }));
      const allowed = held.every(({ part, window }) => window.used < part.limit);
      // A refused call costs nothing; a call that is let through counts even when it fails later.
      if (allowed) for (const { window } of held) window.used += 1;
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
      [...windows].map(([id, window]) => {
        const [key = '', name = '', who = ''] = id.split('|');
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
    clearUsage: () => windows.clear(),
    reset() {
      windows.clear();
      overrides.clear();
      refused.clear();
      this.enabled = true;
    },
  };
}

/** A budget without a prefix shows only by its refusals. */
const headerPrefix: Record<Part['name'], string | undefined> = {
  user: 'x-rate-limit-',
  app: 'x-rate-limit-',
  appWindow: undefined,
  userDay: 'x-user-limit-24hour-',
  appDay: 'x-app-limit-24hour-',
};
