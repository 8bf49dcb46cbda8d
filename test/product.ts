import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type AppOptions, startApp } from '../server/app.ts';
import { createLogger, type Db } from '../server/base/index.ts';
import { readConfig } from '../server/config.ts';
import { startSimulator } from '../simulator/main.ts';
import { createTestDatabase, until } from './harness.ts';

/** Somebody who calls our API over HTTP, signed in by cookie or with a key. */
export interface ApiUser {
  readonly memberId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** @throws Error with status and body for anything but a success. */
  ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** The whole answer, whatever its status. */
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: ApiBody; headers: Headers }>;
}

/** JSON of any shape; tests look into it. */
// biome-ignore lint: a test reads fields that it then compares.
export type ApiBody = { [key: string]: ApiBody } & { [index: number]: ApiBody } & string & number;

export interface Product {
  readonly app: App;
  readonly url: string;
  /** For what no route shows or makes. */
  readonly db: Db;
  /** The local X. */
  readonly x: LocalXDriver;
  /** The administrator who set the workspace up. */
  readonly admin: ApiUser;
  /** Invites a colleague and lets them accept. */
  invite(name: string, role: 'agent' | 'supervisor' | 'administrator'): Promise<ApiUser>;
  /** Connects an X user of the local X as a handle, by the wizard's own steps. */
  connect(username: string): Promise<{ handleId: string; accountId: string; appId: string }>;
  /** Stops the server, lets the world go on, and starts it again on the same database and address. */
  restart(whileAway?: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

export interface LocalXDriver {
  readonly url: string;
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Makes a user whose direct messages are open. */
  user(username: string, more?: object): Promise<void>;
  /** Writes as a person on X; answers the event's id. */
  write(from: string, to: string, text: string): Promise<string>;
}

export interface ProductOptions {
  readonly demo?: boolean;
  readonly webDir?: string;
  /** Leaves the workspace to be set up by the test. */
  readonly empty?: boolean;
  readonly webhookPace?: AppOptions['webhookPace'];
  /** Settings beside those of every test. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly mostMessages?: AppOptions['mostMessages'];
  readonly reportKinds?: AppOptions['reportKinds'];
}

/** The whole product on a database of its own, beside a local X of its own. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'rookery-test-'));
  const simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
  const config = readConfig(
    {
      port: '0',
      data: dataDir,
      'database-url': database.url,
      'local-x-url': simulator.url,
      'pool-size': '6',
    },
    // Receivers of tests listen beside us.
    { ROOKERY_PRIVATE_WEBHOOKS: 'yes', ...options.environment },
  );
  const start = (port: number) =>
    startApp(
      { ...config, port, databaseUrl: database.url, localXUrl: simulator.url, poolSize: 6 },
      {
        logger: createLogger('silent'),
        checkResponses: true,
        demo: options.demo ?? false,
        webDir: options.webDir ?? null,
        ...(options.webhookPace && { webhookPace: options.webhookPace }),
        ...(options.mostMessages !== undefined && { mostMessages: options.mostMessages }),
        reportKinds: options.reportKinds,
      },
    );
  let app = await start(0);
  const { url } = app;
  const x = driveLocalX(simulator.url);
  const admin = options.empty ? noBody : await setUp(url);
  return {
    get app() {
      return app;
    },
    url,
    db: database.db,
    x,
    admin,
    invite: (name, role) => invite(url, admin, name, role),
    connect: (username) => connect(url, x, admin, username),
    restart: async (whileAway) => {
      await app.close();
      await whileAway?.();
      app = await start(Number(new URL(url).port));
    },
    close: async () => {
      await app.close();
      await simulator.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const noBody: ApiUser = {
  memberId: '',
  headers: {},
  ask: () => Promise.reject(new Error('nobody is set up')),
  call: () => Promise.reject(new Error('nobody is set up')),
};

/** A caller with these headers. */
export function apiUser(url: string, memberId: string, headers: Readonly<Record<string, string>>): ApiUser {
  const call: ApiUser['call'] = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    // The shape is what the test is about.
    const parsed = (/^[{[]/.test(text) ? JSON.parse(text) : text) as ApiBody;
    return { status: response.status, body: parsed, headers: response.headers };
  };
  return {
    memberId,
    headers,
    call,
    ask: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await call(method, path, body);
      if (answer.status >= 400) {
        throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return answer.body as T;
    },
  };
}

const PASSWORD = 'correct horse 42';

/** Another workspace of the same product. @returns its administrator */
export async function openAnotherHouse({ app, url }: Pick<Product, 'app' | 'url'>): Promise<ApiUser> {
  const email = 'otto@other.example';
  const people = { workspaceName: 'Another house', name: 'Otto Other', email, password: PASSWORD };
  await app.modules.people.setup.createWorkspace(people);
  return signIn(url, email);
}

/** Signs in with the standard password of test people. */
export async function signIn(url: string, email: string): Promise<ApiUser> {
  return signedIn(url, '/api/session', { email, password: PASSWORD });
}

async function setUp(url: string): Promise<ApiUser> {
  return signedIn(url, '/api/setup', {
    workspaceName: 'Test house',
    name: 'Ada Admin',
    email: 'ada@house.example',
    password: PASSWORD,
  });
}

async function invite(url: string, admin: ApiUser, name: string, role: string): Promise<ApiUser> {
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@house.example`;
  const { link } = await admin.ask<{ link: string }>('POST', '/api/invitations', { email, role });
  const token = link.slice(link.lastIndexOf('/') + 1);
  return signedIn(url, `/api/invitations/by-token/${token}`, { name, password: PASSWORD });
}

async function signedIn(url: string, path: string, body: unknown): Promise<ApiUser> {
  const origin = new URL(url).origin;
  const { status, body: session, headers } = await apiUser(url, '', { origin }).call('POST', path, body);
  if (status >= 400) throw new Error(`POST ${path} answered ${status} ${JSON.stringify(session)}`);
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return apiUser(url, String(session['member']?.['id']), {
    cookie,
    origin,
    'x-csrf-token': String(session['csrfToken']),
  });
}

function driveLocalX(url: string): LocalXDriver {
  const caller = apiUser(`${url}/_control`, '', {});
  return {
    url,
    control: (method, path, body) => caller.ask(method, path, body),
    user: async (username, more = {}) => {
      await caller.ask('POST', '/users', { username, name: username, dmOpen: true, ...more });
    },
    write: async (from, to, text) => {
      const { id } = await caller.ask<{ id: string }>('POST', '/messages', {
        from: `@${from}`,
        to: `@${to}`,
        text,
      });
      return id;
    },
  };
}

/** Connects an X user as a handle of the workspace of `admin`, by the steps of the wizard. */
export async function connect(url: string, x: LocalXDriver, admin: ApiUser, username: string) {
  const { apps } = await admin.ask<{ apps: { id: string }[] }>('GET', '/api/x-apps');
  const app =
    apps[0] ?? (await admin.ask<{ id: string }>('POST', '/api/x-apps/local', { name: 'Test desk' }));
  await admin.ask('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '1' });
  const { authorizeUrl } = await admin.ask<{ authorizeUrl: string }>(
    'POST',
    `/api/x-apps/${app.id}/sign-in`,
    {
      authKind: 'oauth1',
      handleName: username,
    },
  );
  const { redirect } = await x.control<{ redirect: string }>('POST', '/authorize', {
    url: authorizeUrl,
    user: `@${username}`,
  });
  const back = new URL(redirect);
  await apiUser(url, '', {}).ask('GET', back.pathname + back.search);
  await admin.ask('POST', `/api/x-apps/${app.id}/check`);
  const handle = await until(async () => {
    const { handles } = await admin.ask<{ handles: HandleView[] }>('GET', '/api/handles');
    return handles.find((one) => one.account.username === username && one.account.feed.subscribed);
  });
  return { handleId: handle.id, accountId: handle.account.id, appId: app.id };
}

interface HandleView {
  readonly id: string;
  readonly account: {
    readonly id: string;
    readonly username: string;
    readonly feed: { readonly subscribed: boolean };
  };
}
