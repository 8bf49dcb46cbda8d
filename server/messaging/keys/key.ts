import type { Scope } from '../../../contract/sunshine/operation.ts';

/** A program's way in. Its secret is kept apart, sealed. */
export interface KeyRecord {
  /** `app_`, `int_` or `act_`, then 24 hex digits. */
  readonly id: string;
  readonly scope: Scope;
  /** Of an integration's key. */
  readonly integrationId: string | null;
  readonly displayName: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export const PREFIXES = { account: 'act', app: 'app', integration: 'int' } as const satisfies Record<
  Scope,
  string
>;

/** Most keys of an app, and of one custom integration. */
export const MOST_KEYS = 10;
