import { type Static, Type } from 'typebox';
import { Id, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** As Domo's clients know them. */
export const DatasetId = Type.String({
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'A UUID in lower case',
});
export const ColumnTypeName = OneOf(['STRING', 'LONG', 'DOUBLE', 'DECIMAL', 'DATE', 'DATETIME']);
export type ColumnTypeName = Static<typeof ColumnTypeName>;

export const DatasetColumn = Type.Object({ name: Type.String(), type: ColumnTypeName });
export type DatasetColumn = Static<typeof DatasetColumn>;

/**
 * What somebody may do with a DataSet. Each holds what comes before it: read (see it and its rows), edit (change it, run
 * what fills it), owner (share it, say who sees which rows, delete it).
 */
export const DatasetLevel = OneOf(['read', 'edit', 'owner']);
export type DatasetLevel = Static<typeof DatasetLevel>;

/** `everybody`: all who see data, as their role says. `named`: those whom it is shared with. */
export const DatasetAudience = OneOf(['everybody', 'named']);
export type DatasetAudience = Static<typeof DatasetAudience>;

const summary = {
  id: DatasetId,
  name: Type.String(),
  description: Type.String(),
  tags: Type.Array(Type.String()),
  rows: Type.Integer(),
  columnCount: Type.Integer(),
  /** Of the files that are read now. */
  bytes: Type.Integer(),
  version: Type.Integer(),
  /** When its data last changed; null: it never had any. */
  dataAt: Nullable(Time),
  createdAt: Time,
  /** What the caller may do. */
  level: DatasetLevel,
  audience: DatasetAudience,
};
export const DatasetSummary = Type.Object(summary);
export type DatasetSummary = Static<typeof DatasetSummary>;

export const Dataset = Type.Object({
  ...summary,
  columns: Type.Array(DatasetColumn),
  /** Columns that tell rows apart. */
  keys: Type.Array(Type.String()),
  keepVersions: Type.Integer(),
  /** Policies say who sees which rows. */
  policiesOn: Type.Boolean(),
  /** Rows may be kept from the caller: they see those of their policies. `rows` counts all. */
  rowsKept: Type.Boolean(),
});
export type Dataset = Static<typeof Dataset>;

/** An update, or what undid one. */
export const DatasetVersion = Type.Object({
  number: Type.Integer(),
  /** `expunge`: people, deleted messages or what is too old went out of all states. */
  method: OneOf(['replace', 'append', 'upsert', 'partition', 'revert', 'undo', 'compact', 'expunge']),
  rows: Type.Integer(),
  bytes: Type.Integer(),
  rowsIn: Type.Integer(),
  rowsNew: Type.Integer(),
  rowsChanged: Type.Integer(),
  rowsGone: Type.Integer(),
  createdAt: Time,
});
export type DatasetVersion = Static<typeof DatasetVersion>;

/** A cell as JSON has it: 64-bit numbers and decimals as text. */
const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
export const DatasetRows = Type.Object({
  columns: Type.Array(Type.Object({ name: Type.String(), type: ColumnTypeName })),
  rows: Type.Array(Type.Array(Cell)),
  /** There are more than came. */
  more: Type.Boolean(),
});
export type DatasetRows = Static<typeof DatasetRows>;

/** Figures of a column of numbers, dates or times: numbers as text, dates and times as ISO 8601. */
export const ColumnFigures = Type.Object({
  least: Type.String(),
  most: Type.String(),
  average: Type.String(),
  lowerQuartile: Type.String(),
  median: Type.String(),
  upperQuartile: Type.String(),
  /** The quartiles and the median are estimates: there are too many values to sort them all. */
  quartilesAreRough: Type.Boolean(),
  /** Standard deviation of a sample, of dates and times in seconds; null of a single value. */
  deviation: Nullable(Type.Number()),
  /** Values that are no number, without end, or of no year from 1 to 9999: none of the figures has them. */
  leftOut: Type.Integer(),
  /** From `from` up to, not including, `to`; the last one of fractions includes it. */
  bins: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), rows: Type.Integer() })),
});
export type ColumnFigures = Static<typeof ColumnFigures>;

/** Of a column of texts; lengths in characters. */
export const ColumnTexts = Type.Object({
  empty: Type.Integer(),
  shortest: Type.Integer(),
  longest: Type.Integer(),
  average: Type.Number(),
  /** At most ten values that come more than once, with their first 200 characters; null: too many to be counted. */
  frequent: Nullable(Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() }))),
});
export type ColumnTexts = Static<typeof ColumnTexts>;

export const ColumnStatistics = Type.Object({
  name: Type.String(),
  type: ColumnTypeName,
  nulls: Type.Integer(),
  /** Different values, null not among them. */
  distinct: Type.Integer(),
  /** `distinct` is an estimate: there are too many to be told apart one by one. */
  distinctIsRough: Type.Boolean(),
  /** Of numbers, dates and times, where there are any. */
  figures: Nullable(ColumnFigures),
  /** Of texts, where there are any. */
  texts: Nullable(ColumnTexts),
});
export type ColumnStatistics = Static<typeof ColumnStatistics>;

export const LineageNode = Type.Object({
  id: DatasetId,
  /** Null: it was deleted, and something is still made from it. */
  name: Nullable(Type.String()),
  rows: Type.Integer(),
  dataAt: Nullable(Time),
  /** The connector that fills it, with the account where that is shared with the caller; null: files and programs. */
  source: Nullable(Type.Object({ connector: Type.String(), account: Nullable(Type.String()) })),
});
export type LineageNode = Static<typeof LineageNode>;

/** `input`: `to` is made from `from`. `companion`: `to` stands beside it, filled by the same report. */
export const LineageLink = Type.Object({
  from: DatasetId,
  to: DatasetId,
  kind: OneOf(['input', 'companion']),
});
export type LineageLink = Static<typeof LineageLink>;

/** A file that was put here to be taken in, and what it seems to hold. Forgotten after a day. */
export const DatasetUpload = Type.Object({
  uploadId: Id,
  format: OneOf(['csv', 'jsonl', 'parquet']),
  /** CSV: the first line names the columns. */
  hasHeader: Type.Boolean(),
  delimiter: Type.Optional(Type.String()),
  columns: Type.Array(DatasetColumn),
  /** Its first rows. */
  sample: Type.Array(Type.Array(Nullable(Type.String()))),
  bytes: Type.Integer(),
});
export type DatasetUpload = Static<typeof DatasetUpload>;

/** A line that was left out. */
export const BadLine = Type.Object({
  line: Type.Integer(),
  column: Nullable(Type.String()),
  problem: Type.String(),
  text: Type.String(),
});

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;
const DatasetParams = Type.Object({ datasetId: DatasetId });
const VersionParams = Type.Object({
  datasetId: DatasetId,
  number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
});
const Version = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }));
const Name = Type.String({ minLength: 1, maxLength: 255, pattern: '\\S' });
const ColumnName = Type.String({ minLength: 1, maxLength: 255 });

export const datasetRoutes = {
  list: route({
    id: 'datasets.list',
    method: 'GET',
    path: '/api/datasets',
    ...see,
    summary: 'DataSets; with `q` those with it in their name.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      order: Type.Optional(OneOf(['name', 'name_down', 'data', 'data_down', 'created', 'created_down'])),
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ datasets: Type.Array(DatasetSummary), more: Type.Boolean() }),
  }),
  upload: route({
    id: 'datasets.upload',
    method: 'POST',
    path: '/api/datasets/uploads',
    ...manage,
    summary:
      'Takes a file to be taken in: CSV, JSON lines or Parquet, to 2 GB; answers what it seems to hold.',
    special: 'upload',
    response: DatasetUpload,
    status: 201,
  }),
  create: route({
    id: 'datasets.create',
    method: 'POST',
    path: '/api/datasets',
    ...manage,
    summary:
      'Makes a DataSet of an uploaded file, all of it or nothing; wrong lines of CSV are left out and listed if so asked.',
    body: Type.Object({
      uploadId: Id,
      name: Name,
      columns: Type.Array(Type.Object({ name: ColumnName, type: ColumnTypeName }), {
        minItems: 1,
        maxItems: 1_500,
      }),
      keys: Type.Optional(Type.Array(ColumnName, { maxItems: 20 })),
      hasHeader: Type.Optional(Type.Boolean()),
      delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
      badLines: Type.Optional(OneOf(['refuse', 'collect'])),
    }),
    response: Type.Object({ dataset: Dataset, badLines: Type.Array(BadLine) }),
    status: 201,
  }),
  get: route({
    id: 'datasets.get',
    method: 'GET',
    path: '/api/datasets/:datasetId',
    ...see,
    summary: 'A DataSet with its columns.',
    params: DatasetParams,
    response: Dataset,
  }),
  change: route({
    id: 'datasets.change',
    method: 'PATCH',
    path: '/api/datasets/:datasetId',
    ...manage,
    summary: 'Changes name, description, tags, key columns or how many versions are kept.',
    params: DatasetParams,
    body: Type.Object({
      name: Type.Optional(Name),
      description: Type.Optional(Type.String({ maxLength: 4_000 })),
      tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })),
      keys: Type.Optional(Type.Array(ColumnName, { maxItems: 20 })),
      keepVersions: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
    }),
    response: Dataset,
  }),
  remove: route({
    id: 'datasets.remove',
    method: 'DELETE',
    path: '/api/datasets/:datasetId',
    ...manage,
    summary: 'Deletes a DataSet with all its versions. It cannot come back.',
    params: DatasetParams,
  }),
  rows: route({
    id: 'datasets.rows',
    method: 'GET',
    path: '/api/datasets/:datasetId/rows',
    ...see,
    summary:
      'Rows of a DataSet, of now or of an earlier version, at any place; sorted by a column, and those that hold a text.',
    params: DatasetParams,
    query: Type.Object({
      version: Version,
      sort: Type.Optional(ColumnName),
      down: Type.Optional(Type.Boolean()),
      /** In any column, whatever its case. */
      q: Type.Optional(Type.String({ maxLength: 200 })),
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 })),
      limit: Limit(500, 100),
    }),
    response: Type.Object({
      ...DatasetRows.properties,
      /** All rows that there are to be shown, those before and after these included. */
      total: Type.Integer(),
    }),
  }),
  statistics: route({
    id: 'datasets.statistics',
    method: 'GET',
    path: '/api/datasets/:datasetId/statistics',
    ...see,
    summary: 'What the columns hold, of now or of an earlier version: figures, distribution, frequent texts.',
    params: DatasetParams,
    query: Type.Object({
      version: Version,
      /** Of the first column that is wanted. */
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_500, default: 0 })),
      limit: Limit(200, 50),
    }),
    response: Type.Object({
      rows: Type.Integer(),
      columns: Type.Array(ColumnStatistics),
      /** There are more columns than came. */
      more: Type.Boolean(),
    }),
  }),
  lineage: route({
    id: 'datasets.lineage',
    method: 'GET',
    path: '/api/datasets/:datasetId/lineage',
    ...see,
    summary: 'What a DataSet is made from and what is made from it, at most 50 DataSets, nearest first.',
    params: DatasetParams,
    response: Type.Object({
      nodes: Type.Array(LineageNode),
      links: Type.Array(LineageLink),
      /** There are more DataSets than came. */
      cut: Type.Boolean(),
    }),
  }),
  versions: route({
    id: 'datasets.versions',
    method: 'GET',
    path: '/api/datasets/:datasetId/versions',
    ...see,
    summary: 'Updates whose state is kept, newest first.',
    params: DatasetParams,
    query: Type.Object({ before: Version, limit: Limit(100, 30) }),
    response: Type.Object({ versions: Type.Array(DatasetVersion), more: Type.Boolean() }),
  }),
  revert: route({
    id: 'datasets.revert',
    method: 'POST',
    path: '/api/datasets/:datasetId/versions/:number/revert',
    ...manage,
    summary: 'Makes an earlier state the one that is read, as a new version.',
    params: VersionParams,
    response: DatasetVersion,
  }),
  deleteUpdate: route({
    id: 'datasets.deleteUpdate',
    method: 'DELETE',
    path: '/api/datasets/:datasetId/versions/:number',
    ...manage,
    summary: 'Takes one update out again, as a new version: the newest, or an append from among later ones.',
    params: VersionParams,
    response: DatasetVersion,
    status: 200,
  }),
  export: route({
    id: 'datasets.export',
    method: 'GET',
    path: '/api/datasets/:datasetId/file',
    ...see,
    summary: 'A DataSet as a file; CSV with names in the first line, and without formulas.',
    params: DatasetParams,
    query: Type.Object({ format: OneOf(['csv', 'jsonl', 'parquet']), version: Version }),
    special: 'bytes',
  }),
  query: route({
    id: 'datasets.query',
    method: 'POST',
    path: '/api/datasets/query',
    ...see,
    summary:
      'One SELECT over DataSets by their names; at most 10,000 rows come back. A request that is broken off ends it.',
    body: Type.Object({ sql: Type.String({ minLength: 1, maxLength: 100_000, pattern: '\\S' }) }),
    response: Type.Object({ ...DatasetRows.properties, tookMs: Type.Integer() }),
  }),
};
