import type { Db, Timers } from './base/index.ts';
import type { Config } from './config.ts';
import {
  addChartRoutes,
  addDatasetRoutes,
  addSavedQueryRoutes,
  addUploadRoutes,
  createDatasets,
  type Datasets,
  openDatasetFiles,
} from './datasets/index.ts';
import { addDomo, type DomoDeps } from './domo/index.ts';
import { addDataAlerts, ALERT_WEBHOOK, createAlertCarrier } from './data-alerts/index.ts';
import { createDuck } from './duck/index.ts';
import type { MemberMails } from './people/index.ts';
import { addAccounts, type AccountPageDeps, addReports, type ReportsDeps } from './reports/index.ts';
import type { Carrier, Webhooks } from './webhooks/index.ts';

type Deps = Omit<DomoDeps & ReportsDeps & AccountPageDeps, 'datasets'> & {
  readonly db: Db;
  readonly timers: Timers;
  readonly mails: MemberMails;
  readonly publicUrl: string;
};

export interface Data {
  readonly expunge: Datasets['expunge'];
  /** How alerts are posted. */
  readonly carriers: Readonly<Record<string, Carrier>>;
  /** Has alerts look at updates. Call before the log starts. */
  watch(webhooks: Webhooks): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** DataSets, the reports that fill them, and the API that programs reach them by. */
export async function addData(config: Pick<Config, 'datasetDir' | 'spillDir'>, deps: Deps): Promise<Data> {
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
  addChartRoutes({ ...deps, datasets });
  await addUploadRoutes({ ...deps, datasets });
  await addDomo({ ...deps, datasets });
  addAccounts(deps);
  const runner = addReports({ ...deps, datasets });
  return {
    expunge: datasets.expunge,
    carriers: {
      [ALERT_WEBHOOK]: createAlertCarrier({
        publicUrl: deps.publicUrl,
        findDataset: (db, id) => datasets.find(db, id),
      }),
    },
    watch: (webhooks) => addDataAlerts({ ...deps, datasets, door: webhooks.ofCarrier(ALERT_WEBHOOK) }),
    start: () => runner.start(),
    stop: async () => {
      await runner.stop();
      await duck.close();
    },
  };
}
