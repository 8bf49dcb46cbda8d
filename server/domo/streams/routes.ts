import { rm } from 'node:fs/promises';
import { Type } from 'typebox';
import type { DatasetLevel } from '../../../contract/api/index.ts';
import { domoErrors } from '../../../contract/domo/errors.ts';
import {
  Execution,
  NewExecution,
  NewStream,
  Stream,
  StreamChange,
  type UpdateMethod,
} from '../../../contract/domo/streams.ts';
import { AppError, type Clock, type WorkspaceDb } from '../../base/index.ts';
import type { DatasetRow, Datasets } from '../../datasets/index.ts';
import { present } from '../datasets/present.ts';
import { type Asking, getDataset } from '../datasets/get.ts';
import { importCsv, wholeNumber } from '../datasets/routes.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { partFiles } from './parts.ts';
import {
  addPart,
  deleteStream,
  endExecution,
  endNewest,
  type ExecutionRow,
  findExecution,
  findStream,
  insertExecution,
  insertStream,
  listExecutions,
  listStreams,
  type StreamRow,
  updateStream,
} from './store.ts';

const MOST_LISTED = 500;
const MOST_PARTS = 10_000;
const METHODS = { REPLACE: 'replace', APPEND: 'append', UPSERT: 'upsert' } as const;

/** Uploads in parts. Where Domo's are not atomic, ours are: all parts become one version, or none does. */
export function addStreams(serve: Serve, { datasets, clock }: { datasets: Datasets; clock: Clock }): void {
  const parts = partFiles(datasets);
  const shown = async (who: Asking, row: StreamRow): Promise<Stream> =>
    presentStream(row, await getDataset(datasets, who, row.datasetId, 'read'));
  /** A stream is for whoever may do as much with its DataSet. */
  const get = async (who: Asking, id: string | undefined, wanted: DatasetLevel): Promise<StreamRow> => {
    const row = /^\d{1,15}$/.test(id ?? '') ? await findStream(who.db, Number(id)) : undefined;
    if (!row) throw notFound();
    await getDataset(datasets, who, row.datasetId, wanted);
    return row;
  };
  const getExecution = async (
    db: WorkspaceDb,
    stream: StreamRow,
    id: string | undefined,
  ): Promise<ExecutionRow> => {
    const row = /^\d{1,15}$/.test(id ?? '') ? await findExecution(db, stream.number, Number(id)) : undefined;
    if (!row) throw notFound();
    return row;
  };

  serve(
    { method: 'POST', path: '/v1/streams', scope: 'data', status: 201, body: NewStream, answer: Stream },
    async ({ db, body, caller, reply, request }) => {
      const keys = body.keyColumnNames ?? [];
      const method = upsertOf(body.updateMethod ?? 'REPLACE', keys);
      const { name, description = '', schema } = body.dataSet;
      const dataset = await datasets.create(db, {
        name,
        description,
        columns: schema.columns,
        keys,
        ownerId: caller.clientId,
        memberId: caller.ownerId,
      });
      const row = await db.transaction((tx) => insertStream(tx, dataset.id, method, clock.now()));
      reply.header('location', `${request.protocol}://${request.host}/v1/streams/${row.number}`);
      return presentStream(row, dataset);
    },
  );

  serve(
    { method: 'GET', path: '/v1/streams', scope: 'data', status: 200, answer: Type.Array(Stream) },
    async ({ db, viewer, query }) => {
      const limit = wholeNumber(query['limit'], 50, 'limit');
      if (limit === 0) return [];
      const offset = wholeNumber(query['offset'], 0, 'offset');
      const rows = await listStreams(db, { reader: viewer, limit: Math.min(limit, MOST_LISTED), offset });
      return Promise.all(rows.map((row) => shown({ db, viewer }, row)));
    },
  );

  serve(
    { method: 'GET', path: '/v1/streams/search', scope: 'data', status: 200, answer: Type.Array(Stream) },
    async ({ db, viewer, query }) => {
      const [, field, value = ''] = /^dataSource\.(id|name|owner\.id):(.*)$/.exec(query['q'] ?? '') ?? [];
      if (field === undefined) {
        throw badRequest('Search by dataSource.id:…, dataSource.name:… or dataSource.owner.id:….');
      }
      if (field === 'id' && !/^[0-9a-f-]{36}$/i.test(value)) return [];
      // Everything is owned by the one owner that clients see.
      if (field === 'owner.id' && value !== '1') return [];
      const wanted = field === 'id' ? { datasetId: value } : field === 'name' ? { name: value } : {};
      const rows = await listStreams(db, { reader: viewer, ...wanted, limit: MOST_LISTED, offset: 0 });
      return Promise.all(rows.map((row) => shown({ db, viewer }, row)));
    },
  );

  serve(
    { method: 'GET', path: '/v1/streams/:id', scope: 'data', status: 200, answer: Stream },
    async ({ db, viewer, params }) => shown({ db, viewer }, await get({ db, viewer }, params['id'], 'read')),
  );

  serve(
    {
      method: 'PATCH',
      path: '/v1/streams/:id',
      scope: 'data',
      status: 200,
      body: StreamChange,
      answer: Stream,
    },
    async ({ db, viewer, params, body }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const dataset = await getDataset(datasets, { db, viewer }, row.datasetId, 'edit');
      const method = upsertOf(body.updateMethod ?? row.updateMethod, dataset.keys);
      const at = clock.now();
      await db.transaction((tx) => updateStream(tx, row.number, method, at));
      return presentStream({ ...row, updateMethod: method, modifiedAt: at }, dataset);
    },
  );

  // The DataSet stays.
  serve(
    { method: 'DELETE', path: '/v1/streams/:id', scope: 'data', status: 204 },
    async ({ db, viewer, params }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const open = await listExecutions(db, row.number, MOST_LISTED, 0);
      await db.transaction((tx) => deleteStream(tx, row.number));
      for (const { number, parts: numbers } of open) await parts.forget(db, row.number, number, numbers);
    },
  );

  serve(
    {
      method: 'GET',
      path: '/v1/streams/:id/executions',
      scope: 'data',
      status: 200,
      answer: Type.Array(Execution),
    },
    async ({ db, viewer, params, query }) => {
      const row = await get({ db, viewer }, params['id'], 'read');
      const limit = wholeNumber(query['limit'], 50, 'limit');
      if (limit === 0) return [];
      const offset = wholeNumber(query['offset'], 0, 'offset');
      return (await listExecutions(db, row.number, Math.min(limit, MOST_LISTED), offset)).map(
        presentExecution,
      );
    },
  );

  serve(
    {
      method: 'POST',
      path: '/v1/streams/:id/executions',
      scope: 'data',
      status: 201,
      body: NewExecution,
      answer: Execution,
    },
    async ({ db, viewer, params, body }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const dataset = await getDataset(datasets, { db, viewer }, row.datasetId, 'edit');
      const method = body.updateMethod ? upsertOf(body.updateMethod, dataset.keys) : row.updateMethod;
      return presentExecution(
        await db.transaction((tx) => insertExecution(tx, row.number, method, clock.now())),
      );
    },
  );

  serve(
    {
      method: 'GET',
      path: '/v1/streams/:id/executions/:execution',
      scope: 'data',
      status: 200,
      answer: Execution,
    },
    async ({ db, viewer, params }) => {
      const row = await get({ db, viewer }, params['id'], 'read');
      return presentExecution(await getExecution(db, row, params['execution']));
    },
  );

  serve(
    {
      method: 'PUT',
      path: '/v1/streams/:id/executions/:execution/part/:part',
      scope: 'data',
      status: 200,
      csv: true,
      answer: Execution,
    },
    async ({ db, viewer, params, upload }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const execution = open(await getExecution(db, row, params['execution']));
      const part = wholeNumber(params['part'], 0, 'part');
      if (part > MOST_PARTS) throw badRequest(`A part’s number is at most ${MOST_PARTS}.`);
      await parts.store(db, row.number, execution.number, part, upload);
      const after = await addPart(db, row.number, execution.number, part, clock.now());
      if (!after) throw closed(await getExecution(db, row, params['execution']));
      return presentExecution(after);
    },
  );

  serve(
    {
      method: 'PUT',
      path: '/v1/streams/:id/executions/:execution/commit',
      scope: 'data',
      status: 200,
      answer: Execution,
    },
    async ({ db, viewer, params, caller }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const execution = await getExecution(db, row, params['execution']);
      // An answer that was lost is asked for again.
      if (execution.state === 'SUCCESS') return presentExecution(execution);
      open(execution);
      checkConsecutive(execution.parts);
      const dataset = await getDataset(datasets, { db, viewer }, row.datasetId, 'edit');
      const names = dataset.columns.map(({ name }) => name);
      const path = await parts.join(db, row.number, execution.number, execution.parts, names);
      try {
        const { version } = await importCsv(datasets, db, dataset, path, {
          method: METHODS[execution.updateMethod],
          writeKey: `stream:${row.number}:${execution.number}`,
          byId: caller.clientId,
        });
        const ended = await endExecution(
          db,
          row.number,
          execution.number,
          'SUCCESS',
          version.rowsIn,
          clock.now(),
        );
        return presentExecution(ended ?? (await getExecution(db, row, params['execution'])));
      } catch (error) {
        // What is wrong in the data stays wrong; what was busy may be tried again.
        if (error instanceof AppError && error.status === 400) {
          await endExecution(db, row.number, execution.number, 'FAILED', 0, clock.now());
          await parts.forget(db, row.number, execution.number, execution.parts);
        }
        throw error;
      } finally {
        await rm(path, { force: true });
        const now = await findExecution(db, row.number, execution.number);
        if (now?.state === 'SUCCESS') await parts.forget(db, row.number, execution.number, execution.parts);
      }
    },
  );

  serve(
    {
      method: 'PUT',
      path: '/v1/streams/:id/executions/:execution/abort',
      scope: 'data',
      status: 200,
      answer: Execution,
    },
    async ({ db, viewer, params }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const execution = open(await getExecution(db, row, params['execution']));
      const ended = await endExecution(db, row.number, execution.number, 'ABORTED', 0, clock.now());
      await parts.forget(db, row.number, execution.number, execution.parts);
      return presentExecution(ended ?? (await getExecution(db, row, params['execution'])));
    },
  );

  serve(
    { method: 'PUT', path: '/v1/streams/:id/executions/abort', scope: 'data', status: 204 },
    async ({ db, viewer, params }) => {
      const row = await get({ db, viewer }, params['id'], 'edit');
      const ended = await endNewest(db, row.number, clock.now());
      const execution = ended && (await findExecution(db, row.number, ended.number));
      if (execution) await parts.forget(db, row.number, execution.number, execution.parts);
    },
  );
}

/** @throws AppError domo_execution_closed */
function open(execution: ExecutionRow): ExecutionRow {
  if (execution.state !== 'ACTIVE') throw closed(execution);
  return execution;
}

const closed = ({ number, state }: ExecutionRow) =>
  new AppError(domoErrors.domo_execution_closed, { values: { id: number, state } });

/** From 0 or 1, without gaps. @throws AppError domo_parts_not_consecutive */
function checkConsecutive(numbers: readonly number[]): void {
  const sorted = [...numbers].sort((a, b) => a - b);
  const first = sorted[0] ?? 1;
  if (first > 1 || sorted.some((number, at) => number !== first + at)) {
    throw new AppError(domoErrors.domo_parts_not_consecutive);
  }
}

/** APPEND with key columns is an upsert. @throws AppError 400 */
function upsertOf(method: UpdateMethod, keys: readonly string[]): UpdateMethod {
  if (method === 'UPSERT' && keys.length === 0) throw badRequest('UPSERT needs keyColumnNames.');
  return method === 'APPEND' && keys.length > 0 ? 'UPSERT' : method;
}

function presentStream(row: StreamRow, dataset: DatasetRow): Stream {
  return {
    id: row.number,
    dataSet: present(dataset),
    updateMethod: row.updateMethod,
    ...(dataset.keys.length > 0 && { keyColumnNames: [...dataset.keys] }),
    createdAt: row.createdAt.toISOString(),
    modifiedAt: row.modifiedAt.toISOString(),
  };
}

function presentExecution(row: ExecutionRow): Execution {
  return {
    id: row.number,
    startedAt: row.startedAt.toISOString(),
    ...(row.endedAt && { endedAt: row.endedAt.toISOString() }),
    currentState: row.state,
    rows: row.rows,
    createdAt: row.startedAt.toISOString(),
    modifiedAt: row.modifiedAt.toISOString(),
  };
}
