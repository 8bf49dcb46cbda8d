import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handle, Transport, XApp } from '../../contract/api/index.ts';
import { type App, startApp } from '../../server/app.ts';
import { createLogger, type Db, sql } from '../../server/base/index.ts';
import { readConfig } from '../../server/config.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import { createTestDatabase, until } from '../harness.ts';
import { apiUser, type ApiUser } from '../product.ts';

/** The product beside a local X that goes on when the product is stopped. */
export interface InboundHouse {
  readonly simulator: Simulator;
  readonly db: Db;
  readonly blobDir: string;
  readonly admin: ApiUser;
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  metrics(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Connects an X user as a handle by this transport; answers the handle and its app. */
  connect(username: string, transport: Transport): Promise<Connected>;
  /** Writes as somebody on X; answers the event's id. */
  write(from: string, to: string, text: string, more?: object): Promise<string>;
  /** The entries of a customer's threads, in their order, once there are as many. */
  entries(customer: string, count: number): Promise<SeenEntry[]>;
  close(): Promise<void>;
}

export interface Connected {
  readonly app: XApp;
  readonly handle: Handle;
}

export interface SeenEntry {
  readonly id: string;
  readonly text: string;
  readonly direction: string;
  readonly kind: string;
  readonly author_kind: string;
  readonly state: string;
  readonly x_event_id: string | null;
  readonly conversation_id: string;
  readonly handle_name: string;
  readonly content: Record<string, unknown>;
}

const PACE = { pollEveryMs: 700, aliveEveryMs: 100, gapMs: 400, lookEveryMs: 100, profilesEveryMs: 100 };

export async function openInboundHouse(): Promise<InboundHouse> {
  const simulator = await startSimulator({ port: 0 });
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'rookery-inbound-'));
  const port = await freePort();
  const config = readConfig(
    {},
    {
      ROOKERY_DATA: dataDir,
      DATABASE_URL: database.url,
      PORT: String(port),
      ROOKERY_LOCAL_X_URL: simulator.url,
    },
  );
  const start = () =>
    startApp(config, { logger: createLogger('silent'), checkResponses: true, inboundPace: PACE });
  let app: App | undefined = await start();
  let stoppedMs = 0;
  const admin = await setUp(app.url);
  const x = apiUser(`${simulator.url}/_control`, '', {});
  await x.ask('PATCH', '/settings', { retryScale: 0.01 });

  return {
    simulator,
    db: database.db,
    blobDir: config.blobDir,
    admin,
    control: (method, path, body) => x.ask(method, path, body),
    metrics: async () => (await fetch(`${app?.url}/metrics`)).text(),
    stop: async () => {
      await app?.close();
      app = undefined;
      stoppedMs = performance.now();
    },
    start: async () => {
      // Away for less, X's own repeats are trusted.
      await until(() => performance.now() - stoppedMs > 2 * PACE.gapMs);
      app = await start();
    },
    connect: (username, transport) => connect(x, admin, username, transport),
    write: async (from, to, text, more = {}) => {
      const body = { from: `@${from}`, to: `@${to}`, ...(text ? { text } : {}), ...more };
      return (await x.ask<{ id: string }>('POST', '/messages', body)).id;
    },
    entries: (customer, count) =>
      until(
        async () => {
          const found = await database.db.rows(sql<SeenEntry>`
            select m.id, m.text, m.direction, m.kind, m.author_kind, m.state, m.x_event_id, m.conversation_id, m.content,
              h.name as handle_name
            from message m
            join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
            join handle h on h.workspace_id = c.workspace_id and h.id = c.handle_id
            join customer u on u.workspace_id = c.workspace_id and u.id = c.customer_id
            where u.username = ${customer} and m.kind <> 'system' order by m.position`);
          return found.length >= count && found;
        },
        { what: `${customer} has ${count} entries` },
      ),
    close: async () => {
      await app?.close();
      await simulator.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function setUp(url: string): Promise<ApiUser> {
  const origin = new URL(url).origin;
  const { body, headers } = await apiUser(url, '', { origin }).call('POST', '/api/setup', {
    workspaceName: 'Test house',
    name: 'Ada Admin',
    email: 'ada@house.example',
    password: 'correct horse 42',
  });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return apiUser(url, String(body['member']?.['id']), {
    cookie,
    origin,
    'x-csrf-token': String(body['csrfToken']),
  });
}

async function connect(
  x: ApiUser,
  admin: ApiUser,
  username: string,
  transport: Transport,
): Promise<Connected> {
  const app = await admin.ask<XApp>('POST', '/api/x-apps/local', { name: `App of ${username}` });
  const { apps } = await x.ask<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
  const atX = apps.find((one) => one.consumerKey === app.consumerKey);
  await x.ask('PATCH', `/apps/${atX?.id}`, { environments: ['dm'] });
  await admin.ask('PATCH', `/api/x-apps/${app.id}`, { transportWanted: transport, environmentName: 'dm' });
  await admin.ask('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '1' });
  const { authorizeUrl } = await admin.ask<{ authorizeUrl: string }>(
    'POST',
    `/api/x-apps/${app.id}/sign-in`,
    {
      authKind: 'oauth1',
      handleName: username,
    },
  );
  const { redirect } = await x.ask<{ redirect: string }>('POST', '/authorize', {
    url: authorizeUrl,
    user: `@${username}`,
  });
  await fetch(redirect);
  const checked = await admin.ask<{ app: XApp }>('POST', `/api/x-apps/${app.id}/check`);
  if (checked.app.transport !== transport) throw new Error(`it became ${checked.app.transportReason}`);
  const handle = await until(async () => {
    const { handles } = await admin.ask<{ handles: Handle[] }>('GET', '/api/handles');
    return handles.find((one) => one.account.username === username && one.account.feed.gapSince === null);
  });
  return { app: checked.app, handle };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
