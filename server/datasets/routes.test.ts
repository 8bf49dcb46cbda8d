import { afterAll, beforeAll, expect, it } from 'vitest';
import { datasetErrors } from '../../contract/errors/datasets.ts';
import { until } from '../../test/harness.ts';
import {
  AppError,
  type Caller,
  createHttpServer,
  createLogger,
  createMetrics,
  type Db,
  type EventLog,
  type HttpServer,
} from '../base/index.ts';
import type { Datasets } from './datasets.ts';
import { addDatasetRoutes } from './routes.ts';

let http: HttpServer;
let url: string;
const signals: (AbortSignal | undefined)[] = [];

beforeAll(async () => {
  http = await createHttpServer({
    logger: createLogger('silent'),
    metrics: createMetrics(),
    https: false,
    checkResponses: true,
  });
  // Of the caller and the database the route passes on what it is given, and nothing else is asked here.
  http.checkAccess = async () =>
    ({ workspaceId: 'house', memberId: null, permissions: new Set() }) as Partial<Caller> as Caller;
  // The query alone is asked for: it waits until it is ended, unless it is `select 1`.
  const datasets = {
    queryByName: (_db, { sql, signal }) => {
      signals.push(signal);
      if (sql === 'select 1') return Promise.resolve({ columns: [], rows: [], more: false });
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new AppError(datasetErrors.query_cancelled)));
      });
    },
  } satisfies Partial<Datasets> as Partial<Datasets> as Datasets;
  // Only handed on to the query above.
  const db = { workspace: () => ({}) } as unknown as Db;
  addDatasetRoutes({ http, db, datasets, log: {} as EventLog, audit: async () => undefined });
  url = await http.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => http?.app.close());

const ask = (sql: string, signal?: AbortSignal) =>
  fetch(`${url}/api/datasets/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sql }),
    ...(signal && { signal }),
  });

it('a request that is broken off ends its query', async () => {
  const stop = new AbortController();
  const answer = ask('select count(*) from range(1000000000)', stop.signal);
  const signal = await until(() => signals[0]);
  expect(signal.aborted).toBe(false);
  stop.abort();
  await expect(answer).rejects.toThrow('aborted');
  expect(await until(() => signal.aborted)).toBe(true);
});

it('a request that is answered ends nothing', async () => {
  const answer = await ask('select 1');
  expect([answer.status, await answer.json()]).toMatchObject([200, { rows: [] }]);
  expect(signals.at(-1)?.aborted).toBe(false);
});
