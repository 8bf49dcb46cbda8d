import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readUpTo, revokeApp, sendMessage, typeTo } from '../../simulator/acts/messages.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

type Envelope = {
  data: { event_type: string; event_uuid: string; tag?: string; filter: object; payload: never };
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const register = async (): Promise<string> => {
  const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  return (body as { data: { id: string } }).data.id;
};
const subscribe = (eventType: string, more: object = {}) =>
  world.asUser(world.shop, 'POST', '/2/activity/subscriptions', {
    event_type: eventType,
    filter: { user_id: world.shop.id },
    ...more,
  });
const envelopes = (): Envelope[] => world.receiver.received.map(({ body }) => JSON.parse(body));

/** Opens the stream and collects its lines; empty ones are keep-alives. */
const openStream = async (query = '') => {
  const abort = new AbortController();
  const response = await fetch(`${world.simulator.url}/2/activity/stream${query}`, {
    headers: { authorization: `Bearer ${world.bearer}` },
    signal: abort.signal,
  });
  const stream = {
    status: response.status,
    lines: [] as string[],
    isOver: false,
    close: () => abort.abort(),
  };
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const parts = (rest + Buffer.from(chunk).toString('utf8')).split('\r\n');
      rest = parts.pop() ?? '';
      stream.lines.push(...parts);
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      stream.isOver = true;
    });
  return { ...stream, state: stream };
};

describe('activity subscriptions', () => {
  it('are created, listed by page, changed and deleted one by one or together', async () => {
    const created = await subscribe('dm.received', { tag: 'in' });
    expect(created.status).toBe(200);
    expect(created.body).toEqual({
      data: {
        subscription: {
          subscription_id: expect.stringMatching(/^[0-9]+$/),
          event_type: 'dm.received',
          filter: { user_id: world.shop.id },
          tag: 'in',
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
        total_subscriptions: 1,
      },
    });
    for (const type of ['dm.sent', 'dm.read', 'dm.indicate_typing']) await subscribe(type);
    const first = await world.asApp('GET', '/2/activity/subscriptions?max_results=3');
    const page = first.body as { data: { subscription_id: string }[]; meta: { next_token: string } };
    expect(page).toMatchObject({ meta: { total_subscriptions: 4 } });
    expect(page.data).toHaveLength(3);
    const next = `/2/activity/subscriptions?max_results=3&pagination_token=${page.meta.next_token}`;
    expect((await world.asApp('GET', next)).body).toMatchObject({
      data: [{ event_type: 'dm.indicate_typing' }],
    });

    const [one, two, three] = page.data.map(({ subscription_id: id }) => id);
    const changed = await world.asApp('PUT', `/2/activity/subscriptions/${one}`, { tag: 'other' });
    expect(changed.body).toMatchObject({ data: { subscription: { tag: 'other' } } });
    expect((await world.asApp('DELETE', `/2/activity/subscriptions/${one}`)).body).toEqual({
      data: { deleted: true },
      meta: { total_subscriptions: 3 },
    });
    const many = await world.asApp('DELETE', `/2/activity/subscriptions?ids=${two},${three},999`);
    expect(many.body).toMatchObject({
      data: [
        { subscription_id: two, deleted: true },
        { subscription_id: three, deleted: true },
      ],
      errors: [{ subscription_id: '999', reason: 'SubscriptionNotFound' }],
      meta: { total_subscriptions: 1 },
    });
  });

  it.each([
    ['flat', (body: unknown) => (body as { data: { subscription_id: string } }).data.subscription_id],
    ['list', (body: unknown) => (body as { data: { subscription_id: string }[] }).data[0]?.subscription_id],
  ])('are answered in the %s shape on request', async (subscriptionShape, idOf) => {
    await world.control('PATCH', '/settings', { subscriptionShape });
    expect(idOf((await subscribe('dm.sent')).body)).toMatch(/^[0-9]+$/);
  });

  it('refuse what X refuses', async () => {
    const statuses = [
      (await subscribe('dm.everything')).status,
      (await subscribe('dm.sent', { colour: 'red' })).status,
      (await subscribe('dm.sent', { filter: {} })).status,
      (await subscribe('mute.mute', { filter: { user_id: world.shop.id, direction: 'inbound' } })).status,
      (await subscribe('dm.sent', { tag: 'x'.repeat(201) })).status,
      (await subscribe('dm.sent', { webhook_id: '1' })).status,
    ];
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400]);
    await subscribe('dm.sent');
    expect((await subscribe('dm.sent')).status).toBe(409);
  });

  it('of private events need the user: no app-only token, no stranger', async () => {
    const body = { event_type: 'dm.received', filter: { user_id: world.shop.id } };
    expect((await world.asApp('POST', '/2/activity/subscriptions', body)).status).toBe(403);
    const stranger = { event_type: 'dm.received', filter: { user_id: world.customer.id } };
    expect((await world.asUser(world.shop, 'POST', '/2/activity/subscriptions', stranger)).status).toBe(403);
    const open = { event_type: 'profile.update.bio', filter: { user_id: world.customer.id } };
    expect((await world.asApp('POST', '/2/activity/subscriptions', open)).status).toBe(200);
  });
});

describe('activity events on a webhook', () => {
  it('tell of messages, typing and reading in one envelope', async () => {
    const webhookId = await register();
    for (const type of ['dm.received', 'dm.sent', 'dm.indicate_typing', 'dm.read'])
      await subscribe(type, { webhook_id: webhookId, tag: `t-${type}` });
    const { sim } = world.simulator;
    typeTo(sim, world.customer.id, world.shop.id);
    const id = world.write('hello');
    const answerId = sendMessage(sim, {
      senderId: world.shop.id,
      to: { userId: world.customer.id },
      text: 'yes?',
    }).id;
    readUpTo(sim, world.customer.id, world.shop.id, answerId);
    await waitFor('four events', () => world.receiver.received.length === 4);
    expect(world.receiver.received.every(({ isGenuine }) => isGenuine)).toBe(true);
    const byType = Object.fromEntries(envelopes().map(({ data }) => [data.event_type, data]));
    expect(byType['dm.received']).toMatchObject({
      event_uuid: expect.stringMatching(/^-?[0-9]+$/),
      filter: { user_id: world.shop.id },
      tag: 't-dm.received',
      payload: {
        direct_message_events: [{ id, message_create: { target: { recipient_id: world.shop.id } } }],
        users: {
          [world.customer.id]: { data: { username: 'ann', public_metrics: { followers_count_str: '0' } } },
        },
      },
    });
    expect(byType['dm.received']?.payload).not.toHaveProperty('for_user_id');
    expect(byType['dm.sent']).toMatchObject({ payload: { direct_message_events: [{ id: answerId }] } });
    expect(byType['dm.indicate_typing']).toMatchObject({
      payload: { direct_message_indicate_typing_events: [{ sender_id: world.customer.id }] },
    });
    expect(byType['dm.read']).toMatchObject({
      payload: { direct_message_mark_read_events: [{ last_read_event_id: answerId }] },
    });
  });

  it('end when the user revokes the app, which is told so', async () => {
    const webhookId = await register();
    await subscribe('dm.received', { webhook_id: webhookId });
    await world.asApp('POST', '/2/activity/subscriptions', {
      event_type: 'oauth.revoke',
      filter: {},
      webhook_id: webhookId,
    });
    revokeApp(world.simulator.sim, world.app.id, world.shop.id);
    world.write('nobody hears this');
    const [only] = await waitFor('the revocation', () => world.receiver.received.length > 0 && envelopes());
    expect(only?.data).toMatchObject({
      event_type: 'oauth.revoke',
      filter: {},
      payload: {
        user_id: world.shop.id,
        app_id: world.app.id,
        date_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
      },
    });
    expect((await world.asApp('GET', '/2/activity/subscriptions')).body).toMatchObject({
      meta: { total_subscriptions: 1 },
    });
  });

  it('carry encrypted messages as they are', async () => {
    const webhookId = await register();
    await subscribe('chat.received', { webhook_id: webhookId });
    await world.control('POST', '/chat', {
      senderId: world.customer.id,
      recipientId: world.shop.id,
      encodedEvent: 'CwABAAAA',
    });
    const [event] = await waitFor('the event', () => world.receiver.received.length > 0 && envelopes());
    expect(event?.data).toMatchObject({
      event_type: 'chat.received',
      payload: {
        sender_id: world.customer.id,
        conversation_id: `${world.customer.id}:${world.shop.id}`,
        encoded_event: 'CwABAAAA',
      },
    });
  });

  it('tell of a follow in the direction asked for', async () => {
    const webhookId = await register();
    await world.asApp('POST', '/2/activity/subscriptions', {
      event_type: 'follow.follow',
      filter: { user_id: world.shop.id, direction: 'inbound' },
      webhook_id: webhookId,
    });
    const { sim } = world.simulator;
    const at = sim.clock.now();
    const [shop, customer] = [world.shop.id, world.customer.id];
    sim.events.emit({ kind: 'follow.created', sourceId: shop, targetId: customer, at });
    sim.events.emit({ kind: 'follow.created', sourceId: customer, targetId: shop, at });
    await waitFor('the follow', () => world.receiver.received.length > 0);
    expect(envelopes()).toMatchObject([{ data: { payload: { source: { data: { username: 'ann' } } } } }]);
  });
});

describe('the activity stream', () => {
  it('carries events as lines and a line break every now and then', async () => {
    await world.control('PATCH', '/settings', { streamKeepAliveMs: 20 });
    await subscribe('dm.received');
    const stream = await openStream();
    expect(stream.status).toBe(200);
    world.write('over the stream');
    const line = await waitFor('the event', () => stream.lines.find((text) => text !== ''));
    expect(JSON.parse(line)).toMatchObject({ data: { event_type: 'dm.received' } });
    await waitFor('keep-alives', () => stream.lines.filter((text) => text === '').length > 2);
    stream.close();
  });

  it('allows two connections at once', async () => {
    const streams = [await openStream(), await openStream()];
    const third = await world.asApp('GET', '/2/activity/stream');
    expect(third.status).toBe(429);
    expect(third.body).toMatchObject({ connection_issue: 'TooManyConnections' });
    for (const stream of streams) stream.close();
  });

  it('sends what was missed when asked to fill back', async () => {
    await subscribe('dm.received');
    const { clock } = world.simulator.sim;
    world.write('too old');
    clock.advance(10 * 60_000);
    world.write('missed');
    const stream = await openStream('?backfill_minutes=5');
    const line = await waitFor('the missed event', () => stream.lines.find((text) => text !== ''));
    expect(line).toContain('missed');
    expect(stream.lines.join('')).not.toContain('too old');
    stream.close();
    expect((await world.asApp('GET', '/2/activity/stream?backfill_minutes=6')).status).toBe(400);
  });

  it('is cut by a fault, with or without a word, or falls silent', async () => {
    await subscribe('dm.received');
    const first = await openStream();
    await world.control('POST', '/stream/disconnect', { how: 'operational' });
    await waitFor('the end', () => first.state.isOver);
    expect(first.lines.at(-1)).toContain('operational-disconnect');
    const second = await openStream();
    await world.control('POST', '/stream/disconnect', { how: 'reset' });
    await waitFor('the break', () => second.state.isOver);
    const third = await openStream();
    await world.control('POST', '/stream/disconnect', { how: 'stall' });
    world.write('unheard');
    const fourth = await openStream('?backfill_minutes=1');
    await waitFor('the event elsewhere', () => fourth.lines.some((text) => text.includes('unheard')));
    expect(third.lines).toEqual([]);
    third.close();
    fourth.close();
  });
});
