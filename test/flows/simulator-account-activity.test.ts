import { afterEach, describe, expect, it } from 'vitest';
import { readUpTo, revokeApp, typeTo } from '../../simulator/acts/messages.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

let world: World;
afterEach(() => world.close());

const bodies = () => world.receiver.received.map(({ body }) => JSON.parse(body));

describe('account activity with environment names', () => {
  const base = '/1.1/account_activity/all/prod';
  const start = async () => {
    world = await startWorld({ environments: ['prod'] });
    return world.asUser(
      world.shop,
      'POST',
      `${base}/webhooks.json?url=${encodeURIComponent(world.receiver.url)}`,
    );
  };

  it('registers, subscribes, lists, counts and unsubscribes', async () => {
    const created = await start();
    expect(created.body).toMatchObject({ url: world.receiver.url, valid: true });
    const { id } = created.body as { id: string };
    expect((await world.asUser(world.shop, 'GET', `${base}/subscriptions.json`)).status).toBe(404);
    expect((await world.asUser(world.shop, 'POST', `${base}/subscriptions.json`)).status).toBe(204);
    const again = await world.asUser(world.shop, 'POST', `${base}/subscriptions.json`);
    expect([again.status, again.body]).toEqual([
      409,
      { errors: [{ code: 355, message: 'Subscription already exists.' }] },
    ]);
    expect((await world.asUser(world.shop, 'GET', `${base}/subscriptions.json`)).status).toBe(204);
    expect((await world.asApp('GET', `${base}/subscriptions/list.json`)).body).toMatchObject({
      environment: 'prod',
      subscriptions: [{ user_id: world.shop.id }],
    });
    expect(
      (await world.asApp('GET', '/1.1/account_activity/all/subscriptions/count.json')).body,
    ).toMatchObject({
      subscriptions_count: '1',
      provisioned_count: '15',
    });
    expect((await world.asApp('GET', `${base}/webhooks.json`)).body).toMatchObject([{ id, valid: true }]);
    world.write('hi');
    await waitFor('the message', () => bodies().length === 1);
    expect((await world.asApp('DELETE', `${base}/subscriptions/${world.shop.id}.json`)).status).toBe(204);
    expect((await world.asUser(world.shop, 'PUT', `${base}/webhooks/${id}.json`)).status).toBe(204);
    expect((await world.asUser(world.shop, 'DELETE', `${base}/webhooks/${id}.json`)).status).toBe(204);
    expect((await world.asApp('GET', `${base}/webhooks.json`)).body).toEqual([]);
  });

  it.each([
    [
      'wrong' as const,
      'Webhook URL does not meet the requirements. Invalid CRC token or json response format.',
    ],
    [{ status: 404 }, 'Non-200 response code during CRC GET request (i.e. 404, 500, etc).'],
    ['hang' as const, 'High latency on CRC GET request. Your webhook should respond in less than 3 seconds.'],
  ])('names what is wrong with a webhook that answers %j', async (crc, message) => {
    world = await startWorld({ environments: ['prod'] });
    await world.control('PATCH', '/settings', { timeoutV1Ms: 60 });
    world.receiver.crc = crc;
    const url = `${base}/webhooks.json?url=${encodeURIComponent(world.receiver.url)}`;
    const answer = await world.asUser(world.shop, 'POST', url);
    expect([answer.status, answer.body]).toEqual([403, { errors: [{ code: 214, message }] }]);
  });

  it('has one webhook an environment, and only environments that the app has', async () => {
    await start();
    const second = `${base}/webhooks.json?url=${encodeURIComponent(`${world.receiver.url}2`)}`;
    expect((await world.asUser(world.shop, 'POST', second)).body).toEqual({
      errors: [{ code: 214, message: 'Too many resources already created.' }],
    });
    const elsewhere = '/1.1/account_activity/all/dev/webhooks.json';
    expect((await world.asApp('GET', elsewhere)).status).toBe(403);
  });
});

describe('account activity for enterprises', () => {
  const base = '/1.1/account_activity';

  it('works by webhook id and is shared with v2', async () => {
    world = await startWorld({ tier: 'enterprise' });
    const url = `${base}/webhooks.json?url=${encodeURIComponent(world.receiver.url)}`;
    const { body } = await world.asUser(world.shop, 'POST', url);
    const { id } = body as { id: string };
    expect(body).toMatchObject({ valid: true, created_at: expect.stringMatching(/^[\dT:-]+Z$/) });
    expect((await world.asApp('GET', '/2/webhooks')).body).toMatchObject({ data: [{ id }] });
    const all = `${base}/webhooks/${id}/subscriptions/all`;
    expect((await world.asUser(world.shop, 'POST', `${all}.json`)).status).toBe(204);
    expect((await world.asUser(world.shop, 'GET', `${all}.json`)).status).toBe(204);
    expect((await world.asApp('GET', `${all}/list.json`)).body).toMatchObject({
      subscriptions: [{ user_id: world.shop.id }],
    });
    expect((await world.asApp('GET', `${base}/subscriptions/count.json`)).body).toMatchObject({
      subscriptions_count: '1',
    });
    const gone = `${base}/webhooks/${id}/subscriptions/${world.shop.id}/all.json`;
    expect((await world.asApp('DELETE', gone)).status).toBe(204);
    expect((await world.asApp('DELETE', gone)).status).toBe(404);
  });
});

describe('account activity of v2', () => {
  const start = async () => {
    world = await startWorld();
    const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
    const { id } = (body as { data: { id: string } }).data;
    await world.asUser(world.shop, 'POST', `/2/account_activity/webhooks/${id}/subscriptions/all`);
    return `/2/account_activity/webhooks/${id}/subscriptions`;
  };

  it('lists, counts and refuses a second subscription', async () => {
    const base = await start();
    expect((await world.asUser(world.shop, 'GET', `${base}/all`)).body).toEqual({
      data: { subscribed: true },
    });
    const again = await world.asUser(world.shop, 'POST', `${base}/all`);
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ errors: [{ message: 'DuplicateSubscriptionFailed' }] });
    expect((await world.asApp('GET', `${base}/all/list`)).body).toMatchObject({
      data: {
        application_id: world.app.id,
        webhook_url: world.receiver.url,
        subscriptions: [{ user_id: world.shop.id }],
      },
    });
    expect((await world.asApp('GET', '/2/account_activity/subscriptions/count')).body).toMatchObject({
      data: { subscriptions_count_all: '1', provisioned_count: '3' },
    });
    expect((await world.asApp('DELETE', `${base}/${world.shop.id}/all`)).body).toEqual({
      data: { subscribed: false },
    });
    expect((await world.asUser(world.shop, 'GET', `${base}/all`)).body).toEqual({
      data: { subscribed: false },
    });
    expect((await world.asApp('DELETE', `${base}/${world.shop.id}/all`)).body).toMatchObject({
      errors: [{ message: 'SubscriptionNotFound' }],
    });
  });

  it('tells of typing, reading and the end of the authorisation', async () => {
    await start();
    const { sim } = world.simulator;
    typeTo(sim, world.customer.id, world.shop.id);
    const id = world.write('seen?');
    readUpTo(sim, world.customer.id, world.shop.id, id);
    revokeApp(sim, world.app.id, world.shop.id);
    world.write('after the end');
    await waitFor('four events', () => bodies().length === 4);
    expect(bodies()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          for_user_id: world.shop.id,
          direct_message_indicate_typing_events: [
            {
              created_timestamp: expect.any(String),
              sender_id: world.customer.id,
              target: { recipient_id: world.shop.id },
            },
          ],
        }),
        expect.objectContaining({
          direct_message_mark_read_events: [expect.objectContaining({ last_read_event_id: id })],
        }),
        {
          user_event: {
            revoke: {
              date_time: expect.any(String),
              target: { app_id: world.app.id },
              source: { user_id: world.shop.id },
            },
          },
        },
      ]),
    );
  });
});
