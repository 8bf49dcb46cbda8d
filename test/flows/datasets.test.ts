import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Dataset,
  DatasetRows,
  DatasetSummary,
  DatasetUpload,
  DatasetVersion,
} from '../../contract/api/index.ts';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let admin: ApiUser;
let make: DataProgram['make'];
beforeAll(async () => {
  product = await startProduct();
  admin = product.admin;
  ({ make } = await openDataProgram(product.url, admin));
});
afterAll(() => product?.close());

const rowsOf = async (id: string, query = '') =>
  (await admin.ask<DatasetRows>('GET', `/api/datasets/${id}/rows${query}`)).rows;

describe('the list', () => {
  it('finds by name, and orders', async () => {
    await make('Zebra', 'a,1\n');
    await make('Apple');
    const list = async (query: string) =>
      (await admin.ask<{ datasets: DatasetSummary[] }>('GET', `/api/datasets${query}`)).datasets;
    expect((await list('?order=name')).map(({ name }) => name)).toEqual(['Apple', 'Zebra']);
    expect(await list('?q=ZEB')).toMatchObject([{ name: 'Zebra', rows: 1, columnCount: 2, version: 1 }]);
    expect(await admin.ask('GET', '/api/datasets?limit=1')).toMatchObject({ more: true });
  });
});

describe('rows', () => {
  it('are paged, searched and sorted, nulls last', async () => {
    const id = await make('Rows', 'Ada,3\nben,1\n,2\n"Cy, the 1st",\n');
    expect(await rowsOf(id, '?limit=2')).toEqual([
      ['Ada', '3'],
      ['ben', '1'],
    ]);
    expect(await rowsOf(id, '?offset=3')).toEqual([['Cy, the 1st', null]]);
    expect((await rowsOf(id, '?sort=count&down=true')).map(([, count]) => count)).toEqual([
      '3',
      '2',
      '1',
      null,
    ]);
    expect(await rowsOf(id, '?q=BEN')).toEqual([['ben', '1']]);
    expect(await rowsOf(id, `?q=${encodeURIComponent("1st' or true --")}`)).toEqual([]);
    const wrong = await admin.call('GET', `/api/datasets/${id}/rows?sort=nothing`);
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'dataset_columns_wrong' } } });
  });
});

describe('history', () => {
  it('shows each update; a state comes back, an append goes', async () => {
    const id = await make('History', 'a,1\n', 'b,2\n', 'c,3\n');
    const { versions } = await admin.ask<{ versions: DatasetVersion[] }>(
      'GET',
      `/api/datasets/${id}/versions`,
    );
    expect(versions.map(({ number, method, rows }) => [number, method, rows])).toEqual([
      [3, 'append', 3],
      [2, 'append', 2],
      [1, 'append', 1],
    ]);
    expect(await rowsOf(id, '?version=1')).toEqual([['a', '1']]);
    await admin.ask('DELETE', `/api/datasets/${id}/versions/2`);
    expect(await rowsOf(id)).toEqual([
      ['a', '1'],
      ['c', '3'],
    ]);
    expect(await admin.ask('POST', `/api/datasets/${id}/versions/3/revert`)).toMatchObject({
      number: 5,
      rows: 3,
    });
    expect(await rowsOf(id)).toHaveLength(3);
    const gone = await admin.call('POST', `/api/datasets/${id}/versions/99/revert`);
    expect(gone).toMatchObject({ status: 404, body: { error: { code: 'dataset_version_gone' } } });
    const { entries } = await admin.ask<{ entries: { action: string }[] }>('GET', '/api/audit');
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['dataset.reverted', 'dataset.update_deleted']),
    );
  });
});

describe('a DataSet', () => {
  it('is renamed, keyed and deleted', async () => {
    const id = await make('Old name', 'a,1\n');
    const changed = await admin.ask<Dataset>('PATCH', `/api/datasets/${id}`, {
      name: ' New name ',
      keys: ['who'],
      keepVersions: 5,
      tags: ['x'],
    });
    expect(changed).toMatchObject({ name: 'New name', keys: ['who'], keepVersions: 5, tags: ['x'] });
    const wrong = await admin.call('PATCH', `/api/datasets/${id}`, { keys: ['nobody'] });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('nobody') } },
    });
    await admin.ask('DELETE', `/api/datasets/${id}`);
    expect((await admin.call('GET', `/api/datasets/${id}`)).status).toBe(404);
    expect((await admin.call('DELETE', `/api/datasets/${id}`)).status).toBe(404);
  });

  it('is downloaded, with its name, and without formulas', async () => {
    const id = await make('Käse & Co', '=1+1,1\n');
    const answer = await fetch(`${product.url}/api/datasets/${id}/file?format=csv`, {
      headers: admin.headers,
    });
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''K%C3%A4se%20%26%20Co.csv");
    expect(await answer.text()).toBe("who,count\n'=1+1,1\n");
    const parquet = await fetch(`${product.url}/api/datasets/${id}/file?format=parquet`, {
      headers: admin.headers,
    });
    expect(
      Buffer.from(await parquet.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('PAR1');
  });
});

describe('a file of a person', () => {
  const upload = async (content: string | Uint8Array, who = admin) => {
    const form = new FormData();
    form.append('file', new Blob([content]), 'file.csv');
    const answer = await fetch(`${product.url}/api/datasets/uploads`, {
      method: 'POST',
      headers: who.headers,
      body: form,
    });
    return {
      status: answer.status,
      body: (await answer.json()) as DatasetUpload & { error: { message: string } },
    };
  };

  it('is looked at, and becomes a DataSet with other names and types', async () => {
    const csv = 'Order No;Customer;Sum\n007;Ada;1.5\n008;"Ben; and sons";\n';
    const { body } = await upload(csv);
    expect(body).toMatchObject({
      format: 'csv',
      delimiter: ';',
      hasHeader: true,
      columns: [
        // A zero before it: it is a name.
        { name: 'Order No', type: 'STRING' },
        { name: 'Customer', type: 'STRING' },
        { name: 'Sum', type: 'DOUBLE' },
      ],
    });
    expect(body.sample[0]).toEqual(['007', 'Ada', '1.5']);
    const columns = body.columns.map((one) => ({ ...one, name: one.name.toLowerCase() }));
    const { uploadId, delimiter } = body;
    const wrong = await admin.call('POST', '/api/datasets', {
      uploadId,
      name: 'Wrong',
      columns: columns.map((one) => ({ ...one, type: 'LONG' })),
      hasHeader: true,
      delimiter,
    });
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'dataset_data_wrong' } } });
    expect(wrong.body['error']?.['message']).toContain('line 2');
    const right = {
      uploadId,
      name: 'Orders from a file',
      columns,
      hasHeader: true,
      delimiter,
      keys: ['order no'],
    };
    const { dataset } = await admin.ask<{ dataset: Dataset }>('POST', '/api/datasets', right);
    expect(dataset).toMatchObject({ name: 'Orders from a file', rows: 2, version: 1, keys: ['order no'] });
    expect(await rowsOf(dataset.id)).toEqual([
      ['007', 'Ada', 1.5],
      ['008', 'Ben; and sons', null],
    ]);
    // It was taken in; the one that failed left no DataSet.
    expect((await admin.call('POST', '/api/datasets', right)).status).toBe(404);
    expect(await admin.ask('GET', '/api/datasets?q=Wrong')).toMatchObject({ datasets: [] });
  });

  it('may have lines that are left out, and says which', async () => {
    const { body } = await upload('a,b\n1,x\ntwo,y\n3,z\n');
    const columns = [
      { name: 'a', type: 'LONG' },
      { name: 'b', type: 'STRING' },
    ];
    const made = await admin.ask<{ dataset: Dataset; badLines: { line: number }[] }>(
      'POST',
      '/api/datasets',
      {
        uploadId: body.uploadId,
        name: 'Partly',
        columns,
        hasHeader: true,
        badLines: 'collect',
      },
    );
    expect(made.dataset.rows).toBe(2);
    expect(made.badLines.map(({ line }) => line)).toEqual([3]);
  });

  it('may be JSON lines or Parquet', async () => {
    const lines = await upload('{"id": 1, "at": "2026-01-02 03:04:05"}\n{"id": 2, "at": null}\n');
    expect(lines.body).toMatchObject({
      format: 'jsonl',
      columns: [
        { name: 'id', type: 'LONG' },
        { name: 'at', type: 'DATETIME' },
      ],
    });
    const { uploadId, columns } = lines.body;
    const { dataset } = await admin.ask<{ dataset: Dataset }>('POST', '/api/datasets', {
      uploadId,
      name: 'Lines',
      columns,
    });
    const file = await fetch(`${product.url}/api/datasets/${dataset.id}/file?format=parquet`, {
      headers: admin.headers,
    });
    const parquet = await upload(new Uint8Array(await file.arrayBuffer()));
    expect(parquet.body).toMatchObject({ format: 'parquet', columns });
    const copy = await admin.ask<{ dataset: Dataset }>('POST', '/api/datasets', {
      uploadId: parquet.body.uploadId,
      name: 'Copy of lines',
      columns,
    });
    expect(await rowsOf(copy.dataset.id)).toEqual(await rowsOf(dataset.id));
  });

  it('that holds nothing is refused, and so is one of somebody who may not', async () => {
    expect(await upload('')).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('empty') as string } },
    });
    const cleo = await product.invite('Cleo Agent', 'agent');
    expect((await upload('a\n1\n', cleo)).status).toBe(403);
  });
});

describe('SQL', () => {
  const ask = (sql: string, who: ApiUser = admin) => who.call('POST', '/api/datasets/query', { sql });

  it('joins DataSets by their names', async () => {
    await make('orders', 'ada,2\nben,5\n');
    await make('People of SQL', 'ada,36\n');
    const answer = await ask(
      'select o.who, o.count * p.count as product from orders o join "People of SQL" p on p.who = o.who',
    );
    expect(answer).toMatchObject({ status: 200, body: { rows: [['ada', '72']], more: false } });
    expect(answer.body['columns']).toEqual([
      { name: 'who', type: 'STRING' },
      { name: 'product', type: 'LONG' },
    ]);
  });

  it.each([
    ['select * from nowhere', 'query_refused', 'nowhere'],
    ['delete from orders', 'query_refused', 'SELECT'],
    ["select * from read_csv('/etc/passwd')", 'query_refused', 'read_csv'],
    ['select nope from orders', 'query_wrong', 'nope'],
  ])('%s is refused in words', async (sql, code, word) => {
    const answer = await ask(sql);
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
    expect(String(answer.body['error']?.['message'])).toContain(word);
  });

  it('two of one name are told apart first', async () => {
    await make('Twin');
    await make('twin');
    expect((await ask('select * from twin')).body['error']).toMatchObject({ code: 'query_refused' });
  });

  it('is for those who may see data', async () => {
    const ben = await product.invite('Ben Agent', 'agent');
    const sue = await product.invite('Sue Visor', 'supervisor');
    expect((await ask('select 1', ben)).status).toBe(403);
    expect((await ask('select 1', sue)).status).toBe(200);
    const id = await make('Kept from Sue', 'a,1\n');
    expect((await sue.call('GET', `/api/datasets/${id}/rows`)).status).toBe(200);
    expect((await sue.call('DELETE', `/api/datasets/${id}`)).status).toBe(403);
  });
});
