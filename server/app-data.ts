import type { Db, Timers } from './base/index.ts';
import type { Config } from './config.ts';
import {
  addDatasetRoutes,
  addSavedQueryRoutes,
  addUploadRoutes,
  createDatasets,
  type Datasets,
  openDatasetFiles,
} from './datasets/index.ts';
import { addDomo, type DomoDeps } from './domo/index.ts';
import { createDuck } from './duck/index.ts';
import { addAccounts, type AccountPageDeps, addReports, type ReportsDeps } from './reports/index.ts';

type Deps = Omit<DomoDeps & ReportsDeps & AccountPageDeps, 'datasets' | 'duck'> & {
  readonly db: Db;
  readonly timers: Timers;
};

/** DataSets, the reports that fill them, and the API that programs reach them by. */
export async function addData(
  config: Pick<Config, 'datasetDir' | 'spillDir'>,
  deps: Deps,
): Promise<{ readonly expunge: Datasets['expunge']; start(): Promise<void>; stop(): Promise<void> }> {
  const duck = createDuck({ spillDir: config.spillDir });
  const datasets = createDatasets({
    ...deps,
    duck,
    files: openDatasetFiles(config.datasetDir),
    changed: async (tx, datasetId, version) =>
      deps.log.append(tx, [{ kind: 'dataset.updated', key: datasetId, body: { datasetId, version } }]),
  });
  addDatasetRoutes({ ...deps, datasets });
  addSavedQueryRoutes(deps);
  await addUploadRoutes({ ...deps, datasets });
  await addDomo({ ...deps, datasets });
  addAccounts(deps);
  const runner = addReports({ ...deps, datasets, duck });
  return {
    expunge: datasets.expunge,
    start: () => runner.start(),
    stop: async () => {
      await runner.stop();
      await duck.close();
    },
  };
}
