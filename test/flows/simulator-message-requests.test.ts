import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

describe('message requests', () => {
  let world: World;
  let id: string;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
    const { shop, customer } = world;
    id = [shop.id, customer.id].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).join('-');
    await world.control('PATCH', '/users/@shop', { messageRequests: true });
  });
  afterEach(() => world.close());

  const textsOf = async (path: string) => {
    const { body } = await world.asUser(world.shop, 'GET', path);
    return ((body as { data?: { text: string }[] }).data ?? []).map(({ text }) => text);
  };
  const oldTexts = async () => {
    const { body } = await world.asUser(world.shop, 'GET', '/1.1/direct_messages/events/list.json');
    const { events } = body as { events: { message_create: { message_data: { text: string } } }[] };
    return events.map(({ message_create }) => message_create.message_data.text);
  };
  const threads = async () => {
    const { body } = await world.control('GET', '/users/@shop/conversations');
    return (body as { conversations: { id: string; isRequest?: boolean }[] }).conversations;
  };
  const all = '/2/dm_events';
  const withAnn = () => `/2/dm_conversations/with/${world.customer.id}/dm_events`;

  it('are seen by people, and by the API once they are accepted', async () => {
    const event = world.write('may I?');
    expect(await threads()).toMatchObject([{ id, isRequest: true }]);
    for (const path of [all, withAnn(), `/2/dm_conversations/${id}/dm_events`])
      expect(await textsOf(path)).toEqual([]);
    expect(await oldTexts()).toEqual([]);
    expect((await world.asUser(world.shop, 'GET', `/2/dm_events/${event}`)).status).toBe(404);
    const old = `/1.1/direct_messages/events/show.json?id=${event}`;
    expect((await world.asUser(world.shop, 'GET', old)).status).toBe(404);
    expect((await world.asUser(world.shop, 'DELETE', `/2/dm_events/${event}`)).status).toBe(404);
    // The one who asked sees what they wrote.
    expect((await world.asUser(world.customer, 'GET', `/2/dm_events/${event}`)).status).toBe(200);

    const accepted = await world.control('POST', `/conversations/${id}/accept`, { user: '@shop' });
    expect(accepted.body).toEqual({ accepted: true });
    expect(await threads()).not.toMatchObject([{ isRequest: true }]);
    expect(await textsOf(all)).toEqual(['may I?']);
    expect(await oldTexts()).toEqual(['may I?']);
    const again = await world.control('POST', `/conversations/${id}/accept`, { user: '@shop' });
    expect(again.body).toEqual({ accepted: false });
  });

  it('are accepted by answering, and need no acceptance from those whom one follows', async () => {
    world.write('may I?');
    const path = `/2/dm_conversations/with/${world.customer.id}/messages`;
    await world.asUser(world.shop, 'POST', path, { text: 'yes' });
    expect(await textsOf(withAnn())).toEqual(['yes', 'may I?']);
    const { sim } = world.simulator;
    const bob = sim.users.create({ username: 'bob' });
    sim.follows.add(world.shop.id, bob.id);
    await world.control('POST', '/messages', { from: '@bob', to: '@shop', text: 'you follow me' });
    expect(await textsOf(all)).toContain('you follow me');
  });

  it('of groups wait in the same way', async () => {
    const { sim } = world.simulator;
    sim.users.create({ username: 'bob' });
    const made = await world.control('POST', '/groups', { creator: '@ann', participants: ['@shop', '@bob'] });
    const { conversationId } = made.body as { conversationId: string };
    await world.control('POST', '/messages', { from: '@bob', conversationId, text: 'hi all' });
    expect(await textsOf(`${all}?event_types=MessageCreate`)).toEqual([]);
    await world.control('POST', `/conversations/${conversationId}/accept`, { user: '@shop' });
    expect(await textsOf(`${all}?event_types=MessageCreate`)).toEqual(['hi all']);
  });

  it('are delivered to webhooks only after they were accepted', async () => {
    const { receiver, shop } = world;
    const hook = await world.asApp('POST', '/2/webhooks', { url: receiver.url });
    const { id: webhookId } = (hook.body as { data: { id: string } }).data;
    await world.asUser(shop, 'POST', `/2/account_activity/webhooks/${webhookId}/subscriptions/all`);
    world.write('may I?');
    await world.control('POST', `/conversations/${id}/accept`, { user: '@shop' });
    world.write('thank you');
    await waitFor('deliveries', () => receiver.received.length > 0);
    expect(receiver.received[0]?.body).toContain('thank you');
    expect(receiver.received.map(({ body }) => body).join()).not.toContain('may I?');
  });

  it('are nobody’s unless they are turned on', async () => {
    await world.control('PATCH', '/users/@shop', { messageRequests: false });
    world.write('hello');
    expect(await textsOf(all)).toEqual(['hello']);
    const stranger = await world.control('POST', `/conversations/1-2/accept`, { user: '@shop' });
    expect(stranger.status).toBe(404);
  });
});
