import type { Db, Timers } from './base/index.ts';
import type { Config } from './config.ts';
import {
  addChartRoutes,
  addDatasetRoutes,
  addSavedQueryRoutes,
  addSharingRoutes,
  addUploadRoutes,
  createDatasets,
  createSharing,
  type Datasets,
  openDatasetFiles,
} from './datasets/index.ts';
import { addDomo, type DomoDeps } from './domo/index.ts';
import { addDataAlerts } from './data-alerts/index.ts';
import { createDuck } from './duck/index.ts';
import type { MemberMails } from './people/index.ts';
import { addAccounts, type AccountPageDeps, addReports, type ReportsDeps } from './reports/index.ts';
import type { CarrierDoor } from './webhooks/index.ts';

type Deps = Omit<DomoDeps & ReportsDeps & AccountPageDeps, 'datasets' | 'sharing'> & {
  readonly db: Db;
  readonly timers: Timers;
  readonly mails: MemberMails;
  /** What alerts post goes through it. */
  readonly door: CarrierDoor;
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
  const sharing = createSharing(deps);
  addDatasetRoutes({ ...deps, datasets });
  addSharingRoutes({ ...deps, datasets, sharing });
  addSavedQueryRoutes(deps);
  addChartRoutes({ ...deps, datasets });
  await addUploadRoutes({ ...deps, datasets });
  await addDomo({ ...deps, datasets, sharing });
  addAccounts(deps);
  addDataAlerts({ ...deps, datasets });
  const runner = addReports({ ...deps, datasets });
  return {
    expunge: datasets.expunge,
    start: () => runner.start(),
    stop: async () => {
      await runner.stop();
      await duck.close();
    },
  };
}
