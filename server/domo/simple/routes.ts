import { rm, writeFile } from 'node:fs/promises';
import { Type } from 'typebox';
import { DataSet } from '../../../contract/domo/datasets.ts';
import { newId } from '../../base/index.ts';
import type { Column, Datasets, DatasetRow } from '../../datasets/index.ts';
import { getDataset } from '../datasets/get.ts';
import { methodOf } from '../datasets/routes.ts';
import { present } from '../datasets/present.ts';
import { badRequest } from '../http/problem.ts';
import type { DomoCall, Serve } from '../http/serve.ts';
import { columnsOfRows, fits, type JsonRow, linesOf } from './columns.ts';

const MOST_BYTES = 32 * 1024 * 1024;
const Rows = Type.Array(Type.Record(Type.String({ minLength: 1 }), Type.Unknown()), {
  minItems: 1,
  maxItems: 200_000,
});

/** The Simple API: rows of JSON, whose columns are found out. */
export function addSimple(serve: Serve, datasets: Datasets): void {
  serve(
    {
      method: 'POST',
      path: '/v1/json',
      scope: 'data',
      status: 201,
      body: Rows,
      mostBytes: MOST_BYTES,
      answer: DataSet,
    },
    async ({ db, body, query, caller }) => {
      const name = query['name']?.trim() ?? '';
      if (name === '' || name.length > 255) throw badRequest('“name” must have 1 to 255 characters.');
      const columns = columnsOfRows(body);
      const made = await datasets.create(db, {
        name,
        description: (query['description'] ?? '').slice(0, 4_000),
        columns,
        ownerId: caller.clientId,
        memberId: caller.ownerId,
      });
      try {
        await write(datasets, { db, caller }, made, body, 'replace');
      } catch (error) {
        await db.transaction((tx) => datasets.remove(tx, made.id));
        throw error;
      }
      return present(await datasets.get(db, made.id));
    },
  );

  serve(
    {
      method: 'PUT',
      path: '/v1/json/:id/data',
      scope: 'data',
      status: 204,
      body: Rows,
      mostBytes: MOST_BYTES,
    },
    async ({ db, viewer, body, params, query, caller, reply }) => {
      const method = methodOf(query['updateMethod']);
      const dataset = await getDataset(datasets, { db, viewer }, params['id'], 'edit');
      if (!agrees(body, dataset.columns, method)) {
        // Domo says this as text, alone of all its answers.
        const names = dataset.columns.map(({ name, type }) => `{name=${name}, type=${type}}`).join(', ');
        return reply.status(400).type('text/plain').send(`Invalid schema. Expected: {columns=[${names}]}`);
      }
      await write(datasets, { db, caller }, dataset, body, method);
    },
  );
}

/** Whoever replaces may leave columns out; whoever appends names every one in every row. */
function agrees(rows: readonly JsonRow[], columns: readonly Column[], method: 'replace' | 'append'): boolean {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const isKnown = columnsOfRows(rows).every(({ name, type }) => {
    const into = types.get(name);
    // Where all of a column is null, it fits anywhere.
    return into !== undefined && (fits(type, into) || rows.every((row) => (row[name] ?? null) === null));
  });
  if (!isKnown || method === 'replace') return isKnown;
  return rows.every((row) => columns.every(({ name }) => Object.hasOwn(row, name)));
}

async function write(
  datasets: Datasets,
  { db, caller }: Pick<DomoCall<unknown>, 'db' | 'caller'>,
  dataset: DatasetRow,
  rows: readonly JsonRow[],
  method: 'replace' | 'append',
): Promise<void> {
  const path = await datasets.scratch(`import-${newId()}`);
  try {
    await writeFile(path, linesOf(rows, dataset.columns), { mode: 0o600 });
    await datasets.write(db, dataset.id, { format: 'jsonl', path }, { method, byId: caller.clientId });
  } finally {
    await rm(path, { force: true });
  }
}
