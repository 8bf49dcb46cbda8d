import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handle, XApp } from '../../contract/api/index.ts';
import { buildModules, type Modules } from '../../server/app-modules.ts';
import { openParts, type Parts } from '../../server/app-parts.ts';
import { createLogger, type WorkspaceDb } from '../../server/base/index.ts';
import { readConfig } from '../../server/config.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import { createTestDatabase, until } from '../harness.ts';

export interface Called<T> {
  readonly status: number;
  readonly body: T;
}

export interface ConnectHouse {
  readonly url: string;
  readonly parts: Parts;
  readonly modules: Modules;
  readonly simulator: Simulator;
  readonly workspace: WorkspaceDb;
  /** Calls our API as the administrator. */
  call<T>(method: string, path: string, body?: unknown): Promise<Called<T>>;
  /** Calls the local X's control API; throws for anything but a 2xx. */
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Follows an authorize URL as this X user, agreeing or not; answers the callback's page. */
  consent(
    authorizeUrl: string,
    user: string,
    agree?: boolean,
  ): Promise<{ status: number; page: string; headers: Headers }>;
  /** A local app with the notice accepted. */
  localApp(): Promise<XApp>;
  /** Signs an X user in as a handle. */
  connect(
    app: XApp,
    user: string,
    options?: { authKind?: 'oauth1' | 'oauth2'; accountId?: string },
  ): Promise<Handle>;
  /** Takes every handle, app and fault away: what a test left. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The product and a local X, in this process, talking over HTTP. */
export async function openConnectHouse(): Promise<ConnectHouse> {
  const simulator = await startSimulator({ port: 0 });
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'rookery-connect-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig(
    {},
    {
      ROOKERY_DATA: dataDir,
      DATABASE_URL: database.url,
      PORT: String(port),
      ROOKERY_LOCAL_X_URL: simulator.url,
    },
  );
  const parts = await openParts(config, {
    logger: createLogger('silent'),
    checkResponses: true,
    https: false,
  });
  const modules = await buildModules(config, parts, { publicUrl: url, demo: false, webDir: null });
  await modules.start();
  await parts.start();
  await parts.http.app.listen({ port, host: '127.0.0.1' });

  const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
  const setUp = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workspaceName: 'Bird & Co', ...person }),
  });
  const cookie = setUp.headers.get('set-cookie')?.split(';')[0] ?? '';
  // The contract of the route; the server compares its answers with it here.
  const session = (await setUp.json()) as { csrfToken: string; workspace: { id: string } };

  async function call<T>(method: string, path: string, body?: unknown): Promise<Called<T>> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie,
        'x-csrf-token': session.csrfToken,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // As above.
    return { status: response.status, body: JSON.parse(text || 'null') as T };
  }

  async function need<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await call<T>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${simulator.url}/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${text}`);
    // The control API's contract.
    return JSON.parse(text || 'null') as T;
  }

  const consent: ConnectHouse['consent'] = async (authorizeUrl, user, agree = true) => {
    const decided = await control<{ redirect?: string }>('POST', '/authorize', {
      url: authorizeUrl,
      user,
      agree,
    });
    if (!decided.redirect) throw new Error('the consent page led nowhere');
    const response = await fetch(decided.redirect);
    return { status: response.status, page: await response.text(), headers: response.headers };
  };

  return {
    url,
    parts,
    modules,
    simulator,
    // The id comes from our own answer, whose form is checked.
    workspace: parts.db.workspace(session.workspace.id as WorkspaceDb['workspaceId']),
    call,
    control,
    consent,
    localApp: async () => {
      const app = await need<XApp>('POST', '/api/x-apps/local', {});
      return need<XApp>('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '1' });
    },
    connect: async (app, user, options = {}) => {
      const started = await need<{ signInId: string; authorizeUrl: string }>(
        'POST',
        `/api/x-apps/${app.id}/sign-in`,
        {
          authKind: 'oauth1',
          ...options,
        },
      );
      await consent(started.authorizeUrl, user);
      const result = await need<{ state: string; handle: Handle | null }>(
        'GET',
        `/api/x-sign-ins/${started.signInId}`,
      );
      if (result.state !== 'done' || !result.handle)
        throw new Error(`the sign-in ended: ${JSON.stringify(result)}`);
      return result.handle;
    },
    clear: async () => {
      await control('DELETE', '/faults');
      const { apps, handles } = await need<{ apps: XApp[]; handles: Handle[] }>('GET', '/api/x-apps');
      for (const handle of handles) await need('DELETE', `/api/handles/${handle.id}`);
      for (const app of apps) await need('DELETE', `/api/x-apps/${app.id}`);
    },
    close: async () => {
      parts.drain();
      modules.live.close();
      await parts.http.app.close();
      await modules.stop();
      await parts.close();
      await simulator.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until the handle's state is as wanted, and answers it. */
export function untilHandle(
  house: ConnectHouse,
  id: string,
  isSo: (handle: Handle) => boolean,
): Promise<Handle> {
  return until(async () => {
    const { body } = await house.call<{ handles: Handle[] }>('GET', '/api/handles');
    const handle = body.handles.find((one) => one.id === id);
    return handle && isSo(handle) ? handle : undefined;
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
