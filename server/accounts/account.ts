import type { Id } from '../base/index.ts';
import type { AppId } from './app.ts';

export type AccountId = Id<'account'>;
export type AccountStatus = 'active' | 'reconnect' | 'revoked' | 'removed';

/** Stored credentials of one X user, without the secrets. */
export interface AccountRecord {
  readonly id: AccountId;
  readonly appId: AppId;
  readonly kind: 'user' | 'app';
  readonly xUserId: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly avatarUrl: string | null;
  /** What the house calls it; null: by its name at X. */
  readonly label: string | null;
  readonly authKind: 'oauth1' | 'oauth2' | 'app';
  readonly scopes: readonly string[];
  readonly status: AccountStatus;
  /** A sentence that says what happened. */
  readonly statusReason: string | null;
  readonly statusAt: Date;
  readonly accessExpiresAt: Date | null;
  readonly refreshDueAt: Date | null;
  /** Counts stored token pairs. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
}

/** Fields of an account's secrets. */
export const OAUTH1_TOKEN = 'oauth1_token';
export const OAUTH1_TOKEN_SECRET = 'oauth1_token_secret';
export const ACCESS_TOKEN = 'access_token';
export const REFRESH_TOKEN = 'refresh_token';

export type AccountTokens =
  | { readonly kind: 'oauth1'; readonly token: string; readonly tokenSecret: string }
  | {
      readonly kind: 'oauth2';
      readonly accessToken: string;
      readonly refreshToken: string | undefined;
      readonly expiresInMs: number;
    };

/** Part of an access token's life after which it is refreshed. */
const REFRESH_AT = 0.75;

/** When a token pair ends and when it is to be refreshed; nothing for tokens without an end. */
export function tokenTimes(
  tokens: AccountTokens,
  now: Date,
): { accessExpiresAt: Date | null; refreshDueAt: Date | null } {
  if (tokens.kind === 'oauth1') return { accessExpiresAt: null, refreshDueAt: null };
  const accessExpiresAt = new Date(now.getTime() + tokens.expiresInMs);
  if (tokens.refreshToken === undefined) return { accessExpiresAt, refreshDueAt: null };
  return { accessExpiresAt, refreshDueAt: new Date(now.getTime() + tokens.expiresInMs * REFRESH_AT) };
}
