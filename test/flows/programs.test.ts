import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProgramIntegration, ProgramKey } from '../../contract/api/index.ts';
import { type Product, startProduct } from '../product.ts';

let product: Product;
let appId: string;
beforeAll(async () => {
  product = await startProduct();
  ({ appId } = await product.admin.ask<{ appId: string }>('GET', '/api/programs/keys'));
});
afterAll(() => product?.close());

interface Made {
  readonly integration: ProgramIntegration;
  readonly secret: string;
}

const make = (body: object = {}) =>
  product.admin.ask<Made>('POST', '/api/programs/integrations', {
    name: ' Helper ',
    target: 'http://127.0.0.1:9/hook',
    triggers: ['conversation:message'],
    ...body,
  });
const list = async () =>
  (await product.admin.ask<{ integrations: ProgramIntegration[] }>('GET', '/api/programs/integrations'))
    .integrations;
const keyOf = (scope: string, integrationId: string | null) =>
  product.admin.ask<{ key: ProgramKey; secret: string }>('POST', '/api/programs/keys', {
    name: 'Key',
    scope,
    integrationId,
  });
const speak = async (key: { id: string; secret: string }, method: string, path: string, body?: object) => {
  const response = await fetch(`${product.url}/sc/v2${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${key.id}:${key.secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, Record<string, unknown>>;
  return { status: response.status, answer };
};

it('makes an integration with its webhook, which programs see as theirs', async () => {
  const { integration, secret } = await make();
  expect(integration).toMatchObject({
    name: 'Helper',
    seat: null,
    webhooks: [{ target: 'http://127.0.0.1:9/hook', triggers: ['conversation:message'], version: 'v2' }],
  });
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect((await list()).map(({ id }) => id)).toContain(integration.id);

  const { key, secret: keySecret } = await keyOf('app', null);
  const seen = await speak(
    { id: key.id, secret: keySecret },
    'GET',
    `/apps/${appId}/integrations/${integration.id}`,
  );
  expect(seen.answer['integration']).toMatchObject({ type: 'custom', displayName: 'Helper' });

  const renamed = await product.admin.ask<ProgramIntegration>(
    'PATCH',
    `/api/programs/integrations/${integration.id}`,
    { name: 'Night helper' },
  );
  expect(renamed.name).toBe('Night helper');
});

it('refuses a trigger that does not exist, and keeps nothing of the try', async () => {
  const before = (await list()).length;
  const refused = await product.admin.call('POST', '/api/programs/integrations', {
    name: 'Odd',
    target: 'http://127.0.0.1:9/hook',
    triggers: ['conversation:dance'],
  });
  expect([refused.status, refused.body['error']?.['code']]).toEqual([400, 'webhook_trigger_unknown']);
  expect((await list()).length).toBe(before);
});

it('takes an integration away with its keys and its webhook, but not from its seat', async () => {
  const { integration } = await make({ name: 'Seated' });
  const own = await keyOf('integration', integration.id);
  const { key, secret } = await keyOf('app', null);
  const app = { id: key.id, secret };
  const board = await speak(app, 'POST', `/apps/${appId}/switchboards`, {});
  const boardId = String(board.answer['switchboard']?.['id']);
  const seatsPath = `/apps/${appId}/switchboards/${boardId}/switchboardIntegrations`;
  const seat = await speak(app, 'POST', seatsPath, { name: 'helper', integrationId: integration.id });
  expect((await list()).find(({ id }) => id === integration.id)?.seat).toBe('helper');

  const path = `/api/programs/integrations/${integration.id}`;
  const { uses } = await product.admin.ask<{ uses: { name: string }[] }>('GET', `${path}/uses`);
  expect(uses.map(({ name }) => name)).toEqual(['helper']);
  const refused = await product.admin.call('DELETE', path);
  expect([refused.status, refused.body['error']?.['code']]).toEqual([409, 'program_integration_seated']);

  await speak(app, 'DELETE', `${seatsPath}/${String(seat.answer['switchboardIntegration']?.['id'])}`);
  expect((await product.admin.call('DELETE', path)).status).toBe(204);
  expect((await list()).map(({ id }) => id)).not.toContain(integration.id);
  const { webhooks } = await product.admin.ask<{ webhooks: { integrationId: string | null }[] }>(
    'GET',
    '/api/webhooks',
  );
  expect(webhooks.map((one) => one.integrationId)).not.toContain(integration.id);
  const late = await speak({ id: own.key.id, secret: own.secret }, 'GET', '/tokenInfo');
  expect(late.status).toBe(401);
});

it('is for administrators', async () => {
  const agent = await product.invite('Ben Agent', 'agent');
  expect((await agent.call('GET', '/api/programs/integrations')).status).toBe(403);
  expect((await product.admin.call('DELETE', `/api/programs/integrations/${'e'.repeat(24)}`)).status).toBe(
    404,
  );
});
