import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountRecord, checkAccount, checkCallback, checkKeys } from '../../server/accounts/index.ts';
import {
  createActivitySubscription,
  createWebhook,
  createWebhookV1,
  deleteActivitySubscription,
  deleteWebhook,
  followActivityStream,
  isSubscribedToAccountActivity,
  isSubscribedToAccountActivityV1,
  listAccountActivitySubscribers,
  listAccountActivitySubscribersV1,
  listActivitySubscriptions,
  listWebhooks,
  listWebhooksV1,
  revalidateWebhook,
  subscribeAccountActivity,
  subscribeAccountActivityV1,
  unsubscribeAccountActivity,
  updateActivitySubscription,
  type XClient,
} from '../../server/x/index.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import { until } from '../harness.ts';
import { type Receiver, startReceiver } from './x-receiver.ts';
import { openXWorld, type XWorld } from './x-world.ts';

let world: XWorld;
let receiver: Receiver;
let account: AccountRecord;
let asShop: XClient;
let asApp: XClient;

beforeAll(async () => {
  world = await openXWorld({ tier: 'enterprise', environments: ['prod'] });
  receiver = await startReceiver(() => world.simApp.consumerSecret);
  account = await world.signIn(world.shop, 'oauth1');
  asShop = await world.accounts.clientFor(world.db, account);
  asApp = world.accounts.appClient(world.db, world.app);
});
afterAll(async () => {
  await receiver?.close();
  await world?.close();
});

const write = (text: string) =>
  sendMessage(world.simulator.sim, { senderId: world.customer.id, to: { userId: world.shop.id }, text });
const came = (text: string) =>
  until(() => receiver.received.find((post) => post.body.includes(text)), { what: `${text} came` });

test('registers a webhook, says why it cannot, and finds it again', async () => {
  const webhook = await createWebhook(asApp, receiver.url);
  expect(webhook).toMatchObject({ url: receiver.url, valid: true });
  await expect(createWebhook(asApp, receiver.url)).rejects.toMatchObject({ code: 'x_webhook_exists' });
  await expect(createWebhook(asApp, 'https://example.com:444/x')).rejects.toMatchObject({
    code: 'x_webhook_url_refused',
  });
  receiver.crc = 'wrong';
  await expect(createWebhook(asApp, `${receiver.url}?second`)).rejects.toMatchObject({
    code: 'x_webhook_crc_failed',
  });
  expect((await listWebhooks(asApp)).map((found) => found.id)).toEqual([webhook.id]);
  await revalidateWebhook(asApp, webhook.id).catch(() => undefined);
  expect((await listWebhooks(asApp))[0]?.valid).toBe(false);
  receiver.crc = 'right';
  expect(await revalidateWebhook(asApp, webhook.id)).toEqual({ valid: true });
  expect((await listWebhooks(asApp))[0]?.valid).toBe(true);
  await deleteWebhook(asApp, webhook.id);
  await expect(deleteWebhook(asApp, webhook.id)).rejects.toMatchObject({ code: 'x_webhook_unknown' });
});

test.each(['openapi', 'flat', 'list'])(
  'subscribes by the activity API when X answers in the shape %s',
  async (shape) => {
    await world.control('PATCH', '/settings', { subscriptionShape: shape });
    const webhook = await createWebhook(asApp, receiver.url);
    const wanted = {
      eventType: 'dm.received',
      xUserId: world.shop.id,
      webhookId: webhook.id,
      tag: 'rookery',
    };
    const subscription = await createActivitySubscription(asShop, wanted);
    expect(subscription).toMatchObject({
      eventType: 'dm.received',
      xUserId: world.shop.id,
      webhookId: webhook.id,
    });
    const page = await listActivitySubscriptions(asApp);
    expect(page.items.map((item) => item.subscriptionId)).toEqual([subscription.subscriptionId]);
    await updateActivitySubscription(asApp, subscription.subscriptionId, { tag: 'again' });
    write(`activity ${shape}`);
    expect((await came(`activity ${shape}`)).isGenuine).toBe(true);
    await expect(createActivitySubscription(asShop, wanted)).rejects.toMatchObject({ kind: 'refused' });
    await deleteActivitySubscription(asApp, subscription.subscriptionId);
    expect((await listActivitySubscriptions(asApp)).items).toEqual([]);
    await deleteWebhook(asApp, webhook.id);
  },
);

test('subscribes by Account Activity v2', async () => {
  const webhook = await createWebhook(asApp, receiver.url);
  expect(await isSubscribedToAccountActivity(asShop, webhook.id)).toBe(false);
  await subscribeAccountActivity(asShop, webhook.id);
  await expect(subscribeAccountActivity(asShop, webhook.id)).rejects.toMatchObject({
    code: 'x_subscription_exists',
  });
  expect(await isSubscribedToAccountActivity(asShop, webhook.id)).toBe(true);
  expect(await listAccountActivitySubscribers(asApp, webhook.id)).toEqual([world.shop.id]);
  write('by version 2');
  expect((await came('by version 2')).body).toContain('for_user_id');
  await unsubscribeAccountActivity(asApp, webhook.id, world.shop.id);
  expect(await isSubscribedToAccountActivity(asShop, webhook.id)).toBe(false);
  await deleteWebhook(asApp, webhook.id);
});

test('subscribes by Account Activity v1.1 in an environment', async () => {
  const webhook = await createWebhookV1(asShop, 'prod', receiver.url);
  expect((await listWebhooksV1(asApp, 'prod')).map((found) => found.id)).toEqual([webhook.id]);
  expect(await isSubscribedToAccountActivityV1(asShop, 'prod')).toBe(false);
  await subscribeAccountActivityV1(asShop, 'prod');
  expect(await isSubscribedToAccountActivityV1(asShop, 'prod')).toBe(true);
  expect(await listAccountActivitySubscribersV1(asApp, 'prod')).toEqual([world.shop.id]);
  write('by version 1.1');
  await came('by version 1.1');
  await expect(createWebhookV1(asShop, 'nosuch', receiver.url)).rejects.toMatchObject({ kind: 'refused' });
});

test('follows the activity stream, reconnects when it breaks, and asks for what it missed', async () => {
  const subscription = await createActivitySubscription(asShop, {
    eventType: 'dm.received',
    xUserId: world.shop.id,
  });
  const stop = new AbortController();
  const lines: string[] = [];
  let connections = 0;
  const reading = (async () => {
    const stream = followActivityStream(asApp, {
      signal: stop.signal,
      onConnected: () => (connections += 1),
    });
    for await (const line of stream) lines.push(line.toString());
  })();
  await until(() => connections === 1, { what: 'the stream was open' });
  write('streamed one');
  await until(() => lines.some((line) => line.includes('streamed one')));
  await world.control('POST', '/stream/disconnect', { how: 'reset' });
  await until(() => connections === 2, { what: 'the stream was open again' });
  write('streamed two');
  await until(() => lines.some((line) => line.includes('streamed two')));
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ data: { event_type: 'dm.received' } });
  stop.abort();
  await reading;
  await deleteActivitySubscription(asApp, subscription.subscriptionId);
});

test('a silent stream is given up', async () => {
  const stop = new AbortController();
  const broken: string[] = [];
  const stream = followActivityStream(asApp, {
    signal: stop.signal,
    silenceMs: 80,
    onBroken: (problem) => broken.push(problem.code),
  });
  const reading = (async () => {
    for await (const _line of stream) continue;
  })();
  await until(() => broken.length >= 2, { what: 'two connections were given up' });
  stop.abort();
  await reading;
  expect(broken[0]).toBe('x_unreachable');
});

test('checks an account and its app live', async () => {
  const keys = () => world.accounts.consumerKeys(world.db, world.app);
  const site = world.accounts.siteOf(world.app);
  expect((await checkKeys(site, keys)).state).toBe('ok');
  const wrong = await checkKeys(site, () => Promise.resolve({ consumerKey: 'no', consumerSecret: 'no' }));
  expect(wrong).toMatchObject({ id: 'keys', state: 'failed' });
  expect(wrong.xAnswer).toContain('99');
  expect((await checkCallback(site, keys, world.accounts.urls(world.app).callbackUrl)).state).toBe('ok');
  const callback = await checkCallback(site, keys, 'https://elsewhere.example/x/callback');
  expect(callback).toMatchObject({ state: 'failed' });
  expect(callback.remedy).toContain('https://elsewhere.example/x/callback');

  const { checks, me } = await checkAccount(account, () => Promise.resolve(asShop));
  expect(me?.username).toBe('shop');
  const states = Object.fromEntries(checks.map((check) => [check.id, check.state]));
  expect(states).toMatchObject({ token: 'ok', permission: 'ok' });
  expect(states['dm_open']).toBeDefined();
});

test('a sign-in that may not touch messages is told so', async () => {
  world.simulator.sim.apps.update(world.simApp.id, { permission: 'read' });
  const other = world.simulator.sim.users.create({ username: 'reader' });
  const reader = await world.signIn(other, 'oauth1');
  const { checks } = await checkAccount(reader, () => world.accounts.clientFor(world.db, reader));
  expect(checks.find((check) => check.id === 'permission')).toMatchObject({ state: 'failed' });
  world.simulator.sim.apps.update(world.simApp.id, { permission: 'read-write-dm' });
});
