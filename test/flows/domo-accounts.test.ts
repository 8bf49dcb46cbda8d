import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListedAccount } from '../../contract/api/index.ts';
import { openDataProgram } from '../data-house.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  for (const name of ['brand', 'second']) await product.x.user(name);
  for (const name of ['brand', 'second']) await product.connect(name);
});
afterAll(() => product?.close());

interface Account {
  id: string;
  name: string;
  valid: boolean;
  type: object;
}

async function programOf(admin: ApiUser, scopes: string[]) {
  const { token } = await openDataProgram(product.url, admin, scopes);
  return async (method: string, path: string, body?: object) => {
    const answer = await fetch(product.url + path, {
      method,
      headers: { authorization: `bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as never) };
  };
}
const listed = async () =>
  (await product.admin.ask<{ accounts: ListedAccount[] }>('GET', '/api/accounts')).accounts;

it('are listed by numbers, renamed and forgotten, and tell no secret', async () => {
  const call = await programOf(product.admin, ['account']);
  const { body, status } = await call('GET', '/v1/accounts?limit=50&offset=0');
  const accounts: Account[] = body ?? [];
  expect(status).toBe(200);
  expect(accounts.map(({ name }) => name).toSorted()).toEqual(['brand', 'second']);
  const [first] = accounts;
  expect(first).toEqual({
    id: expect.stringMatching(/^\d+$/),
    name: first?.name,
    valid: true,
    type: { id: 'twitter', properties: {} },
  });
  const path = `/v1/accounts/${first?.id}`;
  // A number stays whose it is.
  expect(await call('GET', path)).toEqual({ status: 200, body: first });
  expect((await call('GET', '/v1/accounts?limit=1&offset=1')).body).toEqual(accounts.slice(1));
  expect((await call('GET', '/v1/accounts?limit=0&offset=2')).body).toEqual([]);

  expect(await call('PATCH', path, { name: 'Our brand' })).toEqual({
    status: 202,
    body: { ...first, name: 'Our brand' },
  });
  expect((await listed()).map(({ label }) => label)).toContain('Our brand');
  expect((await call('PATCH', path, { name: ' ' })).status).toBe(400);

  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
  expect(await listed()).toHaveLength(1);
  // Its handle went with it.
  const { handles } = await product.admin.ask<{ handles: object[] }>('GET', '/api/handles');
  expect(handles).toHaveLength(1);
});

it('are connected in the browser, which is said in a sentence', async () => {
  const call = await programOf(product.admin, ['account']);
  const answer = await call('POST', '/v1/accounts', { name: 'New', type: { id: 'twitter' } });
  expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('in the browser') } });
  expect((await call('GET', '/v1/account-types')).body).toMatchObject([
    { id: 'twitter' },
    { id: 'twitter-app' },
  ]);
  expect((await call('GET', '/v1/account-types/twitter')).status).toBe(200);
  expect((await call('GET', '/v1/account-types/facebook')).status).toBe(404);
});

it('are seen as far as the one sees who made the client, and not at all without the scope', async () => {
  const data = await programOf(product.admin, ['data']);
  expect((await data('GET', '/v1/accounts')).status).toBe(403);
  const other = await product.invite('Olga Other', 'administrator');
  const call = await programOf(other, ['account']);
  const [only] = ((await call('GET', '/v1/accounts')).body ?? []) as Account[];
  expect(only?.name).toBe('second');
  // She is no administrator any more, and nothing is shared with her.
  await product.admin.ask('PATCH', `/api/members/${other.memberId}`, { role: 'supervisor' });
  expect((await call('GET', '/v1/accounts')).body).toEqual([]);
  for (const method of ['GET', 'DELETE']) {
    expect((await call(method, `/v1/accounts/${only?.id}`)).status).toBe(404);
  }
  expect(await listed()).toHaveLength(1);
});
