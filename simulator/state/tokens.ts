import type { Store, Table } from '../core/store.ts';
import { type PermissionLevel, randomToken } from './apps.ts';

/** The first, temporary credential of OAuth 1.0a. */
export interface RequestToken {
  token: string;
  secret: string;
  appId: string;
  callback: string;
  accessType?: 'read' | 'write';
  /** Set once the user has agreed. */
  userId?: string;
  verifier?: string;
  createdAt: number;
}

/** An OAuth 1.0a user token: valid until it is revoked, with the permission that the app had then. */
export interface AccessToken {
  token: string;
  secret: string;
  appId: string;
  userId: string;
  permission: PermissionLevel;
  createdAt: number;
}

export interface AuthorizationCode {
  code: string;
  appId: string;
  userId: string;
  redirectUri: string;
  scopes: string[];
  challenge: string;
  challengeMethod: 'S256' | 'plain';
  expiresAt: number;
  usedFamily?: string;
}

/** An OAuth 2.0 access or refresh token; a family is all that came from one consent. */
export interface OAuth2Token {
  token: string;
  type: 'access' | 'refresh';
  family: string;
  appId: string;
  userId: string;
  scopes: string[];
  ttlMs: number;
  expiresAt: number;
  usedAt?: number;
  createdAt: number;
}

export interface Tokens {
  requests: Table<RequestToken>;
  access: Table<AccessToken>;
  codes: Table<AuthorizationCode>;
  oauth2: Table<OAuth2Token>;
  /** The OAuth 1.0a token of a user with an app; X gives the same one again while it is valid. */
  findAccess(appId: string, userId: string): AccessToken | undefined;
  issueAccess(appId: string, userId: string, permission: PermissionLevel, at: number): AccessToken;
  issuePair(grant: NewPair, at: number): { access: OAuth2Token; refresh?: OAuth2Token };
  /** Ends every token that came from one consent. */
  revokeFamily(family: string): void;
  /** Whether the user has given the app any token that still works. */
  isAuthorised(appId: string, userId: string, at: number): boolean;
  /** Ends everything that the user has given the app; false when there was nothing. */
  revokeAll(appId: string, userId: string): boolean;
}

export interface NewPair {
  appId: string;
  userId: string;
  scopes: string[];
  family?: string;
  ttlMs?: number;
  /** Default: when the scopes have `offline.access`. */
  withRefresh?: boolean;
}

const accessTtlMs = 2 * 60 * 60_000;
const refreshTtlMs = 180 * 24 * 60 * 60_000;

export function createTokens(store: Store): Tokens {
  const accessOf = new Map<string, string>();
  const pairs = new Map<string, Set<string>>();
  const families = new Map<string, Set<string>>();
  const pairKey = (row: { appId: string; userId: string }) => `${row.appId}:${row.userId}`;
  const access = store.table<AccessToken>('accessTokens', {
    key: (row) => row.token,
    indexed: (row) => void accessOf.set(pairKey(row), row.token),
    removed: (row) => void accessOf.delete(pairKey(row)),
    cleared: () => accessOf.clear(),
  });
  const oauth2 = store.table<OAuth2Token>('oauth2Tokens', {
    key: (row) => row.token,
    indexed(row) {
      setOf(pairs, pairKey(row)).add(row.token);
      setOf(families, row.family).add(row.token);
    },
    removed(row) {
      takeOut(pairs, pairKey(row), row.token);
      takeOut(families, row.family, row.token);
    },
    cleared() {
      pairs.clear();
      families.clear();
    },
  });
  const requests = store.table<RequestToken>('requestTokens', { key: (row) => row.token });
  const codes = store.table<AuthorizationCode>('authorizationCodes', { key: (row) => row.code });
  const findAccess = (appId: string, userId: string) =>
    access.find(accessOf.get(pairKey({ appId, userId })) ?? '');
  const issue = (
    type: 'access' | 'refresh',
    grant: NewPair & { family: string },
    ttlMs: number,
    at: number,
  ) =>
    oauth2.put({
      token: randomToken(type === 'access' ? 91 : 90),
      type,
      family: grant.family,
      appId: grant.appId,
      userId: grant.userId,
      scopes: grant.scopes,
      ttlMs: grant.ttlMs ?? accessTtlMs,
      expiresAt: at + ttlMs,
      createdAt: at,
    });
  // A family that is refreshed for years holds half a year of used refresh tokens at most.
  const dropExpired = (family: string, at: number) => {
    for (const token of families.get(family) ?? []) {
      const row = oauth2.find(token);
      if (row && row.expiresAt <= at) oauth2.delete(token);
    }
  };
  return {
    requests,
    access,
    codes,
    oauth2,
    findAccess,
    issueAccess(appId, userId, permission, at) {
      const previous = findAccess(appId, userId);
      if (previous) return access.put({ ...previous, permission });
      const token = `${userId}-${randomToken(40)}`;
      return access.put({ token, secret: randomToken(45), appId, userId, permission, createdAt: at });
    },
    issuePair(grant, at) {
      const owned = { ...grant, family: grant.family ?? randomToken(20) };
      dropExpired(owned.family, at);
      const refresh = grant.withRefresh ?? grant.scopes.includes('offline.access');
      return {
        access: issue('access', owned, grant.ttlMs ?? accessTtlMs, at),
        refresh: refresh ? issue('refresh', owned, refreshTtlMs, at) : undefined,
      };
    },
    revokeFamily(family) {
      const held = Array.from(families.get(family) ?? []);
      for (const token of held) oauth2.delete(token);
    },
    isAuthorised(appId, userId, at) {
      if (findAccess(appId, userId)) return true;
      for (const token of pairs.get(pairKey({ appId, userId })) ?? []) {
        const row = oauth2.find(token);
        if (row && row.expiresAt > at && row.usedAt === undefined) return true;
      }
      return false;
    },
    revokeAll(appId, userId) {
      const key = pairKey({ appId, userId });
      const held = [...(pairs.get(key) ?? [])];
      for (const token of held) oauth2.delete(token);
      const first = accessOf.get(key);
      if (first !== undefined) access.delete(first);
      return held.length > 0 || first !== undefined;
    },
  };
}

function takeOut(map: Map<string, Set<string>>, id: string, member: string): void {
  const set = map.get(id);
  set?.delete(member);
  if (set?.size === 0) map.delete(id);
}

function setOf(map: Map<string, Set<string>>, id: string): Set<string> {
  const set = map.get(id) ?? new Set<string>();
  map.set(id, set);
  return set;
}
