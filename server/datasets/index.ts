export { type Column, type ColumnType, compareColumns, columnTypes, typeOfDuck } from './columns.ts';
export {
  createDatasets,
  type Datasets,
  type DatasetsOptions,
  type DatasetChange,
  type NewDataset,
} from './datasets.ts';
export { addChartRoutes } from './charts/routes.ts';
export { filterSql } from './filter/filter.ts';
export { measureName, measureSql } from './filter/measure.ts';
export type { Match, Personal } from './expunge/match.ts';
export { type DatasetFiles, openDatasetFiles } from './files.ts';
export { addDatasetRoutes } from './routes.ts';
export { addSavedQueryRoutes } from './saved/routes.ts';
export { addUploadRoutes } from './uploads.ts';
export { missingDataset } from './missing.ts';
export type { ExportOptions } from './read/export.ts';
export type { QueryOptions } from './read/query.ts';
export { findDataset } from './store.ts';
export type { DatasetQuery, DatasetRow, Method, VersionRow } from './store.ts';
export { isHeader } from './write/header.ts';
export type { BadLine, Incoming } from './write/stage.ts';
export type { WriteOptions, Written } from './write/write.ts';
