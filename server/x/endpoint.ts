import type { CostKind } from './prices.ts';
import type { XHosts } from './hosts.ts';

/** Who signs: an OAuth 2.0 user token, an OAuth 1.0a user token, or the app alone (bearer). */
export type AuthKind = 'oauth2' | 'oauth1' | 'app';

/** Whose calls X counts together. `app_only`: counts calls with the app's bearer, beside `user` for user tokens. */
export type LimitScope = 'user' | 'app_only' | 'app';
export type LimitWindow = 'quarter_hour' | 'day';

/** A default from X's documentation; the headers of X's answers win. */
export interface LimitDefault {
  readonly scope: LimitScope;
  readonly window: LimitWindow;
  readonly allowed: number;
}

/** One of X's endpoints as this client calls it. */
export interface Endpoint {
  /** Also the name of its limits: X counts each endpoint by itself. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly host: keyof XHosts;
  /** With `:params`. */
  readonly path: string;
  /** What X accepts, the preferred first. */
  readonly auth: readonly AuthKind[];
  readonly limits: readonly LimitDefault[];
  readonly cost?: { readonly kind: CostKind; readonly units: (body: unknown) => number };
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** False when the call changes nothing although it is not a GET. */
  readonly changes?: boolean;
}

export const QUARTER_HOUR_MS = 900_000;
export const DAY_MS = 86_400_000;

export function windowMs(window: LimitWindow): number {
  return window === 'day' ? DAY_MS : QUARTER_HOUR_MS;
}

/** So many calls per quarter hour for each user token. */
export function perUser(allowed: number): LimitDefault {
  return { scope: 'user', window: 'quarter_hour', allowed };
}

/** So many calls per quarter hour with the app's bearer. */
export function perApp(allowed: number): LimitDefault {
  return { scope: 'app_only', window: 'quarter_hour', allowed };
}

export function perUserDay(allowed: number): LimitDefault {
  return { scope: 'user', window: 'day', allowed };
}

/** All users of the app together. */
export function perAppDay(allowed: number): LimitDefault {
  return { scope: 'app', window: 'day', allowed };
}
