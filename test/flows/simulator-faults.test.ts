import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryList } from '../../contract/control/deliveries.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const fault = async (input: object) => {
  const answer = await world.control('POST', '/faults', input);
  expect(answer.status).toBe(201);
};
const send = (text: string) =>
  world.asUser(world.shop, 'POST', `/2/dm_conversations/with/${world.customer.id}/messages`, { text });
const sent = () => world.simulator.sim.dms.all().map(({ text }) => text);
const path = '/2/dm_conversations/with/:id/messages';

describe('faults on requests', () => {
  it.each([
    [401, { title: 'Unauthorized' }],
    [402, { title: 'CreditsDepleted', type: 'https://api.twitter.com/2/problems/credits' }],
    [403, { title: 'Forbidden' }],
    [429, { title: 'Too Many Requests' }],
    [503, { title: 'Service Unavailable' }],
  ])('answer %i in the words of X, as often as asked', async (status, body) => {
    await fault({ on: 'request', kind: 'status', status, path, count: 1 });
    const answer = await send('one');
    expect([answer.status, answer.body]).toMatchObject([status, body]);
    expect(sent()).toEqual([]);
    expect((await send('two')).status).toBe(201);
  });

  it('answer 429 with a quota that is used up', async () => {
    await fault({ on: 'request', kind: 'status', status: 429, path, count: 1 });
    expect((await send('one')).headers.get('x-rate-limit-remaining')).toBe('0');
  });

  it('strike only the app, user, method and path that they name', async () => {
    const base = { on: 'request', kind: 'status', status: 500 };
    await fault({ ...base, path, userId: world.customer.id });
    await fault({ ...base, path, appId: 'another' });
    await fault({ ...base, path, method: 'GET' });
    await fault({ ...base, path: '/2/dm_events' });
    expect((await send('through')).status).toBe(201);
    await fault({ ...base, path: '/2/dm_conversations/*', userId: world.shop.id });
    expect((await send('stopped')).status).toBe(500);
  });

  it('lose the answer after the message has been sent', async () => {
    await fault({ on: 'request', kind: 'timeout_after', delayMs: 20, path, count: 1 });
    await expect(send('done, but who knows')).rejects.toThrow('fetch failed');
    expect(sent()).toEqual(['done, but who knows']);
    await fault({ on: 'request', kind: 'reset_after', path, count: 1 });
    await expect(send('again')).rejects.toThrow('fetch failed');
    expect(sent()).toEqual(['done, but who knows', 'again']);
    // The log tells what X did, whatever the caller saw.
    expect(
      world.simulator.sim.log.list({ path: '/messages', limit: 10 }).map(({ status }) => status),
    ).toEqual([201, 201]);
  });

  it('lose the request before anything has happened', async () => {
    await fault({ on: 'request', kind: 'timeout_before', delayMs: 20, path, count: 1 });
    await expect(send('never')).rejects.toThrow('fetch failed');
    await fault({ on: 'request', kind: 'reset_before', path, count: 1 });
    await expect(send('never')).rejects.toThrow('fetch failed');
    expect(sent()).toEqual([]);
  });

  it('cut a body in half', async () => {
    await fault({ on: 'request', kind: 'malformed_body', path, count: 1 });
    await expect(send('half')).rejects.toThrow(SyntaxError);
    expect(sent()).toEqual(['half']);
  });

  it('fall the same way for the same seed', async () => {
    const run = async () => {
      await world.control('DELETE', '/faults');
      await world.control('PUT', '/faults/seed', { seed: 7 });
      await fault({ on: 'request', kind: 'status', status: 503, path: '/2/webhooks', probability: 0.5 });
      const statuses: number[] = [];
      for (let at = 0; at < 20; at++) statuses.push((await world.asApp('GET', '/2/webhooks')).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
  });
});

describe('faults on deliveries', () => {
  let webhookId = '';
  beforeEach(async () => {
    const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
    webhookId = (body as { data: { id: string } }).data.id;
    await world.asUser(world.shop, 'POST', `/2/account_activity/webhooks/${webhookId}/subscriptions/all`);
    await world.control('PATCH', '/settings', { retryScale: 0.003 });
  });
  const texts = () =>
    world.receiver.received.map(
      ({ body }) => JSON.parse(body).direct_message_events[0].message_create.message_data.text,
    );

  it('drop, so that an event is lost for good', async () => {
    await fault({ on: 'delivery', kind: 'drop', count: 1 });
    world.write('lost');
    world.write('kept');
    await waitFor('the second', () => texts().includes('kept'));
    expect(texts()).toEqual(['kept']);
  });

  it('duplicate', async () => {
    await fault({ on: 'delivery', kind: 'duplicate', count: 1, size: 2 });
    world.write('thrice');
    await waitFor('three copies', () => texts().length === 3);
    expect(new Set(world.receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('delay one past the next', async () => {
    await fault({ on: 'delivery', kind: 'delay', delayMs: 80, count: 1 });
    world.write('late');
    world.write('early');
    await waitFor('both', () => texts().length === 2);
    expect(texts()).toEqual(['early', 'late']);
  });

  it('turn the order round', async () => {
    await world.control('PATCH', '/settings', { concurrency: 1 });
    await fault({ on: 'delivery', kind: 'reorder', size: 3, count: 3 });
    for (const text of ['1', '2', '3', '4']) world.write(text);
    await waitFor('all', () => texts().length === 4);
    expect(texts()).toEqual(['3', '2', '1', '4']);
  });

  it('break attempts, which X then makes again', async () => {
    await fault({ on: 'delivery', kind: 'fail', status: 503, count: 1 });
    await fault({ on: 'delivery', kind: 'fail', count: 1, skip: 1 });
    world.write('third time lucky');
    await waitFor('the message', () => texts().length === 1);
    const list = await waitFor('all three attempts', async () => {
      const { body } = await world.control('GET', '/deliveries');
      const { deliveries } = body as DeliveryList;
      return deliveries.length === 3 && deliveries;
    });
    expect(list.map(({ attempt, outcome, status }) => [attempt, outcome, status])).toEqual([
      [3, 'delivered', 200],
      [2, 'waiting_retry', null],
      [1, 'waiting_retry', 503],
    ]);
    expect(list[1]?.nextAttemptAtMs).toBe((list[1]?.atMs ?? 0) + 27_000 * 0.003);
    expect(list[0]?.requestHeaders['x-twitter-webhooks-signature']).toBe(list[0]?.signature);
  });

  it('are made good by a delivery on demand', async () => {
    await fault({ on: 'delivery', kind: 'drop' });
    world.write('sent by hand');
    const { deliveries } = (await world.control('GET', '/deliveries')).body as DeliveryList;
    const path = `/deliveries/${deliveries[0]?.deliveryId}/redeliver`;
    expect((await world.control('POST', path)).body).toMatchObject({ delivery: { outcome: 'delivered' } });
    expect(texts()).toEqual(['sent by hand']);
    expect((await world.control('POST', '/deliveries/1/redeliver')).status).toBe(404);
    expect((await world.control('DELETE', `/webhooks/${webhookId}`)).status).toBe(200);
    expect((await world.control('POST', path)).status).toBe(409);
  });

  it('spoil a signature, and the next attempt is genuine', async () => {
    await fault({ on: 'delivery', kind: 'corrupt_signature', count: 1 });
    world.receiver.onPost = ({ isGenuine }) => (isGenuine ? 200 : 403);
    world.write('signed');
    await waitFor('two attempts', () => world.receiver.received.length === 2);
    expect(world.receiver.received.map(({ isGenuine }) => isGenuine)).toEqual([false, true]);
  });

  it.each([
    ['a NUL', { body: '{"for_user_id":"1\\u0000"}' }],
    ['a lone surrogate', { body: '{"text":"\\ud83d"}' }],
    ['deep nesting', { body: '['.repeat(200_000) + ']'.repeat(200_000) }],
    ['bytes that are no text', { bodyBase64: Buffer.from([0xff, 0xfe, 0x00, 0x41]).toString('base64') }],
  ])('carry %s exactly and signed, on demand', async (_name, input) => {
    const answer = await world.control('POST', '/deliver', { webhookId, ...input });
    expect(answer.body).toMatchObject({ outcome: 'delivered', status: 200 });
    const [post] = world.receiver.received;
    expect(post?.isGenuine).toBe(true);
    const expected = 'body' in input ? Buffer.from(input.body) : Buffer.from(input.bodyBase64, 'base64');
    expect(post?.bytes.equals(expected)).toBe(true);
  });
});
