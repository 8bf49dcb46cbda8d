import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Accounts } from '../../server/accounts/index.ts';
import {
  createEventLog,
  createLogger,
  createMetrics,
  createSecrets,
  keyringFromText,
  openBus,
  openClock,
  openDb,
} from '../../server/base/index.ts';
import { createDatasets, openDatasetFiles } from '../../server/datasets/index.ts';
import { createDuck } from '../../server/duck/index.ts';
import type { Batch, PullContext, ReportKind } from '../../server/reports/kind.ts';
import { createRunner } from '../../server/reports/runs/runner.ts';
import { createSite, localX } from '../../server/x/index.ts';

/** Runs reports in a process of its own. Arguments: database URL, directory. */
const [url = '', directory = ''] = process.argv.slice(2);
const logger = createLogger('warn');
const db = openDb({ url, poolSize: 6, onError: () => undefined });
const bus = await openBus({ url, logger });
const clock = await openClock(db, bus);
const metrics = createMetrics();
const log = createEventLog({ db, bus, clock, logger, metrics });
const duck = createDuck({ spillDir: join(directory, 'spill') });
const datasets = createDatasets({
  duck,
  files: openDatasetFiles(join(directory, 'files')),
  clock,
  changed: () => Promise.resolve(),
  db,
});
const local = createSite('local', localX('http://127.0.0.1:1'));
const secrets = createSecrets(keyringFromText(randomBytes(32).toString('base64')), clock);
const accounts = new Accounts({
  db,
  clock,
  log,
  logger,
  secrets,
  publicUrl: 'http://127.0.0.1:1',
  sites: { x: local, local },
});

/** Counts to 1,000 in batches of 25, at the pace of something that is asked over a network. */
const counting: ReportKind = {
  id: 'counting',
  name: 'Counting',
  summary: 'Counts.',
  needsAccount: false,
  prerequisites: [],
  questions: [],
  method: 'append',
  input: null,
  options: () => [],
  columns: () => [{ name: 'n', type: 'LONG' }],
  keys: () => ['n'],
  companions: [{ key: 'beside', name: 'beside', columns: [{ name: 'n', type: 'LONG' }] }],
  estimate: async () => ({ requests: 40, microUsd: 0, notes: [] }),
  async *pull({ checkpoint }: PullContext): AsyncGenerator<Batch> {
    for (let from = typeof checkpoint === 'number' ? checkpoint : 0; from < 1_000; from += 25) {
      await pause(4);
      const rows = Array.from({ length: 25 }, (_, at) => [from + at + 1]);
      yield { rows, companions: { beside: rows }, checkpoint: from + 25 };
    }
  },
};
// Alone: what a killed one held is nobody's.
await createRunner({
  db,
  bus,
  clock,
  log,
  logger,
  metrics,
  datasets,
  duck,
  secrets,
  allowPrivateUrls: false,
  accounts,
  alone: true,
  kinds: [counting],
}).start();
process.stdout.write('ready\n');
