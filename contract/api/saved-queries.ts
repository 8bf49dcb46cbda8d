import { type Static, Type } from 'typebox';
import { IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';
import { SetupDescription, setupFields, SetupName, SetupVersion } from './setup.ts';

/** How many a workspace may keep. */
export const MOST_SAVED_QUERIES = 1_000;

const ColumnName = Type.String({ minLength: 1, maxLength: 255 });

/** How a result is shown. Columns that it does not have are passed over. */
export const QueryView = Type.Object({
  kind: OneOf(['table', 'line', 'bar', 'number']),
  /** The column along the axis; null: chosen from the result. */
  x: Nullable(ColumnName),
  /** The columns that are drawn; none: chosen from the result. */
  y: Type.Array(ColumnName, { maxItems: 8 }),
});
export type QueryView = Static<typeof QueryView>;

const summary = {
  ...setupFields,
  name: Type.String(),
  description: Type.String(),
  /** The member or key that made it. */
  createdBy: Nullable(Type.String()),
  createdAt: Time,
  updatedBy: Nullable(Type.String()),
  updatedAt: Time,
};
export const SavedQuerySummary = Type.Object(summary);
export type SavedQuerySummary = Static<typeof SavedQuerySummary>;

/** A statement over DataSets that is kept by name. */
export const SavedQuery = Type.Object({ ...summary, sql: Type.String(), view: QueryView });
export type SavedQuery = Static<typeof SavedQuery>;

const Sql = Type.String({ minLength: 1, maxLength: 100_000, pattern: '\\S' });
const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;

export const savedQueryRoutes = {
  list: route({
    id: 'savedQueries.list',
    method: 'GET',
    path: '/api/saved-queries',
    ...see,
    summary: 'Saved queries by name; with `q` those with it in name, description or statement.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ queries: Type.Array(SavedQuerySummary), more: Type.Boolean() }),
  }),
  get: route({
    id: 'savedQueries.get',
    method: 'GET',
    path: '/api/saved-queries/:id',
    ...see,
    summary: 'A saved query with its statement.',
    params: IdParams,
    response: SavedQuery,
  }),
  create: route({
    id: 'savedQueries.create',
    method: 'POST',
    path: '/api/saved-queries',
    ...manage,
    summary: `Keeps a statement by a name of its own; at most ${MOST_SAVED_QUERIES.toLocaleString('en-GB')}.`,
    body: Type.Object({ name: SetupName, description: SetupDescription, sql: Sql, view: QueryView }),
    response: SavedQuery,
    status: 201,
  }),
  change: route({
    id: 'savedQueries.change',
    method: 'PATCH',
    path: '/api/saved-queries/:id',
    ...manage,
    summary: 'Changes a saved query; refused when it was changed since the given version.',
    params: IdParams,
    body: Type.Object({
      version: SetupVersion,
      name: Type.Optional(SetupName),
      description: Type.Optional(SetupDescription),
      sql: Type.Optional(Sql),
      view: Type.Optional(QueryView),
    }),
    response: SavedQuery,
  }),
  remove: route({
    id: 'savedQueries.remove',
    method: 'DELETE',
    path: '/api/saved-queries/:id',
    ...manage,
    summary: 'Deletes a saved query; who deleted it can bring it back for 10 minutes.',
    params: IdParams,
  }),
};
