import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Check, Handle, Transport, XApp } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ConnectHouse, openConnectHouse, untilHandle } from './connect-house.ts';

let house: ConnectHouse;

beforeAll(async () => {
  house = await openConnectHouse();
  for (const username of ['birdshop', 'customer']) await house.control('POST', '/users', { username });
}, 60_000);
afterEach(() => house.clear());
afterAll(() => house.close());

async function check(app: XApp): Promise<{ app: XApp; checks: Check[] }> {
  const { status, body } = await house.call<{ app: XApp; checks: Check[] }>(
    'POST',
    `/api/x-apps/${app.id}/check`,
    {},
  );
  expect(status).toBe(200);
  return body;
}

/** The app as the local X knows it. */
async function idAtX(app: XApp): Promise<string> {
  const { apps } = await house.control<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
  return apps.find((one) => one.consumerKey === app.consumerKey)?.id ?? '';
}

/** Answers every call of these paths with a refusal, until the faults are taken away. */
async function refuse(paths: readonly string[], status = 403): Promise<void> {
  for (const path of paths)
    await house.control('POST', '/faults', { on: 'request', kind: 'status', path, status });
}

async function writes(handle: Handle, text: string): Promise<void> {
  await house.control('POST', '/messages', { from: '@customer', to: handle.account.xUserId, text });
}

const ACTIVITY = '/2/activity/subscriptions';
const AAA_V2 = '/2/account_activity/webhooks/:id/subscriptions/all';

describe('the transport', () => {
  test.each<[Transport, string[], string]>([
    ['activity_webhook', [], 'X Activity API to the webhook: works.'],
    ['account_activity_v2', [ACTIVITY], 'Account Activity v2 to the webhook: works.'],
    ['account_activity_v1', [ACTIVITY, AAA_V2], 'Account Activity v1.1 to the webhook: works.'],
    ['activity_stream', ['/2/webhooks'], 'X Activity API through a stream: works.'],
    ['polling', ['/2/webhooks', ACTIVITY], 'Polling: works.'],
  ])('is %s when that is what works', async (transport, refused, reason) => {
    const app = await house.localApp();
    if (transport === 'account_activity_v1') {
      await house.control('PATCH', `/apps/${await idAtX(app)}`, { environments: ['dm'] });
      await house.call('PATCH', `/api/x-apps/${app.id}`, { environmentName: 'dm' });
    }
    await refuse(refused);
    const handle = await house.connect(app, '@birdshop');
    const { app: after, checks } = await check(app);
    expect(after.transport).toBe(transport);
    expect(after.transportReason).toContain(reason);
    expect(checks.find((one) => one.id === 'subscription')).toMatchObject({
      state: 'ok',
      accountId: handle.account.id,
    });
    const seen = await untilHandle(house, handle.id, (one) => one.account.feed.subscribed);
    expect(seen.account.feed.health).toBe(transport === 'polling' ? 'degraded' : 'healthy');
    await house.control('DELETE', '/faults');
    if (transport.includes('webhook') || transport.startsWith('account_activity')) {
      await writes(handle, `by ${transport}`);
      await untilHandle(house, handle.id, (one) => one.account.feed.lastEventAt !== null);
    }
  });

  test('is the wanted one, and the former subscription ends', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    expect((await check(app)).app.transport).toBe('activity_webhook');
    await house.call('PATCH', `/api/x-apps/${app.id}`, { transportWanted: 'account_activity_v2' });
    const { app: changed } = await check(app);
    expect(changed).toMatchObject({
      transport: 'account_activity_v2',
      transportWanted: 'account_activity_v2',
    });
    await writes(handle, 'once only');
    const { deliveries } = await until(async () => {
      const found = await house.control<{ deliveries: { body?: string }[] }>('GET', '/deliveries?limit=100');
      return found.deliveries.some((one) => JSON.stringify(one).includes('once only')) ? found : undefined;
    });
    expect(deliveries.filter((one) => JSON.stringify(one).includes('once only'))).toHaveLength(1);
  });

  test('stays when X has a fault, and says so', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    expect((await check(app)).app.transport).toBe('activity_webhook');
    await refuse(['/2/webhooks', ACTIVITY], 503);
    const { app: after, checks } = await check(app);
    expect(after.transport).toBe('activity_webhook');
    expect(checks.some((one) => one.state === 'failed' && one.xAnswer?.startsWith('503'))).toBe(true);
    await untilHandle(
      house,
      handle.id,
      (one) => one.account.feed.health === 'degraded' && one.account.feed.subscribed,
    );
    await house.control('DELETE', '/faults');
    await house.parts.clock.advance(2 * 60_000);
    await untilHandle(house, handle.id, (one) => one.account.feed.health === 'healthy');
  });
});

describe('the regular look', () => {
  test('leaves everything as it was when X allows no more questions', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    await untilHandle(house, handle.id, (one) => one.account.feed.health === 'healthy');
    await house.parts.db.execute(sql`update x_limit set used = allowed`);
    const { app: after, checks } = await check(app);
    expect(after.transport).toBe('activity_webhook');
    expect(checks.find((one) => one.id === 'token')).toMatchObject({ state: 'skipped' });
    const same = await untilHandle(house, handle.id, () => true);
    expect(same.account.feed).toMatchObject({ health: 'healthy', subscribed: true });
    await house.parts.db.execute(sql`delete from x_limit`);
  });

  test('makes X use a switched-off webhook again and marks what is missing', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    await untilHandle(house, handle.id, (one) => one.account.feed.health === 'healthy');
    const { webhooks } = await house.control<{ webhooks: { id: string; url: string }[] }>('GET', '/webhooks');
    const webhook = webhooks.find((one) => one.url === app.webhookUrl);
    await house.control('PATCH', `/webhooks/${webhook?.id}`, { valid: false });
    await writes(handle, 'into the void');
    await house.parts.clock.advance(10 * 60_000);
    const seen = await untilHandle(house, handle.id, (one) => one.account.feed.gapSince !== null);
    expect(seen.account.feed.health).toBe('healthy');
  });

  test('notices a withdrawn permission and takes the account back after a new sign-in', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    await untilHandle(house, handle.id, (one) => one.account.feed.health === 'healthy');
    await house.control('POST', '/revocations', { appId: await idAtX(app), user: '@birdshop' });
    const lost = await untilHandle(house, handle.id, (one) => one.account.feed.health === 'down');
    expect(lost.account.status).not.toBe('active');
    expect(lost.account.statusReason).not.toBeNull();
    await house.connect(app, '@birdshop', { accountId: handle.account.id });
    const back = await untilHandle(house, handle.id, (one) => one.account.feed.health === 'healthy');
    expect(back.account).toMatchObject({ status: 'active', feed: { subscribed: true } });
  });
});
