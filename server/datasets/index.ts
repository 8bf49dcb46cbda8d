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
export type { SharedDataset } from './sharing/access.ts';
export { addSharingRoutes } from './sharing/routes.ts';
export { viewerOfMember } from './sharing/see-as.ts';
export { createSharing, type Sharing } from './sharing/sharing.ts';
export type { PolicyRow } from './policies/store.ts';
export type { Grantee } from './sharing/store.ts';
export { seenBy } from './sharing/store.ts';
export { type Reader, type Viewer, viewerOf } from './sharing/viewer.ts';
export { missingDataset } from './missing.ts';
export type { ExportOptions } from './read/export.ts';
export type { QueryOptions } from './read/query.ts';
export { findDataset } from './store.ts';
export type { DatasetQuery, DatasetRow, Method, VersionRow } from './store.ts';
export { isHeader } from './write/header.ts';
export type { BadLine, Incoming } from './write/stage.ts';
export type { WriteOptions, Written } from './write/write.ts';
