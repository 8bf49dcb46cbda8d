import { rm } from 'node:fs/promises';
import { Type } from 'typebox';
import {
  DataSet,
  DataSetChange,
  NewDataSet,
  QueryAnswer,
  QueryBody,
  sorts,
} from '../../../contract/domo/datasets.ts';
import { domoErrors } from '../../../contract/domo/errors.ts';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import type {
  DatasetQuery,
  DatasetRow,
  Datasets,
  SharedDataset,
  Sharing,
  WriteOptions,
} from '../../datasets/index.ts';
import { badRequest } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { actorOfClient, policiesOf } from '../policies/present.ts';
import { type Asking, getDataset } from './get.ts';
import { present, presentQuery, presentShort } from './present.ts';
import { receive } from './upload.ts';

const MOST_LISTED = 50;
const MOST_PEOPLE = 500;
const QUERY_ROWS = 1_000_000;
const QUERY_TIMEOUT_MS = 60_000;

/** DataSets as Domo's clients know them. */
export function addDataSets(
  serve: Serve,
  { datasets, sharing }: { readonly datasets: Datasets; readonly sharing: Sharing },
): void {
  /** With its policies, to those who may know them. */
  const show = async (who: Asking, row: SharedDataset) =>
    present(row, row.level === 'owner' ? await policiesOf(sharing, who.db, row.id) : []);

  serve(
    { method: 'POST', path: '/v1/datasets', scope: 'data', status: 201, body: NewDataSet, answer: DataSet },
    async ({ db, body, caller }) => {
      const { columns } = body.schema;
      return present(
        await datasets.create(db, {
          name: body.name,
          description: body.description ?? '',
          columns,
          ownerId: caller.clientId,
          memberId: caller.ownerId,
        }),
      );
    },
  );

  serve(
    { method: 'GET', path: '/v1/datasets', scope: 'data', status: 200, answer: Type.Array(DataSet) },
    async ({ db, viewer, query }) => {
      const limit = wholeNumber(query['limit'], MOST_LISTED, 'limit');
      if (limit === 0) return [];
      const rows = await datasets.list(db, {
        reader: viewer,
        like: query['nameLike'],
        order: orderOf(query['sort']),
        limit: Math.min(limit, MOST_LISTED),
        offset: wholeNumber(query['offset'], 0, 'offset'),
      });
      return rows.map(presentShort);
    },
  );

  serve(
    { method: 'GET', path: '/v1/datasets/:id', scope: 'data', status: 200, answer: DataSet },
    async ({ db, viewer, params }) =>
      show({ db, viewer }, await getDataset(datasets, { db, viewer }, params['id'], 'read')),
  );

  serve(
    {
      method: 'PUT',
      path: '/v1/datasets/:id',
      scope: 'data',
      status: 200,
      body: DataSetChange,
      answer: DataSet,
    },
    async ({ db, viewer, params, body, caller }) => {
      const { pdpEnabled: on } = body;
      const row = await getDataset(datasets, { db, viewer }, params['id'], 'edit');
      // Clients send back what they were told: only another word is a wish.
      if (on !== undefined && on !== row.policiesOn) {
        await getDataset(datasets, { db, viewer }, row.id, 'owner');
        await sharing.switchPolicies(db, { datasetId: row.id, by: actorOfClient(caller) }, on);
      }
      await datasets.change(db, row.id, {
        ...(body.name !== undefined && { name: body.name }),
        ...(body.description !== undefined && { description: body.description }),
        ...(body.schema && { columns: body.schema.columns }),
      });
      return show({ db, viewer }, await getDataset(datasets, { db, viewer }, row.id, 'read'));
    },
  );

  serve(
    { method: 'DELETE', path: '/v1/datasets/:id', scope: 'data', status: 204 },
    async ({ db, viewer, params }) => {
      const { id } = await getDataset(datasets, { db, viewer }, params['id'], 'owner');
      await db.transaction((tx) => datasets.remove(tx, id));
    },
  );

  serve(
    { method: 'PUT', path: '/v1/datasets/:id/data', scope: 'data', status: 204, csv: true },
    async ({ db, viewer, params, query, upload, caller }) => {
      const method = methodOf(query['updateMethod']);
      const dataset = await getDataset(datasets, { db, viewer }, params['id'], 'edit');
      const path = await datasets.scratch(`import-${newId()}`);
      try {
        await receive(upload, path);
        await importCsv(datasets, db, dataset, path, { method, byId: caller.clientId });
      } finally {
        await rm(path, { force: true });
      }
    },
  );

  serve(
    { method: 'GET', path: '/v1/datasets/:id/data', scope: 'data', status: 200 },
    async ({ db, viewer, params, query, reply }) => {
      const { id, name } = await getDataset(datasets, { db, viewer }, params['id'], 'read');
      const file = (query['fileName'] ?? `${name}.csv`).replace(/[^\w. -]/g, '_').slice(0, 100);
      const rows = await datasets.export(db, id, {
        reader: viewer,
        format: 'csv',
        header: isTrue(query['includeHeader']),
        formulaGuard: isTrue(query['disableFormulaInterpretation']),
      });
      reply.header('content-disposition', `attachment; filename="${file}"`).type('text/csv; charset=utf-8');
      return rows;
    },
  );

  serve(
    {
      method: 'POST',
      path: '/v1/datasets/query/execute/:id',
      scope: 'data',
      status: 200,
      body: QueryBody,
      answer: QueryAnswer,
    },
    async ({ db, viewer, params, body }) => {
      const { id } = await getDataset(datasets, { db, viewer }, params['id'], 'read');
      const result = await datasets.query(db, {
        reader: viewer,
        sql: namingTable(body.sql),
        tables: { table: { datasetId: id } },
        rows: QUERY_ROWS,
        timeoutMs: QUERY_TIMEOUT_MS,
      });
      return presentQuery(id, result);
    },
  );
}

/** @throws AppError domo_import_failed with what is wrong in the file */
export async function importCsv(
  datasets: Datasets,
  db: WorkspaceDb,
  dataset: DatasetRow,
  path: string,
  options: WriteOptions,
) {
  try {
    const incoming = { format: 'csv', path, header: 'if-names', badLines: 'refuse' } as const;
    return await datasets.write(db, dataset.id, incoming, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 400) throw error;
    throw new AppError(domoErrors.domo_import_failed, {
      values: { id: dataset.id, why: error.message },
      cause: error,
    });
  }
}

/** Domo takes a word that it does not know for REPLACE, and the data is gone: here it is refused. */
export function methodOf(given = 'REPLACE'): 'replace' | 'append' {
  if (given === 'REPLACE') return 'replace';
  if (given === 'APPEND') return 'append';
  throw badRequest(`There is no update method “${given.slice(0, 60)}”: it is REPLACE or APPEND.`);
}

function orderOf(sort: string | undefined): DatasetQuery['order'] {
  if (sort === undefined || sort === '') return 'name';
  if (!sorts.some((one) => one === sort)) throw badRequest(`There is no sort “${sort.slice(0, 60)}”.`);
  const up = sort.endsWith('Ascending');
  if (sort === 'nameDescending') return 'name_down';
  if (sort.startsWith('createdAt')) return up ? 'created' : 'created_down';
  if (sort.startsWith('last')) return up ? 'data' : 'data_down';
  return 'name';
}

/** Their statements say `table`, which is a word of SQL. */
export function namingTable(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\btable\b/gi, (found) =>
    /^table$/i.test(found) ? '"table"' : found,
  );
}

export function wholeNumber(given: string | undefined, standard: number, name: string): number {
  if (given === undefined || given === '') return standard;
  if (!/^\d{1,9}$/.test(given)) throw badRequest(`“${name}” must be a whole number.`);
  return Number(given);
}

const isTrue = (given: string | undefined) => /^true$/i.test(given ?? '');

/** A page as clients ask for it; 50 unless they say otherwise, at most 500. */
export function pageOf(query: Readonly<Record<string, string | undefined>>): {
  readonly limit: number;
  readonly offset: number;
} {
  return {
    limit: Math.min(wholeNumber(query['limit'], MOST_LISTED, 'limit'), MOST_PEOPLE),
    offset: wholeNumber(query['offset'], 0, 'offset'),
  };
}
