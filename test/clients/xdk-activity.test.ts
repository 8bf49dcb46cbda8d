import { Client, OAuth1 } from '@xdevplatform/xdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, startWorld } from '../flows/simulator-world.ts';
import { waitFor } from '../flows/x-receiver.ts';

describe('@xdevplatform/xdk, unmodified, for webhooks and activity', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const asApp = () => new Client({ baseUrl: world.simulator.url, bearerToken: world.bearer });
  const asShop = () => {
    const { app, shop, simulator } = world;
    const { token, secret } = simulator.sim.tokens.issueAccess(app.id, shop.id, 'read-write-dm', Date.now());
    const oauth1 = new OAuth1({
      apiKey: app.consumerKey,
      apiSecret: app.consumerSecret,
      callback: 'https://shop.example/callback',
      accessToken: token,
      accessTokenSecret: secret,
    });
    return new Client({ baseUrl: simulator.url, oauth1 });
  };

  it('registers a webhook, subscribes in both ways, hears a message, and takes all of it away', async () => {
    const created = await asApp().webhooks.create({ url: world.receiver.url });
    const id = String(created.data?.id);
    expect(created.data).toMatchObject({ url: world.receiver.url, valid: true });
    expect(await asApp().webhooks.get()).toMatchObject({ data: [{ id }], meta: { resultCount: 1 } });
    expect(await asApp().webhooks.validate(id)).toMatchObject({ data: { valid: true } });

    expect(await asShop().accountActivity.createSubscription(id, {})).toMatchObject({
      data: { subscribed: true },
    });
    expect(await asApp().accountActivity.getSubscriptions(id)).toMatchObject({
      data: { subscriptions: [{ userId: world.shop.id }] },
    });
    const subscription = await asShop().activity.createSubscription({
      eventType: 'dm.received',
      filter: { userId: world.shop.id },
      webhookId: id,
    });
    expect(subscription).toMatchObject({ data: { subscription: { eventType: 'dm.received' } } });
    world.write('to the client library');
    await waitFor('both deliveries', () => world.receiver.received.length === 2);
    expect(world.receiver.received.every(({ isGenuine }) => isGenuine)).toBe(true);

    const listed = await asApp().activity.getSubscriptions();
    const ids = (listed.data ?? []).map(({ subscriptionId }) => String(subscriptionId));
    expect(await asApp().activity.deleteSubscriptionsByIds(ids)).toMatchObject({ data: [{ deleted: true }] });
    expect(await asApp().accountActivity.deleteSubscription(id, world.shop.id)).toMatchObject({
      data: { subscribed: false },
    });
    expect(await asApp().webhooks.delete(id)).toMatchObject({ data: { deleted: true } });
  });

  it('reads the stream', async () => {
    await asShop().activity.createSubscription({
      eventType: 'dm.received',
      filter: { userId: world.shop.id },
    });
    const stream = await asApp().stream.activity();
    const seen: unknown[] = [];
    stream.on('data', (event: unknown) => seen.push(event));
    world.write('over the stream');
    await waitFor('the event', () => seen.length > 0);
    expect(JSON.stringify(seen[0])).toContain('over the stream');
    stream.close();
  });
});
