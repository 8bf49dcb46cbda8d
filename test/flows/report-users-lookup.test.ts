import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetRows, RunEstimate } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

const HOUR_MS = 3_600_000;

let product: Product;
let reports: Reports;
let program: DataProgram;
let accountId: string;
const ids = new Map<string, string>();
beforeAll(async () => {
  product = await startProduct();
  reports = reportsOf(product.admin);
  program = await openDataProgram(product.url, product.admin);
  await product.x.control('POST', '/limits', { enabled: false });
  for (const name of ['shop', 'ann', 'bob', 'cleo', 'dan', 'eve']) {
    const user = await product.x.control<{ id: string }>('POST', '/users', {
      username: name,
      name: `The ${name}`,
      dmOpen: true,
      ...(name === 'ann' && { description: 'Says "hello", often', location: 'Köln', listedCount: 7 }),
      ...(name === 'bob' && { suspended: true }),
    });
    ids.set(name, user.id);
  }
  ({ accountId } = await product.connect('shop'));
});
afterAll(() => product?.close());
beforeEach(async () => {
  // Without limits the local X sends no headers either, so the book would only ever fill up.
  await product.db.execute(sql`delete from x_limit`);
  await product.db.execute(sql`delete from user_lookup`);
});

const idOf = (name: string) => ids.get(name) ?? '';

/** A DataSet of text columns with these rows; an empty cell is null. */
async function dataset(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  const schema = { columns: columns.map((name) => ({ name, type: 'STRING' })) };
  const made = await program.call('POST', '/datasets', JSON.stringify({ name: 'Input', schema }));
  // The answer is the DataSet.
  const { id } = made as { id: string };
  await fill(id, rows);
  return id;
}
const fill = (id: string, rows: readonly (readonly string[])[]) =>
  program.call(
    'PUT',
    `/datasets/${id}/data?updateMethod=REPLACE`,
    rows.map((row) => `${row.join(',')}\n`).join(''),
    'text/csv',
  );

const make = (options: object, more: object = {}) =>
  reports.make('users_lookup', { accountId, options, ...more });

async function rowsOf(datasetId: string): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await product.admin.ask<DatasetRows>(
    'GET',
    `/api/datasets/${datasetId}/rows?limit=500`,
  );
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
}
async function companionOf(name: string): Promise<Record<string, unknown>[]> {
  const found = (await reports.datasets()).find((one) => one.name === `${name} – requests`);
  const other = (await reports.datasets()).map((one) => one.name);
  if (!found) throw new Error(`no requests among ${other.join(', ')}`);
  return rowsOf(found.id);
}
const byKey = (rows: readonly Record<string, unknown>[]) =>
  Object.fromEntries(rows.map((row) => [String(row['user_id']), row]));

/** Whom a line of the log is about. */
const idsIn = (line: Record<string, unknown>): string[] => JSON.parse(String(line['user_ids']));

describe('users of a DataSet', () => {
  it('have a row each: found, missing, suspended, and what is no user at all', async () => {
    const input = await dataset(
      ['id', 'sender_id', 'recipient_id'],
      [
        ['1', idOf('ann'), idOf('shop')],
        ['2', idOf('shop'), idOf('ann')],
        ['3', idOf('ann'), ''],
        ['4', idOf('bob'), idOf('shop')],
        ['5', '999', idOf('shop')],
        ['6', "o'hara & co", idOf('shop')],
      ],
    );
    const address = `https://desk.example/datasources/${input.toUpperCase()}/details/settings`;
    const { id, datasetId } = await make({ input: address }, { name: 'Partners', method: 'upsert' });
    const run = await reports.run(id);
    expect(run).toMatchObject({
      state: 'succeeded',
      rows: 5,
      rowsExpected: 5,
      requests: 1,
      microUsd: 20_000,
    });
    const rows = byKey(await rowsOf(datasetId));
    expect(rows[idOf('ann')]).toMatchObject({
      screen_name: 'ann',
      name: 'The ann',
      description: 'Says "hello", often',
      location: 'Köln',
      protected: 'false',
      role: 'both',
      lookup_status: 'found',
      input_value: idOf('ann'),
      error_title: null,
    });
    expect(Number(rows[idOf('ann')]?.['message_count'])).toBe(3);
    expect(Number(rows[idOf('ann')]?.['listed_count'])).toBe(7);
    expect(rows[idOf('bob')]).toMatchObject({
      lookup_status: 'suspended',
      role: 'sender',
      screen_name: null,
      error_detail: expect.stringContaining('suspended'),
    });
    expect(rows['999']).toMatchObject({ lookup_status: 'not_found', error_title: 'Not Found Error' });
    expect(rows["o'hara & co"]).toMatchObject({ lookup_status: 'error', error_title: 'Not a user' });
    const [request] = await companionOf('Partners');
    expect(String(request?.['INPUT REQUEST BODY'])).toContain('"path":"/2/users"');
    const response = JSON.parse(String(request?.['OUTPUT RESPONSE']));
    expect([response.data.length, response.errors.length]).toEqual([2, 2]);
    expect((await reports.log(run.id)).join(' ')).toContain(
      'senders from “sender_id”, recipients from “recipient_id”',
    );
  });

  it('are not paid for twice within the hours that an answer counts', async () => {
    const input = await dataset(['sender_id', 'recipient_id'], [[idOf('ann'), idOf('cleo')]]);
    const first = await make({ input });
    expect(await reports.run(first.id)).toMatchObject({ rows: 2, requests: 1, microUsd: 20_000 });
    // Another report asks for the one user that is new.
    await fill(input, [
      [idOf('ann'), idOf('cleo')],
      [idOf('dan'), idOf('cleo')],
    ]);
    const second = await make({ input });
    expect(await reports.run(second.id)).toMatchObject({ rows: 3, requests: 1, microUsd: 10_000 });
    expect(await reports.run(second.id)).toMatchObject({ rows: 3, requests: 0, microUsd: 0 });
    await product.app.parts.clock.advance(25 * HOUR_MS);
    // A token of a program lives for an hour.
    program = await openDataProgram(product.url, product.admin);
    expect(await reports.run(second.id)).toMatchObject({ rows: 3, requests: 1, microUsd: 30_000 });
    const always = await make({ input, hours: 0 });
    expect(await reports.run(always.id)).toMatchObject({ rows: 3, requests: 1, microUsd: 30_000 });
  });

  it('are taken by name, and one who is named by id too has one row', async () => {
    const input = await dataset(
      ['from', 'to_screen_name'],
      [
        [idOf('ann'), '@Cleo'],
        [idOf('ann'), 'cleo'],
        [idOf('dan'), 'ANN'],
        [idOf('dan'), 'ghost_of_x'],
      ],
    );
    const options = { input, senders: 'from', recipients: 'to_screen_name' };
    const { id, datasetId } = await make(options, { method: 'upsert' });
    expect(await reports.run(id)).toMatchObject({ state: 'succeeded', rows: 4 });
    const rows = byKey(await rowsOf(datasetId));
    expect(Object.keys(rows).toSorted()).toEqual(
      [idOf('ann'), idOf('cleo'), idOf('dan'), '@ghost_of_x'].toSorted(),
    );
    expect(rows[idOf('cleo')]).toMatchObject({ role: 'recipient', lookup_status: 'found' });
    expect(Number(rows[idOf('cleo')]?.['message_count'])).toBe(2);
    expect(rows['@ghost_of_x']).toMatchObject({ lookup_status: 'not_found', input_value: 'ghost_of_x' });
  });

  it("by the thousand are asked for by the hundred, each once, X's limits notwithstanding", async () => {
    const many = Array.from({ length: 1_050 }, (_, at) => [String(5_000_000 + at)]);
    const input = await dataset(['user_id'], many);
    const { id } = await make({ input }, { name: 'Many' });
    const rule = { user: 6, windowMs: 2_500 };
    await product.x.control('POST', '/limits', {
      enabled: true,
      clearUsage: true,
      key: 'GET /2/users',
      rule,
    });
    const run = await reports.run(id);
    await product.x.control('POST', '/limits', { enabled: false });
    // None of them is there, so none is paid for.
    expect(run).toMatchObject({ state: 'succeeded', rows: 1_050, rowsExpected: 1_050, microUsd: 0 });
    expect((await reports.log(run.id)).join(' ')).toContain('It goes on at');
    const asked = (await companionOf('Many')).map((line) => idsIn(line));
    expect(asked.map((users) => users.length).toSorted((a, b) => a - b)).toEqual([
      50,
      ...Array.from({ length: 10 }, () => 100),
    ]);
    expect(new Set(asked.flat()).size).toBe(1_050);
  });

  it('say so when X refuses a hundred of them, and the others go on', async () => {
    // In the order of their ids as text: the hundred comes first.
    const input = await dataset(
      ['user_id'],
      [...Array.from({ length: 100 }, (_, at) => [String(1_000_000 + at)]), [idOf('ann')]],
    );
    await product.x.control('POST', '/faults', {
      on: 'request',
      kind: 'status',
      path: '/2/users',
      status: 400,
      body: { title: 'Invalid Request', detail: 'Not today.', type: 'about:blank' },
      count: 1,
    });
    const { id, datasetId } = await make({ input }, { name: 'Refused' });
    const run = await reports.run(id);
    expect(run).toMatchObject({ state: 'succeeded', rows: 101, requests: 2, microUsd: 10_000 });
    const rows = await rowsOf(datasetId);
    const refused = rows.filter((row) => row['lookup_status'] === 'error');
    expect(refused).toHaveLength(100);
    expect(String(refused[0]?.['error_detail'])).toContain('Not today.');
    const statuses = (await companionOf('Refused')).map((line) => String(line['status']));
    expect(statuses.toSorted((a, b) => a.localeCompare(b))).toEqual(['answered', 'refused']);
    // What X refused is not held against them: the next run asks again, and only for them.
    expect(await reports.run(id)).toMatchObject({ rows: 101, requests: 1, microUsd: 0 });
  });
});

describe('the input', () => {
  it.each([
    ['my dataset', 400, 'give the id, as aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
    ['11111111-2222-3333-4444-555555555555', 404, 'input DataSet'],
    ['', 400, 'choose a DataSet'],
  ])('%j gets its sentence', async (input, expected, sentence) => {
    const { status, body } = await product.admin.call('POST', '/api/report-kinds/check', {
      kind: 'users_lookup',
      accountId,
      options: { input },
      zone: 'UTC',
    });
    expect(status).toBe(expected);
    expect(String(body['error']?.['message'])).toContain(sentence);
  });

  it('that is gone, or has no users, ends the run with a sentence', async () => {
    const gone = await dataset(['sender_id'], [[idOf('ann')]]);
    const one = await make({ input: gone });
    await product.admin.ask('DELETE', `/api/datasets/${gone}`);
    expect((await reports.run(one.id)).problem?.message).toContain('not there any more');
    const without = await dataset(['text'], [['hello']]);
    const two = await make({ input: without });
    expect((await reports.run(two.id)).problem?.message).toContain('Choose where its users are');
  });

  it('starts a run when it is updated, and the estimate says what at most', async () => {
    const input = await dataset(['sender_id', 'recipient_id'], [[idOf('ann'), idOf('shop')]]);
    const { id } = await make({ input }, { onInput: true });
    await fill(input, [[idOf('dan'), idOf('cleo')]]);
    const run = await until(async () => {
      const [last] = await reports.runs(id);
      return last?.state === 'succeeded' ? last : undefined;
    });
    expect(run).toMatchObject({ trigger: 'dataset', rows: 2 });
    const { estimate } = await product.admin.ask<{ estimate: RunEstimate }>(
      'POST',
      '/api/report-kinds/check',
      {
        kind: 'users_lookup',
        accountId,
        options: { input },
        zone: 'UTC',
      },
    );
    expect(estimate).toMatchObject({ requests: 1, microUsd: 20_000 });
  });
});

describe('a List', () => {
  it('gets every user that is found, once, and a refusal does not stop the others', async () => {
    const listId = await makeList();
    const people = ['ann', 'bob', 'cleo', 'dan', 'eve'];
    const input = await dataset(
      ['user_id'],
      people.map((name) => [idOf(name)]),
    );
    // Eve blocks the shop, so X will not put her on its List.
    await product.x.control('POST', '/blocks', { source: '@eve', target: '@shop' });
    const { id } = await make(
      { report: 'list', list_id: listId, input },
      { name: 'Friends', method: 'upsert' },
    );
    // A preview changes nothing at X.
    await product.admin.ask('POST', '/api/report-kinds/preview', {
      kind: 'users_lookup',
      accountId,
      options: { report: 'list', list_id: listId, input },
      zone: 'UTC',
    });
    expect(await membersOf(listId)).toEqual([]);
    const run = await reports.run(id);
    expect(run).toMatchObject({ state: 'succeeded', rows: 5, warnings: [] });
    expect(await membersOf(listId)).toEqual(['ann', 'cleo', 'dan']);
    const lines = await companionOf('Friends');
    const members = lines.filter((line) => line['request'] === 'list_member');
    expect(Object.fromEntries(members.map((line) => [idsIn(line)[0], line['status']]))).toEqual({
      [idOf('ann')]: 'answered',
      [idOf('cleo')]: 'answered',
      [idOf('dan')]: 'answered',
      [idOf('eve')]: 'refused',
    });
    // Whoever was put on it is not paid for again; Eve is tried again.
    const again = await reports.run(id);
    expect([again.state, again.requests]).toEqual(['succeeded', 1]);
  });

  it('that takes nobody is left alone after ten refusals', async () => {
    const input = await dataset(['user_id'], []);
    const many = await Promise.all(
      Array.from({ length: 14 }, (_, at) =>
        product.x.control<{ id: string }>('POST', '/users', { username: `p${at}`, name: 'P', dmOpen: true }),
      ),
    );
    await fill(
      input,
      many.map((user) => [user.id]),
    );
    const { id } = await make({ report: 'list', list_id: '1234567890123456789', input });
    const run = await reports.run(id);
    expect(run).toMatchObject({ state: 'succeeded', rows: 14, requests: 11 });
    expect(run.warnings.join(' ')).toContain('X refused 10 users in a row');
  });
});

describe('what was looked up', () => {
  it('is forgotten after thirty days', async () => {
    const input = await dataset(['user_id'], [[idOf('ann')], [idOf('cleo')]]);
    await reports.run((await make({ input })).id);
    const kept = async () =>
      (await product.db.rows(sql<{ id: string }>`select x_user_id::text as id from user_lookup`)).map(
        ({ id }) => id,
      );
    expect((await kept()).toSorted()).toEqual([idOf('ann'), idOf('cleo')].toSorted());
    await product.app.parts.clock.advance(31 * 24 * HOUR_MS);
    await until(async () => (await kept()).length === 0, { what: 'old lookups were swept' });
  });
});

async function makeList(): Promise<string> {
  const { id } = await asShop<{ id: string }>('POST', '/2/lists', { name: 'Friends' });
  return id;
}

/** Usernames on a List. */
async function membersOf(listId: string): Promise<string[]> {
  const data = await asShop<{ username: string }[] | undefined>('GET', `/2/lists/${listId}/members`);
  return (data ?? []).map(({ username }) => username).toSorted();
}

/** A call of X as the shop itself makes it. */
async function asShop<T>(method: string, path: string, body?: object): Promise<T> {
  const { apps } = await product.x.control<{ apps: { id: string }[] }>('GET', '/apps');
  const { accessToken } = await product.x.control<{ accessToken: string }>('POST', '/tokens', {
    appId: apps[0]?.id,
    user: '@shop',
    kind: 'oauth2',
    scopes: ['list.read', 'list.write', 'tweet.read', 'users.read'],
  });
  const answer = await fetch(`${product.x.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: T };
  return data;
}
