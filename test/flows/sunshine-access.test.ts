import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sunshineOperations } from '../../contract/sunshine/index.ts';
import { sunshineV1Operations } from '../../contract/sunshine/v1/index.ts';
import type { Operation, Scope } from '../../contract/sunshine/operation.ts';
import { newId } from '../../server/base/index.ts';
import { type Product, startProduct, openAnotherHouse } from '../product.ts';

const operations = Object.values({ ...sunshineOperations, ...sunshineV1Operations }).flat();
const NOBODY = 'f'.repeat(24);

let product: Product;
let appId: string;
let otherAppId: string;
const keys: Partial<Record<Scope, { id: string; secret: string }>> = {};
let otherKey: { id: string; secret: string };

beforeAll(async () => {
  product = await startProduct();
  appId = (await product.admin.ask<{ appId: string }>('GET', '/api/programs/keys')).appId;
  const make = async (scope: 'account' | 'app') => {
    const { key, secret } = await product.admin.ask<{ key: { id: string }; secret: string }>(
      'POST',
      '/api/programs/keys',
      { name: scope, scope },
    );
    return { id: key.id, secret };
  };
  keys.account = await make('account');
  keys.app = await make('app');
  const made = await call(keys.app, 'POST', `/v2/apps/${appId}/integrations`, {
    type: 'custom',
    webhooks: [{ target: 'https://bot.example.org/', triggers: ['*'] }],
  });
  const integration = JSON.parse(made.text) as { integration: { id: string } };
  const own = await product.admin.ask<{ key: { id: string }; secret: string }>('POST', '/api/programs/keys', {
    name: 'bot',
    scope: 'integration',
    integrationId: integration.integration.id,
  });
  keys.integration = { id: own.key.id, secret: own.secret };
  const otto = await openAnotherHouse(product);
  otherAppId = (await otto.ask<{ appId: string }>('GET', '/api/programs/keys')).appId;
  const { key, secret } = await otto.ask<{ key: { id: string }; secret: string }>(
    'POST',
    '/api/programs/keys',
    {
      name: 'other',
      scope: 'app',
    },
  );
  otherKey = { id: key.id, secret };
});
afterAll(() => product?.close());

async function call(
  key: { id: string; secret: string } | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${product.url}/sc${path}`, {
    method,
    headers: {
      ...(key && { authorization: `Basic ${btoa(`${key.id}:${key.secret}`)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text() };
}

const pathOf = (operation: Operation, app: string, part: () => string = () => NOBODY) =>
  operation.path.replace(':appId', app).replace(/:\w+/g, () => encodeURIComponent(part()));

const bodyFor = ({ method }: Operation) => (method === 'GET' || method === 'DELETE' ? undefined : {});

describe('who may call what', () => {
  it('every operation that is declared is served, and no other', () => {
    const served = product.app.modules.messaging.operations.map((one) => one.id);
    expect(served.toSorted()).toEqual(operations.map((one) => one.id).toSorted());
  });

  it('only the beginning of OAuth asks for no key', () => {
    expect(operations.filter((one) => one.scopes.length === 0).map((one) => one.id)).toEqual([
      'Authorize',
      'GetToken',
    ]);
  });

  it.each(operations.filter((one) => one.scopes.length > 0).map((one) => [one.id, one] as const))(
    '%s asks for a key of its scopes',
    async (_id, operation) => {
      const whole = pathOf(operation, appId);
      const paths = operation.impliesApp ? [whole, whole.replace(`/apps/${appId}`, '')] : [whole];
      for (const path of paths) {
        const stranger = await call(undefined, operation.method, path, bodyFor(operation));
        expect(stranger.status).toBe(401);
        expect(JSON.parse(stranger.text)).toEqual(
          operation.version === 'v2'
            ? { errors: [{ code: 'unauthorized', title: 'Authorization is required' }] }
            : { error: { code: 'unauthorized', description: 'Authorization is required' } },
        );
        for (const scope of ['account', 'app', 'integration'] as const) {
          // What an account's or app's key may do could change something; here only what is refused is asked.
          if (operation.scopes.includes(scope)) continue;
          const refused = await call(keys[scope], operation.method, path, bodyFor(operation));
          expect({ scope, status: refused.status }).toEqual({ scope, status: 403 });
        }
      }
    },
  );

  it.each(operations.filter((one) => one.path.includes(':appId')).map((one) => [one.id, one] as const))(
    '%s does not lead into another workspace',
    async (_id, operation) => {
      const ours = await call(otherKey, operation.method, pathOf(operation, appId), bodyFor(operation));
      const theirs = await call(
        keys.app,
        operation.method,
        pathOf(operation, otherAppId),
        bodyFor(operation),
      );
      const nowhere = await call(keys.app, operation.method, pathOf(operation, NOBODY), bodyFor(operation));
      expect(ours.status).toBe(403);
      expect(theirs.status).toBe(403);
      // Whether an app exists is not told.
      expect(nowhere).toEqual(theirs);
    },
  );
});

describe('whatever is sent', () => {
  const values: readonly unknown[] = [
    undefined,
    '',
    '{',
    'null',
    '[]',
    '"x"',
    {},
    { author: 5, content: [] },
    { type: '\u0000', displayName: '\ud800', metadata: { a: { b: 1 } } },
    { type: 'custom', webhooks: [{ target: 'javascript:1', triggers: ['*'] }] },
    { type: 'custom', webhooks: [{ target: 'https://user:pw@x.example', triggers: [] }] },
    { author: { type: 'business' }, content: { type: 'text', text: 'x'.repeat(5000) } },
    { author: { type: 'business' }, content: { type: 'carousel', items: [{}] } },
    {
      author: { type: 'user', userId: '\u0000' },
      content: { type: 'image', mediaUrl: 'file:///etc/passwd' },
    },
    { externalId: 'a\u0000b' },
    { userId: 'a\u0000b', properties: { a: 'b\u0000' }, role: 'appUser', text: '\u0000' },
    { surviving: { _id: '\u0000' }, discarded: {} },
    { target: 'javascript:1', triggers: ['message'], name: '\ud800' },
    { switchboardIntegration: '__proto__', metadata: null },
    { __proto__: { admin: true }, constructor: 1 },
    JSON.stringify({ metadata: { text: 'x'.repeat(200_000) } }),
  ];
  const parts = [NOBODY, 'a/b', '%00', '..', '\u{1f600}', "' or 1=1 --", 'x'.repeat(900)];

  it.each(operations.map((one) => [one.id, one] as const))(
    '%s answers it, and tells nothing',
    async (_id, operation) => {
      const scope = operation.scopes.includes('app') ? 'app' : operation.scopes[0];
      if (/^(Delete|Update)App$|^apps\.update$/.test(operation.id)) return;
      const hasBody = operation.method !== 'GET' && operation.method !== 'DELETE';
      let at = newId().length;
      for (const value of hasBody ? values : [undefined]) {
        for (const query of [
          '',
          '?page[size]=-1&filter[userId]=%00&page=%7B',
          '?page[after]=x&page[before]=y',
          '?before=1e99&after=x&limit=-1&offset=%00',
          '?before=-0.5&limit=100&offset=99999999',
        ]) {
          at += 1;
          const path = pathOf(operation, appId, () => parts[at % parts.length] ?? '');
          const { status, text } = await call(scope && keys[scope], operation.method, path + query, value);
          expect(
            status,
            `${operation.method} ${path}${query} ${JSON.stringify(value)} → ${text}`,
          ).toBeLessThan(500);
          expect(text).not.toMatch(/at .*\.ts:\d+|select |insert |node_modules/);
        }
      }
    },
  );
});
