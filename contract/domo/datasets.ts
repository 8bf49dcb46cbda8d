import { type Static, Type } from 'typebox';
import { Policy } from './policies.ts';

const Name = Type.String({ minLength: 1, maxLength: 255, pattern: '\\S' });

export const ColumnType = Type.Union([
  Type.Literal('STRING'),
  Type.Literal('LONG'),
  Type.Literal('DOUBLE'),
  Type.Literal('DECIMAL'),
  Type.Literal('DATE'),
  Type.Literal('DATETIME'),
]);

export const Schema = Type.Object({
  columns: Type.Array(Type.Object({ type: ColumnType, name: Name }), { minItems: 1, maxItems: 1_500 }),
});

/** A DataSet to be made. What clients send beside it (`rows`, for one) is ignored. */
export const NewDataSet = Type.Object({
  name: Name,
  description: Type.Optional(Type.String({ maxLength: 4_000 })),
  schema: Schema,
});
export type NewDataSet = Static<typeof NewDataSet>;

export const DataSetChange = Type.Object({
  name: Type.Optional(Name),
  description: Type.Optional(Type.String({ maxLength: 4_000 })),
  schema: Type.Optional(Schema),
  pdpEnabled: Type.Optional(Type.Boolean()),
});
export type DataSetChange = Static<typeof DataSetChange>;

export const Owner = Type.Object({ id: Type.Number(), name: Type.String() });

/** One in a list has no `schema`. */
export const DataSet = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  rows: Type.Number(),
  columns: Type.Number(),
  schema: Type.Optional(
    Type.Object({ columns: Type.Array(Type.Object({ type: ColumnType, name: Type.String() })) }),
  ),
  owner: Owner,
  createdAt: Type.String(),
  updatedAt: Type.String(),
  dataCurrentAt: Type.Optional(Type.String()),
  pdpEnabled: Type.Boolean(),
  policies: Type.Optional(Type.Array(Policy)),
});
export type DataSet = Static<typeof DataSet>;

/** Orders of the list that need no cards, as DataSets of ours have none. */
export const sorts = [
  'name',
  'nameDescending',
  'lastTouched',
  'lastTouchedAscending',
  'lastUpdated',
  'lastUpdatedAscending',
  'createdAt',
  'createdAtAscending',
  'cardCount',
  'cardCountAscending',
  'cardViewCount',
  'cardViewCountAscending',
  'errorState',
  'errorStateDescending',
  'dataSourceId',
] as const;

export const QueryBody = Type.Object({ sql: Type.String({ minLength: 1, maxLength: 100_000 }) });

export const QueryAnswer = Type.Object({
  datasource: Type.String(),
  columns: Type.Array(Type.String()),
  metadata: Type.Array(
    Type.Object({
      type: Type.String(),
      dataSourceId: Type.String(),
      maxLength: Type.Number(),
      minLength: Type.Number(),
      periodIndex: Type.Number(),
    }),
  ),
  rows: Type.Array(Type.Array(Type.Unknown())),
  numRows: Type.Number(),
  numColumns: Type.Number(),
  fromcache: Type.Boolean(),
});
export type QueryAnswer = Static<typeof QueryAnswer>;
