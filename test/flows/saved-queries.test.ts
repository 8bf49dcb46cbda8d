import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_SAVED_QUERIES, type SavedQuery, type SavedQuerySummary } from '../../contract/api/index.ts';
import { newId, sql } from '../../server/base/index.ts';
import { openDataProgram } from '../data-house.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let admin: ApiUser;
let lead: ApiUser;
beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  lead = await product.invite('Lea Lead', 'supervisor');
}, 60_000);
afterAll(() => product?.close());

interface List {
  queries: SavedQuerySummary[];
  more: boolean;
}
const PATH = '/api/saved-queries';
const table = { kind: 'table', x: null, y: [] } as const;
const input = (name: string, part: object = {}) => ({
  name,
  description: '',
  sql: 'select 1',
  view: table,
  ...part,
});
const make = (name: string, part?: object) => admin.ask<SavedQuery>('POST', PATH, input(name, part));
const codeOf = async (answer: ReturnType<ApiUser['call']>) => {
  const { status, body } = await answer;
  const { code, details } = body['error'] ?? {};
  return [status, code, details?.['field'] ?? null];
};
const namesIn = async (query: string) =>
  (await admin.ask<List>('GET', `${PATH}${query}`)).queries.map(({ name }) => name);

it('keeps a statement with how its result is shown, and runs for whoever sees data', async () => {
  const { make: makeDataset } = await openDataProgram(product.url, admin);
  await makeDataset('Orders', 'Ada,3\n', 'Ben,1\n');
  const view = { kind: 'bar', x: 'who', y: ['count'] };
  const made = await make(' Orders by person ', { sql: 'select who, count from Orders order by who', view });
  expect(made).toMatchObject({ name: 'Orders by person', version: 1, view, createdBy: admin.memberId });
  const seen = await lead.ask<SavedQuery>('GET', `${PATH}/${made.id}`);
  expect(seen).toEqual(made);
  const { rows } = await lead.ask<{ rows: unknown[] }>('POST', '/api/datasets/query', { sql: seen.sql });
  expect(rows).toEqual([
    ['Ada', '3'],
    ['Ben', '1'],
  ]);
});

it('is changed by those who manage data alone', async () => {
  const { id } = await make('For the lead');
  expect((await lead.call('POST', PATH, input('Mine'))).status).toBe(403);
  expect((await lead.call('PATCH', `${PATH}/${id}`, { version: 1, name: 'Mine' })).status).toBe(403);
  expect((await lead.call('DELETE', `${PATH}/${id}`)).status).toBe(403);
  const ben = await product.invite('Ben Agent', 'agent');
  expect((await ben.call('GET', PATH)).status).toBe(403);
  expect((await ben.call('GET', `${PATH}/${id}`)).status).toBe(403);
});

it('refuses a change over somebody else’s, and a name that is taken', async () => {
  const { id } = await make('Late answers', { description: 'Of the week' });
  const changed = await admin.ask<SavedQuery>('PATCH', `${PATH}/${id}`, { version: 1, sql: 'select 2' });
  expect(changed).toMatchObject({
    version: 2,
    sql: 'select 2',
    name: 'Late answers',
    description: 'Of the week',
  });
  const late = { version: 1, sql: 'select 3' };
  expect(await codeOf(admin.call('PATCH', `${PATH}/${id}`, late))).toMatchObject([
    409,
    'setup_changed_meanwhile',
    null,
  ]);
  expect((await admin.ask<SavedQuery>('GET', `${PATH}/${id}`)).sql).toBe('select 2');
  await make('Early answers');
  const taken = [409, 'setup_name_taken', 'name'];
  expect(await codeOf(admin.call('POST', PATH, input('LATE ANSWERS')))).toEqual(taken);
  expect(await codeOf(admin.call('PATCH', `${PATH}/${id}`, { version: 2, name: 'early answers ' }))).toEqual(
    taken,
  );
  // Its own name, written otherwise, is nobody else's.
  await admin.ask('PATCH', `${PATH}/${id}`, { version: 2, name: 'LATE answers' });
  expect(await codeOf(admin.call('POST', PATH, input(' ')))).toContain(400);
  expect(await codeOf(admin.call('POST', PATH, input('x', { sql: ' ' })))).toContain(400);
});

it('is found by name, description or statement, page by page', async () => {
  await make('Search A', { description: 'The needle is here' });
  await make('search B', { sql: 'select needle from x' });
  await make('Search C 100%');
  expect(await namesIn('?q=NEEDLE')).toEqual(['Search A', 'search B']);
  expect(await namesIn('?q=100%25')).toEqual(['Search C 100%']);
  const first = await admin.ask<List>('GET', `${PATH}?q=search&limit=2`);
  expect(first).toMatchObject({ more: true, queries: [{ name: 'Search A' }, { name: 'search B' }] });
  expect(first.queries[0]).not.toHaveProperty('sql');
  expect(await admin.ask<List>('GET', `${PATH}?q=search&limit=2&offset=2`)).toMatchObject({
    more: false,
    queries: [{ name: 'Search C 100%' }],
  });
});

it('is deleted, and brought back by whoever deleted it; the log says each by name', async () => {
  const made = await make('Comes back', { sql: 'select 7' });
  await admin.ask('DELETE', `${PATH}/${made.id}`);
  expect((await admin.call('GET', `${PATH}/${made.id}`)).status).toBe(404);
  expect((await admin.call('DELETE', `${PATH}/${made.id}`)).status).toBe(404);
  expect((await lead.call('POST', `/api/setup/deleted/${made.id}/restore`)).status).toBe(404);
  await admin.ask('POST', `/api/setup/deleted/${made.id}/restore`);
  expect(await admin.ask('GET', `${PATH}/${made.id}`)).toEqual(made);
  const { entries } = await admin.ask<{ entries: { action: string; subjectName: string }[] }>(
    'GET',
    `/api/audit?subjectId=${made.id}`,
  );
  expect(entries.map(({ action, subjectName }) => [action, subjectName])).toEqual(
    ['restored', 'removed', 'created'].map((what) => [`saved_query.${what}`, 'Comes back']),
  );
});

it('tells open pages', async () => {
  const { id } = await make('Told');
  const { body } = await product.db.row(
    sql<{ body: object }>`select body from event where kind = 'setup.changed' and key = ${id}`,
  );
  expect(body).toEqual({ kind: 'saved_query', id, what: 'created' });
});

it('ends at a bound, and says so', async () => {
  await product.db.execute(sql`
    insert into saved_query (workspace_id, id, name, description, sql, view, version, created_at, updated_at)
    select w.id, lpad(i::text, 24, '0'), 'Filler ' || i, '', 'select 1', ${JSON.stringify(table)}, 1, w.created_at,
      w.created_at
    from workspace w,
      generate_series(1, ${MOST_SAVED_QUERIES} - (select count(*)::int from saved_query)) i`);
  expect(await codeOf(admin.call('POST', PATH, input(newId())))).toMatchObject([409, 'setup_limit', null]);
  await admin.ask('DELETE', `${PATH}/${'1'.padStart(24, '0')}`);
  await make('Fits again');
});
