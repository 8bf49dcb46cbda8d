import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { embeddedUrl, openSharedDatabase, openTestClient, proxiedUrl, type TestClient } from './database.ts';
import { findPostmaster, type Running, startProcess, untilAnswers } from './processes.ts';
import { freePort, startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const SEND_LIMIT = 'POST /2/dm_conversations/with/:participant_id/messages';
const READ_LIMITS = [
  'GET /2/dm_events',
  'GET /2/dm_conversations/with/:participant_id/dm_events',
  'GET /2/users',
] as const;

export interface ProofHouse {
  readonly dataDir: string;
  readonly xUrl: string;
  /** Between the product and X. */
  readonly xProxy: TcpProxy;
  readonly url: string;
  readonly handles: readonly {
    readonly xUserId: string;
    readonly handleId: string;
    readonly accountId: string;
  }[];
  /** The running servers; the first one is X's webhook and the address of `ask`. */
  readonly servers: readonly Running[];
  /** Between each server and PostgreSQL, when it is shared. */
  readonly databaseProxies: readonly TcpProxy[];
  /** A look into the database from outside. */
  database(): Promise<TestClient>;
  /** Calls the product as its administrator; undefined when the call did not come through. */
  tryAsk<T>(method: string, path: string, body?: unknown): Promise<T | undefined>;
  /** Asks this server from now on. */
  turnTo(index: number): void;
  /** As `tryAsk`, again and again until it comes through. */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  postmaster(): number | undefined;
  startServer(index?: number): Promise<void>;
  /** `keep`: its directory with all logs stays, to be looked at. */
  close(options?: { readonly keep: boolean }): Promise<void>;
}

export interface HouseOptions {
  readonly handles?: number;
  /** More than one share a PostgreSQL of their own. */
  readonly servers?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: object;
}

/** The product and the local X as processes of their own, connected as a person would, over HTTP only. */
export async function openProofHouse(options: HouseOptions = {}): Promise<ProofHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rk-proof-'));
  const xPort = await freePort();
  const x = startProcess('simulator/cli.ts', ['--port', String(xPort)], { logFile: join(dataDir, 'x.log') });
  const xUrl = `http://127.0.0.1:${xPort}`;
  await untilAnswers(`${xUrl}/_control/time`);
  const xProxy = await startTcpProxy({ port: xPort });
  const count = options.servers ?? 1;
  const shared = count > 1 ? await openSharedDatabase(dataDir, count) : undefined;
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const url = `http://127.0.0.1:${ports[0]}`;
  const servers: Running[] = [];
  const databaseOf = (index: number): Record<string, string> => {
    const proxy = shared?.proxies[index];
    return proxy ? { DATABASE_URL: proxiedUrl(proxy) } : {};
  };
  const startServer = async (index = 0) => {
    const server = startProcess(
      'server/cli.ts',
      ['start', '--port', String(ports[index]), '--data', dataDir],
      {
        env: {
          ROOKERY_LOCAL_X_URL: `http://127.0.0.1:${xProxy.port}`,
          ROOKERY_LOG_LEVEL: 'warn',
          ...databaseOf(index),
          ...options.env,
        },
        logFile: join(dataDir, `server-${index}.log`),
      },
    );
    servers[index] = server;
    await Promise.race([
      untilAnswers(`http://127.0.0.1:${ports[index]}/ready`, 120_000),
      server.ended.then(() => Promise.reject(new Error(`a server ended at its start; see ${dataDir}`))),
    ]);
  };
  for (const index of ports.keys()) await startServer(index);

  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${xUrl}/_control${path}`, jsonRequest(method, body));
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    // The caller names the shape of the control API's answer.
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const { keys } = await signUp(url);
  let base = url;
  const tryAsk = async <T>(method: string, path: string, body?: unknown): Promise<T | undefined> => {
    try {
      const response = await fetch(base + path, {
        ...jsonRequest(method, body, { ...keys, origin: base }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.status >= 500 || response.status === 429) return undefined;
      if (!response.ok) throw new Refused(`${method} ${path}: ${response.status} ${text}`);
      // As above.
      return (text === '' ? undefined : JSON.parse(text)) as T;
    } catch (error) {
      if (error instanceof Refused) throw error;
      return undefined;
    }
  };
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    for (;;) {
      const answer = await tryAsk<T>(method, path, body);
      if (answer !== undefined) return answer;
      await pause(50);
    }
  };
  const handles = await connect(
    { ask, control, url, ...(options.limits ? { limits: options.limits } : {}) },
    options.handles ?? 1,
  );
  return {
    dataDir,
    xUrl,
    xProxy,
    url,
    handles,
    servers,
    databaseProxies: shared?.proxies ?? [],
    database: () => openTestClient(shared?.directUrl ?? embeddedUrl(dataDir)),
    tryAsk,
    turnTo: (index) => {
      base = `http://127.0.0.1:${ports[index]}`;
    },
    ask,
    control,
    postmaster: () => findPostmaster(dataDir),
    startServer,
    close: async ({ keep } = { keep: false }) => {
      for (const server of servers) await server.kill('SIGKILL');
      await shared?.close();
      await xProxy.close();
      await x.kill('SIGTERM');
      // The database of a killed server may write its last for a moment.
      if (!keep) await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** The product understood the call and said no: trying again would not help. */
class Refused extends Error {}

function jsonRequest(
  method: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
  };
}

async function signUp(url: string): Promise<{ keys: Record<string, string> }> {
  const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
  const response = await fetch(`${url}/api/setup`, {
    ...jsonRequest('POST', { workspaceName: 'Proof', ...person }, { origin: url }),
  });
  if (!response.ok) throw new Error(`setting up answered ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  // The contract of /api/setup.
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { keys: { cookie, 'x-csrf-token': csrfToken } };
}

type Asker = Pick<ProofHouse, 'ask' | 'control' | 'url'> & { readonly limits?: object };

async function connect(house: Asker, count: number): Promise<ProofHouse['handles'][number][]> {
  const { ask, control } = house;
  await control('POST', '/limits', {
    key: SEND_LIMIT,
    rule: house.limits ?? { user: 100_000, userDay: 1_000_000, appDay: 1_000_000 },
  });
  const known = await control<{ rules: Record<string, unknown> }>('GET', '/limits');
  for (const key of READ_LIMITS)
    if (key in known.rules) await control('POST', '/limits', { key, rule: { user: 100_000 } });
  const app = await ask<{ id: string }>('POST', '/api/x-apps/local', { name: 'Proof' });
  await ask('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '1' });
  const handles: ProofHouse['handles'][number][] = [];
  for (let n = 0; n < count; n += 1) {
    const user = await control<{ id: string }>('POST', '/users', { username: `shop${n}`, dmOpen: true });
    const { authorizeUrl } = await ask<{ authorizeUrl: string }>('POST', `/api/x-apps/${app.id}/sign-in`, {
      authKind: 'oauth1',
      handleName: `Shop ${n}`,
    });
    const { redirect } = await control<{ redirect: string }>('POST', '/authorize', {
      url: authorizeUrl,
      user: `@shop${n}`,
    });
    await fetch(redirect, { redirect: 'manual' });
    const { handles: all } = await ask<{
      handles: { id: string; account: { id: string; xUserId: string } }[];
    }>('GET', '/api/handles');
    const handle = all.find((one) => one.account.xUserId === user.id);
    if (!handle) throw new Error('the handle was not connected');
    handles.push({ xUserId: user.id, handleId: handle.id, accountId: handle.account.id });
  }
  await ask('POST', `/api/x-apps/${app.id}/check`);
  return handles;
}
