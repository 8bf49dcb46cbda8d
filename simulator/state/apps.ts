import { randomBytes } from 'node:crypto';
import type { Snowflakes } from '../core/snowflake.ts';
import type { Store } from '../core/store.ts';

export type PermissionLevel = 'read' | 'read-write' | 'read-write-dm';

/** A developer app at X. */
export interface SimApp {
  id: string;
  name: string;
  url: string;
  ownerUserId?: string;
  consumerKey: string;
  consumerSecret: string;
  clientId: string;
  clientSecret: string;
  clientType: 'confidential' | 'public';
  permission: PermissionLevel;
  callbacks: string[];
  /** "Allow this app to be used to sign in with X": `/oauth/authenticate` then asks only once. */
  signInWithX: boolean;
  /** Whether the v1.1 direct message endpoints answer, or refuse with code 453 as on self-serve plans. */
  v1Dm: 'enabled' | '453';
  /** Names of the v1.1 premium environments. */
  environments: string[];
  tier: 'pay-per-use' | 'enterprise';
  /** Whether a pay-per-use app has to keep what X asks of those: no follows, likes and quotes, answers when asked. */
  selfServeRules: 'off' | 'enforced';
  suspended: boolean;
  /** The app-only bearer token, the same until it is invalidated. */
  bearerToken?: string;
  createdAt: number;
}

export type NewApp = Partial<Omit<SimApp, 'id' | 'createdAt'>> & { name: string; id?: string };

export interface Apps {
  find(id: string): SimApp | undefined;
  findByConsumerKey(key: string): SimApp | undefined;
  findByClientId(id: string): SimApp | undefined;
  findByBearer(token: string): SimApp | undefined;
  list(): SimApp[];
  create(app: NewApp): SimApp;
  update(id: string, changes: Partial<SimApp>): SimApp;
  /** Ends the app-only bearer token; the next one is another. */
  dropBearer(id: string): void;
}

/** Random characters as X uses them in keys and tokens. */
export function randomToken(length: number): string {
  let text = '';
  while (text.length < length) text += randomBytes(length).toString('base64').replace(/[+/=]/g, '');
  return text.slice(0, length);
}

/** A bearer token without its URL encoding: clients send it as they were given it, or decoded. */
export function plainBearer(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

export function createApps(store: Store, ids: Snowflakes, now: () => number): Apps {
  const byConsumerKey = new Map<string, SimApp>();
  const byClientId = new Map<string, SimApp>();
  const byBearer = new Map<string, SimApp>();
  const forget = (app: SimApp) => {
    byConsumerKey.delete(app.consumerKey);
    byClientId.delete(app.clientId);
    if (app.bearerToken) byBearer.delete(plainBearer(app.bearerToken));
  };
  const table = store.table<SimApp>('apps', {
    key: (app) => app.id,
    indexed(app, previous) {
      if (previous) forget(previous);
      byConsumerKey.set(app.consumerKey, app);
      byClientId.set(app.clientId, app);
      if (app.bearerToken) byBearer.set(plainBearer(app.bearerToken), app);
    },
    removed: forget,
    cleared() {
      byConsumerKey.clear();
      byClientId.clear();
      byBearer.clear();
    },
  });
  return {
    find: (id) => table.find(id),
    findByConsumerKey: (key) => byConsumerKey.get(key),
    findByClientId: (id) => byClientId.get(id),
    findByBearer: (token) => byBearer.get(plainBearer(token)),
    list: () => [...table.values()],
    create: (app) =>
      table.put({
        // App ids at X are short numbers, not snowflakes.
        id: String(13_000_000 + table.size),
        url: 'https://example.com',
        consumerKey: randomToken(25),
        consumerSecret: randomToken(50),
        clientId: randomToken(34),
        clientSecret: randomToken(50),
        clientType: 'confidential',
        permission: 'read-write-dm',
        callbacks: [],
        signInWithX: true,
        v1Dm: 'enabled',
        environments: [],
        tier: 'pay-per-use',
        selfServeRules: 'off',
        suspended: false,
        ...dropUndefined(app),
        name: app.name,
        createdAt: now(),
      }),
    update: (id, changes) => table.patch(id, dropUndefined(changes)),
    dropBearer: (id) => void table.patch(id, { bearerToken: undefined }),
  };
}

/** So that an absent field of a request body does not overwrite a default. */
export function dropUndefined<T extends object>(object: T): T {
  // Leaving out undefined members does not change the type of the others.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
