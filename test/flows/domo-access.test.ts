import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Datasets, Sharing } from '../../server/datasets/index.ts';
import { fixedClock } from '../../server/base/index.ts';
import { addDataAccounts } from '../../server/domo/accounts/routes.ts';
import { addDataSets } from '../../server/domo/datasets/routes.ts';
import type { Serve } from '../../server/domo/http/serve.ts';
import { addPeople } from '../../server/domo/people/routes.ts';
import { addPolicies } from '../../server/domo/policies/routes.ts';
import { addSimple } from '../../server/domo/simple/routes.ts';
import { addStreams } from '../../server/domo/streams/routes.ts';
import type { AccountPageDeps } from '../../server/reports/index.ts';
import { openDataProgram } from '../data-house.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

/** Every route, as it is added: nothing is asked of what stands behind it. */
const routes: { method: string; path: string; scope: string }[] = [];
const collect: Serve = ({ method, path, scope }) => void routes.push({ method, path, scope });
// Handlers are made, and never called.
const nothing = {} as Datasets & Sharing;
addDataSets(collect, { datasets: nothing, sharing: nothing });
addPolicies(collect, { datasets: nothing, sharing: nothing });
addPeople(collect);
addStreams(collect, { datasets: nothing, clock: fixedClock(new Date()) });
addSimple(collect, nothing);
addDataAccounts(collect, {} as AccountPageDeps);

let product: Product;
let dataset: string;
beforeAll(async () => {
  product = await startProduct();
  const { make } = await openDataProgram(product.url, product.admin);
  dataset = await make('Ours', 'quagga,1\n');
});
afterAll(() => product?.close());

const pathOf = (path: string) =>
  path
    .replace('/v1/streams/:id', '/v1/streams/1')
    .replace(':id', dataset)
    .replace(':execution', '1')
    .replace(':part', '1');

async function tokenOf(admin: ApiUser, scopes: string[]): Promise<string> {
  const { client, secret } = await admin.ask<{ client: { id: string }; secret: string }>(
    'POST',
    '/api/data-clients',
    { name: 'Other', scopes },
  );
  const answer = await fetch(`${product.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` },
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
const call = (method: string, path: string, authorization?: string) =>
  fetch(product.url + pathOf(path), {
    method,
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });

it('knows every route', () => {
  expect(routes.length).toBeGreaterThan(18);
});

describe('a stranger', () => {
  it.each(routes)('$method $path answers nothing', async ({ method, path }) => {
    for (const authorization of [undefined, 'bearer x.y.z', 'Basic YTpi']) {
      const answer = await call(method, path, authorization);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain('quagga');
    }
  });
});

describe('a client without the scope', () => {
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    tokens.set('data', await tokenOf(product.admin, ['user', 'account']));
    tokens.set('user', await tokenOf(product.admin, ['data', 'account']));
    tokens.set('account', await tokenOf(product.admin, ['data', 'user']));
  });
  it.each(routes)('$method $path is not for it', async ({ method, path, scope }) => {
    expect((await call(method, path, `bearer ${tokens.get(scope)}`)).status).toBe(403);
  });
});
