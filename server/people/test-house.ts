import type { AppEvent } from '../../contract/events/index.ts';
import {
  type Clock,
  createHttpServer,
  createLogger,
  createMetrics,
  type Db,
  fixedClock,
  type HttpServer,
} from '../base/index.ts';
import { createTestDatabase } from '../../test/harness.ts';
import { createPeople, type People } from './index.ts';

export interface Browser {
  cookie: string;
  csrf: string;
}

/** The fields of the routes' answers that the tests look at; which of them are there depends on the route. */
export interface Fields {
  readonly error: { readonly code: string; readonly details: { readonly seconds: number } };
  readonly state: string;
  readonly csrfToken: string;
  readonly demo: unknown;
  readonly member: { readonly id: string; readonly email: string };
  readonly members: readonly { readonly id: string; readonly email: string; readonly role: string }[];
  readonly role: string;
  readonly preferences: { readonly undoSeconds: number };
  readonly invitation: { readonly id: string };
  readonly invitations: readonly unknown[];
  readonly link: string;
  readonly key: { readonly id: string };
  readonly keys: readonly { readonly name: string }[];
  readonly secret: string;
  readonly entries: readonly { readonly seq: string; readonly action: string }[];
  readonly next: string | null;
  readonly intact: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: Fields;
  readonly setCookie: string;
}

interface CallOptions {
  readonly as?: Browser | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly ip?: string;
}

export interface PeopleHouse {
  readonly db: Db;
  readonly clock: Clock;
  readonly people: People;
  readonly http: HttpServer;
  readonly events: AppEvent[];
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: CallOptions,
  ): Promise<Answer>;
  /** Signs in and keeps the cookie, as a browser would. */
  signIn(email: string, password: string): Promise<Browser>;
  close(): Promise<void>;
}

/** People alone, on a database of their own, answering requests. */
export async function openPeopleHouse(
  options: { publicUrl?: string; demo?: boolean } = {},
): Promise<PeopleHouse> {
  const database = await createTestDatabase(5);
  const { db } = database;
  const clock = fixedClock(new Date('2026-11-21T10:00:00Z'));
  const events: AppEvent[] = [];
  const logger = createLogger('silent');
  const publicUrl = options.publicUrl ?? 'http://127.0.0.1:3100';
  const people = createPeople({
    onMemberRemoved: async () => undefined,
    db,
    clock,
    logger,
    emit: (_tx, added) => void events.push(...added),
    onWorkspaceCreated: () => Promise.resolve(),
    publicUrl,
    demo: options.demo ?? false,
    localXUrl: 'http://127.0.0.1:3200',
    version: '0.0.0',
  });
  const http = await createHttpServer({
    logger,
    metrics: createMetrics(),
    https: publicUrl.startsWith('https:'),
    checkResponses: true,
  });
  http.checkAccess = people.checkAccess;
  people.addRoutes(http);
  await http.app.ready();

  const call: PeopleHouse['call'] = async (method, path, { as, body, headers = {}, ip } = {}) => {
    const answer = await http.app.inject({
      method,
      url: path,
      headers: {
        host: new URL(publicUrl).host,
        ...(as ? { cookie: as.cookie, 'x-csrf-token': as.csrf } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      ...(ip === undefined ? {} : { remoteAddress: ip }),
    });
    return {
      status: answer.statusCode,
      // Each test looks at the fields it is about.
      body: JSON.parse(answer.body || 'null') as Fields,
      setCookie: String(answer.headers['set-cookie'] ?? ''),
    };
  };

  return {
    db,
    clock,
    people,
    http,
    events,
    call,
    signIn: async (email, password) => {
      const answer = await call('POST', '/api/session', { body: { email, password } });
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
      return browserOf(answer);
    },
    close: async () => {
      await http.app.close();
      await database.drop();
    },
  };
}

export function browserOf(answer: Answer): Browser {
  return { cookie: answer.setCookie.split(';')[0] ?? '', csrf: answer.body.csrfToken };
}
