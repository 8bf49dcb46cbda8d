import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetRows, DataServer, ForeignDataset, RunEstimate } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { inputOf } from '../../server/reports/dataset-id.ts';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { type Product, signIn, startProduct, openAnotherHouse } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

const NOWHERE = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

let product: Product;
let reports: Reports;
let accountId: string;
/** In another workspace, over its own Domo API. */
let theirs: DataProgram;
let client: { id: string; secret: string };
let datasetId: string;
let server: DataServer;
const ids = new Map<string, string>();
const fakes: Server[] = [];
beforeAll(async () => {
  product = await startProduct();
  reports = reportsOf(product.admin);
  await product.x.control('POST', '/limits', { enabled: false });
  for (const username of ['shop', 'ann', 'bob']) {
    ids.set(
      username,
      (await product.x.control<{ id: string }>('POST', '/users', { username, name: username })).id,
    );
  }
  ({ accountId } = await product.connect('shop'));
  const otto = await openAnotherHouse(product);
  theirs = await openDataProgram(product.url, otto);
  const made = await otto.ask<{ client: { id: string }; secret: string }>('POST', '/api/data-clients', {
    name: 'For the neighbours',
    scopes: ['data'],
  });
  client = { id: made.client.id, secret: made.secret };
  const columns = ['sender_id', 'recipient_id', 'text'].map((name) => ({ name, type: 'STRING' }));
  const there = await theirs.call(
    'POST',
    '/datasets',
    JSON.stringify({ name: 'Their messages', schema: { columns } }),
  );
  // The answer is the DataSet.
  datasetId = (there as { id: string }).id;
  await fill([
    [ids.get('ann') ?? '', ids.get('shop') ?? '', '"a, b"'],
    [ids.get('ann') ?? '', '999', '"line\nbreak"'],
  ]);
  server = await product.admin.ask<DataServer>('POST', '/api/data-servers', serverOf());
});
beforeEach(async () => {
  await product.db.execute(sql`delete from x_limit`);
  await product.db.execute(sql`delete from user_lookup`);
});
afterAll(async () => {
  for (const fake of fakes) fake.close().closeAllConnections();
  await product?.close();
});

const serverOf = (more: object = {}) => ({
  name: 'Neighbours',
  host: product.url,
  clientId: client.id,
  secret: client.secret,
  ...more,
});
const fill = (rows: readonly (readonly string[])[]) =>
  theirs.call(
    'PUT',
    `/datasets/${datasetId}/data?updateMethod=REPLACE`,
    rows.map((row) => `${row.join(',')}\n`).join(''),
    'text/csv',
  );
const optionsOf = (more: object = {}) => ({
  input_from: 'server',
  server: server.id,
  server_input: datasetId,
  ...more,
});
const draftOf = (options: object) => ({ kind: 'users_lookup', accountId, options, zone: 'UTC' });
const checkOf = async (options: object) =>
  (await product.admin.call('POST', '/api/report-kinds/check', draftOf(options))).body['error'];
async function fake(listener: RequestListener): Promise<string> {
  const made = createServer(listener).listen(0, '127.0.0.1');
  fakes.push(made);
  await new Promise((resolve) => made.once('listening', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}
/** Says who it is, then whatever the test wants. */
const fakeDomo = (then: RequestListener) =>
  fake((request, response) => {
    if (request.url?.startsWith('/oauth/token')) return response.end('{"access_token":"t"}');
    return then(request, response);
  });
async function rowsOf(id: string) {
  const { columns, rows } = await product.admin.ask<DatasetRows>('GET', `/api/datasets/${id}/rows?limit=100`);
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
}

describe('a DataSet of another server', () => {
  it('shows its columns, and its users are looked up; with each run anew', async () => {
    const shown = await product.admin.ask<ForeignDataset>(
      'GET',
      `/api/data-servers/${server.id}/dataset?dataset=${encodeURIComponent(`https://x.domo.com/datasources/${datasetId.toUpperCase()}/details/data`)}`,
    );
    expect(shown).toMatchObject({ id: datasetId, name: 'Their messages', rows: 2 });
    expect(shown.columns.map(({ name }) => name)).toEqual(['sender_id', 'recipient_id', 'text']);
    const { estimate } = await product.admin.ask<{ estimate: RunEstimate }>(
      'POST',
      '/api/report-kinds/check',
      draftOf(optionsOf()),
    );
    expect(estimate.microUsd).toBe(2 * 2 * 10_000);
    const preview = await product.admin.ask<DatasetRows>(
      'POST',
      '/api/report-kinds/preview',
      draftOf(optionsOf()),
    );
    expect(preview.rows).toHaveLength(3);

    const report = await reports.make('users_lookup', { accountId, options: optionsOf(), method: 'upsert' });
    expect(await reports.run(report.id)).toMatchObject({ state: 'succeeded', rows: 3, rowsExpected: 3 });
    const byId = Object.fromEntries(
      (await rowsOf(report.datasetId)).map((row) => [String(row['user_id']), row]),
    );
    expect(byId[ids.get('ann') ?? '']).toMatchObject({
      role: 'sender',
      message_count: '2',
      lookup_status: 'found',
    });
    expect(byId['999']).toMatchObject({ role: 'recipient', lookup_status: 'not_found' });
    await fill([[ids.get('bob') ?? '', '', '']]);
    expect(await reports.run(report.id)).toMatchObject({ state: 'succeeded', rows: 1 });
    const uses = await product.admin.ask<{ servers: DataServer[] }>('GET', '/api/data-servers');
    expect(uses.servers).toMatchObject([{ name: 'Neighbours', reports: 1, lastUsedAt: expect.any(String) }]);
    // The secret is nowhere to be read.
    expect(JSON.stringify(uses)).not.toContain(client.secret);
    expect(JSON.stringify(await product.db.rows(sql`select * from data_server`))).not.toContain(
      client.secret,
    );
    const refused = await product.admin.call('DELETE', `/api/data-servers/${server.id}`);
    expect([refused.status, refused.body['error']?.['message']]).toEqual([
      409,
      expect.stringContaining('A users_lookup report'),
    ]);
  });

  it('that is malformed, missing or forbidden is told apart', async () => {
    expect(await checkOf(optionsOf({ server_input: 'my messages' }))).toMatchObject({
      code: 'report_options_wrong',
      message: expect.stringContaining('Input DataSet ID there: give the id'),
    });
    expect(await checkOf(optionsOf({ server_input: NOWHERE }))).toMatchObject({
      code: 'data_server_no_dataset',
      message: expect.stringContaining(NOWHERE),
    });
    const host = await fakeDomo((_request, response) => response.writeHead(403).end('{"status":403}'));
    const strict = await product.admin.ask<DataServer>(
      'POST',
      '/api/data-servers',
      serverOf({ name: 'Strict', host }),
    );
    expect(await checkOf(optionsOf({ server: strict.id }))).toMatchObject({
      code: 'data_server_forbidden',
      message: expect.stringContaining('does not let this client read'),
    });
    expect(await checkOf(optionsOf({ server: 'a'.repeat(24) }))).toMatchObject({ code: 'not_found' });
    // Nothing tells us when it changes, so its updates cannot start a run.
    const report = await reports.make('users_lookup', { accountId, options: optionsOf() });
    await expect(reports.change(report.id, { onInput: true })).rejects.toThrow('report_no_input');
  });

  it('is asked for again when the server fails for a moment, and ends the run when it is gone', async () => {
    let fails = 1;
    const csv = `sender_id,recipient_id\n${ids.get('ann') ?? ''},\n`;
    const host = await fakeDomo((request, response) => {
      if (request.url?.includes('/data?') === true) {
        fails -= 1;
        if (fails >= 0) return response.writeHead(503).end();
        return response.end(csv);
      }
      return response.end(
        '{"name":"Shaky","rows":1,"schema":{"columns":[{"name":"sender_id","type":"STRING"}]}}',
      );
    });
    const shaky = await product.admin.ask<DataServer>(
      'POST',
      '/api/data-servers',
      serverOf({ name: 'Shaky', host }),
    );
    const report = await reports.make('users_lookup', {
      accountId,
      options: optionsOf({ server: shaky.id }),
    });
    const run = await reports.start(report.id);
    expect(await reports.ended(run.id)).toMatchObject({ problem: null, state: 'succeeded', rows: 1 });
    expect(fails).toBe(-1);
    const gone = await reports.make('users_lookup', {
      accountId,
      options: optionsOf({ server_input: NOWHERE }),
    });
    expect(await reports.run(gone.id)).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('DataSet') },
    });
  });
});

describe('a server', () => {
  const problemOf = async (more: object) => {
    const { body } = await product.admin.call(
      'POST',
      '/api/data-servers',
      serverOf({ name: 'Wrong', ...more }),
    );
    return body['error']?.['code'];
  };

  it('is kept once it has taken the client; what is wrong has its own sentence', async () => {
    expect(await problemOf({ secret: 'wrong' })).toBe('data_server_sign_in');
    expect(await problemOf({ host: await fake((_request, response) => response.end('<html>')) })).toBe(
      'data_server_host_wrong',
    );
    expect(await problemOf({ host: await fake((_request, response) => response.writeHead(404).end()) })).toBe(
      'data_server_host_wrong',
    );
    expect(await problemOf({ host: 'no such host.invalid' })).toBe('data_server_host_wrong');
    // Nobody listens there any more.
    const host = await fake(() => undefined);
    await new Promise((resolve) => fakes.pop()?.close(resolve));
    expect(await problemOf({ host })).toBe('data_server_away');
    const { servers } = await product.admin.ask<{ servers: DataServer[] }>('GET', '/api/data-servers');
    expect(servers.map(({ name }) => name)).not.toContain('Wrong');
  });

  it('is not sent a secret that was given for another', async () => {
    const seen: string[] = [];
    const host = await fake((request, response) => {
      seen.push(String(request.headers.authorization));
      response.end('{"access_token":"t"}');
    });
    const change = (body: object) => product.admin.call('PATCH', `/api/data-servers/${server.id}`, body);
    expect((await change({ host })).body['error']?.['code']).toBe('data_server_needs_secret');
    expect(seen).toEqual([]);
    expect((await change({ name: 'Next door' })).body).toMatchObject({
      name: 'Next door',
      host: product.url,
    });
    expect(await checkOf(optionsOf())).toBeUndefined();
  });

  it('belongs to its workspace, and to those who manage data', async () => {
    const otto = await signIn(product.url, 'otto@other.example');
    expect(await otto.ask('GET', '/api/data-servers')).toEqual({ servers: [] });
    expect(
      (await otto.call('GET', `/api/data-servers/${server.id}/dataset?dataset=${datasetId}`)).status,
    ).toBe(404);
    const agent = await product.invite('Bea', 'agent');
    expect((await agent.call('GET', '/api/data-servers')).status).toBe(403);
  });
});

it('an input of ours that is not shared with whoever makes the report is refused with a sentence', async () => {
  const seen = new Map<string, string>();
  const datasets = {
    find: async () => ({ id: NOWHERE }),
    levels: async () => seen,
    areRowsKept: async () => false,
  };
  // All that is looked at of DataSets here, and of who asks.
  const ask = () => inputOf(datasets as never, {} as never, NOWHERE, {} as never);
  await expect(ask()).rejects.toThrow('not shared with you');
  seen.set(NOWHERE, 'read');
  await expect(ask()).resolves.toMatchObject({ id: NOWHERE });
});
