import type { Db, Timers } from './base/index.ts';
import type { Config } from './config.ts';
import { addDatasetRoutes, addUploadRoutes, createDatasets, openDatasetFiles } from './datasets/index.ts';
import { addDomo, type DomoDeps } from './domo/index.ts';
import { createDuck } from './duck/index.ts';

type Deps = Omit<DomoDeps, 'datasets'> & { readonly db: Db; readonly timers: Timers };

/** DataSets, and the API that programs reach them by. */
export async function addData(
  config: Pick<Config, 'datasetDir' | 'spillDir'>,
  deps: Deps,
): Promise<{ close(): Promise<void> }> {
  const duck = createDuck({ spillDir: config.spillDir });
  const datasets = createDatasets({
    ...deps,
    duck,
    files: openDatasetFiles(config.datasetDir),
    changed: async (tx, datasetId, version) =>
      deps.log.append(tx, [{ kind: 'dataset.updated', key: datasetId, body: { datasetId, version } }]),
  });
  addDatasetRoutes({ ...deps, datasets });
  await addUploadRoutes({ ...deps, datasets });
  await addDomo({ ...deps, datasets });
  return { close: () => duck.close() };
}
