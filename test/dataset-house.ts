import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, fixedClock, type WorkspaceDb } from '../server/base/index.ts';
import { createDatasets, type Datasets, openDatasetFiles } from '../server/datasets/index.ts';
import { createDuck, type Duck } from '../server/duck/index.ts';
import { openTestBase } from './harness.ts';

/** DataSets on a database and in a directory of their own. */
export interface DatasetHouse {
  readonly db: WorkspaceDb;
  readonly dir: string;
  readonly duck: Duck;
  readonly datasets: Datasets;
  close(): Promise<void>;
}

export async function openDatasetHouse(
  clock: Clock = fixedClock(new Date('2026-11-30T12:00:00Z')),
): Promise<DatasetHouse> {
  const base = await openTestBase();
  const dir = await mkdtemp(join(tmpdir(), 'rookery-datasets-'));
  const duck = createDuck({ spillDir: join(dir, 'spill') });
  const files = openDatasetFiles(join(dir, 'files'));
  const datasets = createDatasets({ duck, files, clock, changed: () => Promise.resolve(), db: base.db });
  return {
    db: base.workspace,
    dir,
    duck,
    datasets,
    close: async () => {
      await duck.close();
      await base.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
