import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import type { DomoClient } from './domo-client.ts';

const require = createRequire(import.meta.url);
const { DomoClient: Client } = require('domo-sdk') as {
  DomoClient: new (id: string, secret: string, scopes: number[]) => DomoClient;
};
/** The client's own numbers of scopes. */
const { API_SCOPE } = require('domo-sdk/dist/common/Constants.js') as { API_SCOPE: Record<string, number> };

const SCHEMA = {
  columns: [
    { type: 'STRING', name: 'Friend' },
    { type: 'LONG', name: 'Age' },
  ],
};

let product: Product;
let domo: DomoClient;
let id: string;
let secret: string;
beforeAll(async () => {
  product = await startProduct();
  ({ id, secret } = await makeClient(product.admin, ['data', 'user']));
  domo = connect(id, secret);
});
afterAll(() => product?.close());

async function makeClient(admin: ApiUser, scopes: string[]) {
  const made = await admin.ask<{ client: { id: string }; secret: string }>('POST', '/api/data-clients', {
    name: 'Warehouse',
    scopes,
  });
  return { id: made.client.id, secret: made.secret };
}
function connect(clientId: string, clientSecret: string, scope = 'DATA', prefix = ''): DomoClient {
  const client = new Client(clientId, clientSecret, [API_SCOPE[scope] ?? 0]);
  client.transport.apiHost = product.url + prefix;
  return client;
}
const make = (name: string) =>
  domo.datasets.create({ name, description: 'Of the test', rows: 0, schema: SCHEMA });

describe('DataSets', () => {
  it('are made, read, changed, listed and deleted', async () => {
    const made = await make('Friends');
    expect(made).toMatchObject({ name: 'Friends', rows: 0, columns: 2, schema: SCHEMA });
    expect(await domo.datasets.get(made.id)).toEqual(made);
    const changed = await domo.datasets.update(made.id, { name: 'Old friends', description: 'Changed' });
    expect(changed).toMatchObject({ name: 'Old friends', description: 'Changed', schema: SCHEMA });
    const other = await make('Another');
    const names = async (sort: string) => (await domo.datasets.list(10, 0, sort)).map(({ name }) => name);
    expect(await names('name')).toEqual(['Another', 'Old friends']);
    expect(await names('nameDescending')).toEqual(['Old friends', 'Another']);
    expect((await domo.datasets.list(1, 1, 'name')).map(({ name }) => name)).toEqual(['Old friends']);
    expect((await domo.datasets.list(10, 0, 'name'))[0]).not.toHaveProperty('schema');
    await domo.datasets.delete(made.id);
    await domo.datasets.delete(other.id);
    await expect(domo.datasets.get(made.id)).rejects.toThrow(/Unable to GET/);
    expect(await domo.datasets.list(10, 0, 'name')).toEqual([]);
  });

  it('take CSV and give it back; what they hold is replaced', async () => {
    const { id: dataset } = await make('Data');
    await domo.datasets.importData(dataset, '"Ada, ""A""",36\n,\n"",7\n');
    expect(await domo.datasets.exportData(dataset, true)).toBe('Friend,Age\n"Ada, ""A""",36\n,\n"",7\n');
    expect(await domo.datasets.exportData(dataset)).toBe('"Ada, ""A""",36\n,\n"",7\n');
    await domo.datasets.importData(dataset, 'Friend,Age\nBen,1\n');
    expect(await domo.datasets.get(dataset)).toMatchObject({ rows: 1, columns: 2 });
    await expect(domo.datasets.importData(dataset, 'Cy,old\n')).rejects.toThrow(/Unable to/);
    expect(await domo.datasets.exportData(dataset)).toBe('Ben,1\n');
  });
});

it('policies say who sees which rows, also of programs: they see what their owner sees', async () => {
  const ann = await product.invite('Ann Analyst', 'administrator');
  const own = await makeClient(ann, ['data']);
  const anns = connect(own.id, own.secret);
  const { id: dataset } = await make('Kept apart');
  await domo.datasets.importData(dataset, 'Ada,36\nBen,1\n');
  const people = await connect(id, secret, 'USER').users.list(10, 0);
  const users = people.filter(({ name }) => name === 'Ann Analyst').map((one) => one.id);
  const filters = [{ column: 'Age', operator: 'GREATER_THAN', values: ['30'], not: false }];
  const wanted = { name: 'Grown up', type: 'user', filters, users, groups: [] };
  const made = await domo.policies.create(dataset, wanted);
  expect(made).toEqual({ ...wanted, id: 1, virtualUsers: [] });
  expect(await domo.policies.list(dataset)).toMatchObject([{ id: 0, type: 'open', name: 'All Rows' }, made]);
  expect(await domo.datasets.update(dataset, { pdpEnabled: true })).toMatchObject({ pdpEnabled: true });
  expect(await anns.datasets.exportData(dataset)).toBe('Ada,36\nBen,1\n');
  await product.admin.ask('PATCH', `/api/members/${ann.memberId}`, { role: 'supervisor' });
  expect(await anns.datasets.exportData(dataset)).toBe('Ada,36\n');
  await expect(anns.policies.list(dataset)).rejects.toThrow(/Unable to/);
  await expect(anns.datasets.importData(dataset, 'Cy,40\n')).rejects.toThrow(/Unable to/);
  const renamed = { ...wanted, name: 'Young', filters: [{ ...filters[0], not: true }] };
  expect(await domo.policies.update(dataset, 1, renamed)).toMatchObject({ name: 'Young' });
  expect(await anns.datasets.exportData(dataset)).toBe('Ben,1\n');
  expect(await domo.policies.get(dataset, 1)).toMatchObject({ filters: renamed.filters });
  await expect(domo.policies.create(dataset, { ...wanted, users: [9_999] })).rejects.toThrow(/Unable to/);
  await domo.policies.delete(dataset, 1);
  expect((await anns.datasets.exportData(dataset)) ?? '').toBe('');
  await expect(domo.policies.get(dataset, 1)).rejects.toThrow(/Unable to GET/);
  await expect(domo.policies.delete(dataset, 0)).rejects.toThrow(/Unable to/);
});

describe('streams', () => {
  it('upload in parts, in any order, packed or not, and appear at once when committed', async () => {
    const stream = await domo.streams.create({
      dataSet: { name: 'Streamed', rows: 0, schema: SCHEMA },
      updateMethod: 'APPEND',
    });
    expect(typeof stream.id).toBe('number');
    const { id: execution } = await domo.streams.createExecution(stream.id);
    await domo.streams.uploadPart(stream.id, execution, 2, 'Ben,2');
    await domo.streams.uploadCompressedPart(stream.id, execution, 3, gzipSync('Cy,3\n'));
    await domo.streams.uploadPart(stream.id, execution, 1, 'Wrong,0\n');
    await domo.streams.uploadPart(stream.id, execution, 1, 'Friend,Age\nAda,1\n');
    expect((await domo.datasets.get(stream.dataSet.id)).rows).toBe(0);
    expect(await domo.streams.commit(stream.id, execution)).toMatchObject({
      currentState: 'SUCCESS',
      rows: 3,
    });
    // Its answer was lost: asked again, nothing is doubled.
    expect(await domo.streams.commit(stream.id, execution)).toMatchObject({
      currentState: 'SUCCESS',
      rows: 3,
    });
    expect(await domo.datasets.exportData(stream.dataSet.id)).toBe('Ada,1\nBen,2\nCy,3\n');
    expect(await domo.streams.getExecution(stream.id, execution)).toMatchObject({
      id: 1,
      currentState: 'SUCCESS',
    });
    const next = await domo.streams.createExecution(stream.id);
    expect(next.id).toBe(2);
    expect(
      (await domo.streams.listExecutions(stream.id, 10, 0)).map(({ currentState }) => currentState),
    ).toEqual(['ACTIVE', 'SUCCESS']);
  });

  it('with key columns they upsert, and wrong data fails as a whole', async () => {
    const stream = await domo.streams.create({
      dataSet: { name: 'Keyed', rows: 0, schema: SCHEMA },
      updateMethod: 'APPEND',
      keyColumnNames: ['Friend'],
    });
    expect(stream.updateMethod).toBe('UPSERT');
    const upload = async (...parts: string[]) => {
      const { id: execution } = await domo.streams.createExecution(stream.id);
      for (const [at, csv] of parts.entries())
        await domo.streams.uploadPart(stream.id, execution, at + 1, csv);
      return { execution, ended: await domo.streams.commit(stream.id, execution).catch(() => undefined) };
    };
    await upload('Ada,1\n', 'Ben,2\n');
    await upload('Ben,3\n');
    const twice = await upload('Cy,1\n', 'Cy,2\n');
    expect(twice.ended).toBeUndefined();
    expect(await domo.streams.getExecution(stream.id, twice.execution)).toMatchObject({
      currentState: 'FAILED',
    });
    expect(await domo.datasets.exportData(stream.dataSet.id)).toBe('Ada,1\nBen,3\n');
  });

  it('are found, changed, aborted and deleted; the DataSet stays', async () => {
    const stream = await domo.streams.create({
      dataSet: { name: 'Findable', rows: 0, schema: SCHEMA },
      updateMethod: 'REPLACE',
    });
    const found = await domo.streams.search([`dataSource.id:${stream.dataSet.id}`]);
    expect(found.map(({ id: one }) => one)).toEqual([stream.id]);
    expect((await domo.streams.search(['dataSource.name:findab'])).map(({ id: one }) => one)).toEqual([
      stream.id,
    ]);
    expect(await domo.streams.update(stream.id, { updateMethod: 'APPEND' })).toMatchObject({
      updateMethod: 'APPEND',
    });
    expect(await domo.streams.get(stream.id)).toMatchObject({ updateMethod: 'APPEND' });
    const one = await domo.streams.createExecution(stream.id);
    await domo.streams.abort(stream.id, one.id);
    await domo.streams.createExecution(stream.id);
    await domo.streams.abort(stream.id);
    const states = (await domo.streams.listExecutions(stream.id, 10, 0)).map(
      ({ currentState }) => currentState,
    );
    expect(states).toEqual(['ABORTED', 'ABORTED']);
    await expect(domo.streams.uploadPart(stream.id, one.id, 1, 'x,1\n')).rejects.toThrow(/Unable to/);
    await domo.streams.delete(stream.id);
    await expect(domo.streams.get(stream.id)).rejects.toThrow(/Unable to/);
    expect(await domo.datasets.get(stream.dataSet.id)).toMatchObject({ name: 'Findable' });
  });

  it('parts with a gap are refused, and can be completed', async () => {
    const stream = await domo.streams.create({
      dataSet: { name: 'Gap', rows: 0, schema: SCHEMA },
      updateMethod: 'REPLACE',
    });
    const { id: execution } = await domo.streams.createExecution(stream.id);
    await domo.streams.uploadPart(stream.id, execution, 0, 'a,1\n');
    await domo.streams.uploadPart(stream.id, execution, 2, 'c,3\n');
    await expect(domo.streams.commit(stream.id, execution)).rejects.toThrow(/Unable to PUT/);
    await domo.streams.uploadPart(stream.id, execution, 1, 'b,2\n');
    await domo.streams.commit(stream.id, execution);
    expect(await domo.datasets.exportData(stream.dataSet.id)).toBe('a,1\nb,2\nc,3\n');
  });
});

describe('what clients may', () => {
  it('a wrong secret ends in an error, never in a circle of the client', async () => {
    await expect(connect(id, 'wrong').datasets.list(1, 0, 'name')).rejects.toThrow(/Unable to/);
    const answer = await fetch(`${product.url}/oauth/token?grant_type=client_credentials`, {
      headers: { authorization: `Basic ${Buffer.from(`${id}:wrong`).toString('base64')}` },
    });
    expect(answer.status).toBe(400);
  });

  it('a scope that the client does not have is refused', async () => {
    await expect(connect(id, secret, 'ACCOUNT').datasets.list(1, 0, 'name')).rejects.toThrow(/Unable to GET/);
    await expect(connect(id, secret, 'USER').datasets.list(1, 0, 'name')).rejects.toThrow(/Unable to/);
  });

  it('works at /domo too, and ends with its client, tokens included', async () => {
    const mine = await makeClient(product.admin, ['data']);
    const client = connect(mine.id, mine.secret, 'DATA', '/domo');
    expect(await client.datasets.list(1, 0, 'name')).toHaveLength(1);
    await product.admin.ask('DELETE', `/api/data-clients/${mine.id}`);
    await expect(client.datasets.list(1, 0, 'name')).rejects.toThrow(/Unable to/);
  });
});

describe('beside the client', () => {
  let token: string;
  let given: object;
  let dataset: string;
  const call = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    fetch(product.url + path, {
      method,
      headers: { authorization: `bearer ${token}`, ...headers },
      ...(body !== undefined && { body }),
    });
  beforeAll(async () => {
    const answer = await fetch(`${product.url}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const body = (await answer.json()) as { access_token: string; scope: string; expires_in: number };
    given = body;
    token = body.access_token;
    dataset = (await make('By hand')).id;
    await domo.datasets.importData(dataset, 'Ada,36\nBen,40\nBen,2\n');
  });

  it('a token is a JWT with an end, for all scopes of the client where none is asked for', () => {
    expect(given).toMatchObject({ scope: 'data user', expires_in: 3599, token_type: 'bearer' });
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      exp: unknown;
    };
    expect(typeof claims.exp).toBe('number');
  });

  it('an unknown update method replaces nothing', async () => {
    const answer = await call('PUT', `/v1/datasets/${dataset}/data?updateMethod=append`, 'Zoe,1\n', {
      'content-type': 'text/csv',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      status: 400,
      statusReason: 'Bad Request',
      toe: expect.any(String),
    });
    expect((await domo.datasets.get(dataset)).rows).toBe(3);
    const added = await call('PUT', `/v1/datasets/${dataset}/data?updateMethod=APPEND`, 'Zoe,1\n', {
      'content-type': 'text/csv',
    });
    expect(added.status).toBe(204);
    expect((await domo.datasets.get(dataset)).rows).toBe(4);
  });

  it('a query names its DataSet “table”', async () => {
    const sql = "SELECT Friend, SUM(Age) AS total, 'a table' AS words FROM table GROUP BY Friend ORDER BY 1";
    const answer = await call('POST', `/v1/datasets/query/execute/${dataset}`, JSON.stringify({ sql }), {
      'content-type': 'application/json',
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      datasource: dataset,
      columns: ['Friend', 'total', 'words'],
      rows: [
        ['Ada', 36, 'a table'],
        ['Ben', 42, 'a table'],
        ['Zoe', 1, 'a table'],
      ],
      numRows: 3,
      numColumns: 3,
    });
  });

  it.each([
    ["SELECT * FROM read_text('/etc/passwd')", 'cannot be used'],
    ['DELETE FROM table', 'Only SELECT'],
    ['SELECT nothing FROM table', 'nothing'],
    ['', 'body/sql'],
  ])('the statement %j is refused', async (sql) => {
    const answer = await call('POST', `/v1/datasets/query/execute/${dataset}`, JSON.stringify({ sql }), {
      'content-type': 'application/json',
    });
    expect(answer.status).toBe(400);
  });

  it('says who may not, in Domo’s form', async () => {
    const stranger = await fetch(`${product.url}/v1/datasets`);
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
    const missing = await call('GET', '/v1/datasets/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({
      status: 404,
      statusReason: 'Not Found',
      path: expect.stringContaining('/v1/datasets/'),
    });
    const wrong = await call('GET', '/v1/datasets/not-an-id');
    expect(wrong.status).toBe(404);
  });

  it('a token that is over is refused, and says when it ended; a forged one is none', async () => {
    const old = await new SignJWT({ client_id: id, scope: ['data'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(new Date('2020-01-01T00:00:00Z'))
      .sign(new TextEncoder().encode(secret));
    const over = await fetch(`${product.url}/v1/datasets`, { headers: { authorization: `bearer ${old}` } });
    expect(over.status).toBe(401);
    expect(await over.json()).toMatchObject({ message: 'Jwt expired at 2020-01-01T00:00:00.000Z' });
    const forged = await fetch(`${product.url}/v1/datasets`, {
      headers: { authorization: `bearer ${token}x` },
    });
    expect(forged.status).toBe(401);
  });
});
