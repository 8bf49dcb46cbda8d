import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataProgram } from '../data-house.ts';
import { type Product, startProduct } from '../product.ts';

// Rows of JSON in one call, beside CSV and streams.
let product: Product;
let call: (method: string, path: string, body?: unknown) => Promise<Response>;
beforeAll(async () => {
  product = await startProduct();
  const { token } = await openDataProgram(product.url, product.admin);
  call = (method, path, body) =>
    fetch(product.url + path, {
      method,
      headers: { authorization: `bearer ${token}`, 'content-type': 'application/json', accept: 'text/csv' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
});
afterAll(() => product?.close());

let id: string;
const csv = async () => (await call('GET', `/v1/datasets/${id}/data?includeHeader=true`)).text();

it('makes a DataSet of rows, whose columns are found out', async () => {
  const answer = await call('POST', '/v1/json?name=Orders&description=By%20hand', [
    { id: 1, at: '2026-01-02', items: ['bread', 'milk'], total: 2 },
    { id: 2, at: '2026-01-02T10:30:00Z', items: null, total: 2.5, note: 'quick "now"' },
  ]);
  expect(answer.status).toBe(201);
  const made = (await answer.json()) as { id: string; rows: number; schema: object };
  id = made.id;
  expect(made).toMatchObject({ name: 'Orders', description: 'By hand', rows: 2 });
  expect(made.schema).toEqual({
    columns: [
      { type: 'LONG', name: 'id' },
      { type: 'DATETIME', name: 'at' },
      { type: 'STRING', name: 'items' },
      { type: 'DOUBLE', name: 'total' },
      { type: 'STRING', name: 'note' },
    ],
  });
  expect(await csv()).toBe(
    'id,at,items,total,note\n1,2026-01-02T00:00:00Z,"[""bread"",""milk""]",2.0,\n' +
      '2,2026-01-02T10:30:00Z,,2.5,"quick ""now"""\n',
  );
});

it('appends rows that have every column, and replaces with rows that lack some', async () => {
  const row = { id: 3, at: '2026-02-01', items: 'one', total: 1, note: null };
  expect((await call('PUT', `/v1/json/${id}/data?updateMethod=APPEND`, [row])).status).toBe(204);
  expect((await csv()).split('\n')).toHaveLength(5);
  expect((await call('PUT', `/v1/json/${id}/data`, [{ id: 9 }])).status).toBe(204);
  expect(await csv()).toBe('id,at,items,total,note\n9,,,,\n');
});

it('refuses what does not fit, with the columns that it has, and changes nothing', async () => {
  const before = await csv();
  for (const [method, rows] of [
    ['APPEND', [{ id: 3 }]],
    ['REPLACE', [{ id: 'three' }]],
    ['REPLACE', [{ id: 3.5 }]],
    ['REPLACE', [{ id: 3, unknown: 1 }]],
  ] as const) {
    const answer = await call('PUT', `/v1/json/${id}/data?updateMethod=${method}`, rows);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toMatch(
      /^Invalid schema\. Expected: \{columns=\[\{name=id, type=LONG\}, .*type=STRING\}\]\}$/,
    );
  }
  for (const rows of [[], {}, [1], 'rows']) {
    expect((await call('PUT', `/v1/json/${id}/data`, rows)).status).toBe(400);
  }
  expect((await call('PUT', `/v1/json/${id}/data?updateMethod=upsert`, [{ id: 1 }])).status).toBe(400);
  expect((await call('POST', '/v1/json?name=', [{ id: 1 }])).status).toBe(400);
  const nowhere = '00000000-0000-4000-8000-000000000000';
  expect((await call('PUT', `/v1/json/${nowhere}/data`, [{ id: 1 }])).status).toBe(404);
  expect(await csv()).toBe(before);
});
