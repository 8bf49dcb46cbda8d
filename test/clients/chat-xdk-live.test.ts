import { Client } from '@xdevplatform/xdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, startWorld } from '../flows/simulator-world.ts';
import { waitFor } from '../flows/x-receiver.ts';
import { type Device, startDevice } from './chat-device.ts';

interface Told {
  event_type: string;
  filter: { user_id: string };
  payload: {
    id: string;
    sender_id: string;
    conversation_id: string;
    conversation_key_version: string;
    encoded_event: string;
    conversation_key_change_event?: string;
    message_event_signature?: { signature_version: string; signing_public_key: string };
  };
}

describe('@xdevplatform/chat-xdk on what X tells of', () => {
  let world: World;
  let shop: Device;
  let webhookId: string;

  beforeAll(async () => {
    world = await startWorld();
    const { simulator, app } = world;
    shop = await startDevice(simulator, app, world.shop);
    webhookId = String((await asApp().webhooks.create({ url: world.receiver.url })).data?.id);
    // The client's types name fewer events than X has.
    for (const event_type of [
      'chat.received',
      'chat.sent',
      'chat.conversation.join',
      'chat.update.group_name',
    ])
      await world.asUser(world.shop, 'POST', '/2/activity/subscriptions', {
        event_type,
        filter: { user_id: world.shop.id },
        webhook_id: webhookId,
      });
  });
  afterAll(() => world.close());

  const asApp = () => new Client({ baseUrl: world.simulator.url, bearerToken: world.bearer });
  const told = async (eventType: string, count: number): Promise<Told[]> => {
    const all = () =>
      world.receiver.received
        .map(({ body }) => (JSON.parse(body) as { data: Told }).data)
        .filter((data) => data.event_type === eventType);
    await waitFor(`${count} × ${eventType}`, () => all().length >= count);
    return all();
  };
  const person = (path: string, body: object) => world.control('POST', `/chat/${path}`, body);

  it('reads what a simulated person wrote, out of a signed webhook, and is read by that person', async () => {
    await person('devices', { user: '@ann' });
    const sent = await person('messages', {
      sender: '@ann',
      to: '@shop',
      text: 'Hello, is anybody there? ✨',
    });
    expect(sent.status).toBe(201);
    const [event] = await told('chat.received', 1);
    expect(world.receiver.received.every(({ isGenuine }) => isGenuine)).toBe(true);
    const payload = event?.payload;
    expect(payload?.sender_id).toBe(world.customer.id);
    expect(payload?.conversation_id).toBe(
      [world.shop.id, world.customer.id].sort((a, b) => Number(BigInt(a) - BigInt(b))).join(':'),
    );
    expect(payload?.message_event_signature?.signature_version).toBe('7');

    shop.chat.setSigningKeys(await shop.signersOf(world.shop, world.customer));
    expect(shop.chat.decryptEvents([String(payload?.conversation_key_change_event)]).errors).toEqual({});
    const message = shop.chat.decryptEvent(String(payload?.encoded_event));
    expect(message).toMatchObject({
      verified: true,
      id: payload?.id,
      content: { text: 'Hello, is anybody there? ✨' },
    });

    const conversationId = String(payload?.conversation_id);
    await shop.write(conversationId, 'Yes! 👋');
    const [mine] = await told('chat.sent', 1);
    shop.chat.setSigningKeys(await shop.signersOf(world.shop));
    expect(shop.chat.decryptEvent(String(mine?.payload.encoded_event)).content?.text).toBe('Yes! 👋');
    const seen = await world.control('GET', '/chat/messages?user=@ann&with=@shop');
    expect(seen.body).toMatchObject({
      messages: [
        { kind: 'text', text: 'Yes! 👋', senderId: world.shop.id, isVerified: true },
        { kind: 'text', text: 'Hello, is anybody there? ✨', senderId: world.customer.id, isVerified: true },
      ],
    });
  });

  it('reads them on the stream too', async () => {
    const stream = await asApp().stream.activity();
    const seen: { data?: Record<string, unknown> }[] = [];
    stream.on('data', (event: { data?: Record<string, unknown> }) => seen.push(event));
    await person('messages', { sender: '@ann', to: '@shop', text: 'over the stream' });
    await waitFor('the event', () => seen.length > 0);
    stream.close();
    const encoded = /"encoded_?[eE]vent":"([^"]+)"/.exec(JSON.stringify(seen[0]))?.[1] ?? '';
    shop.chat.setSigningKeys(await shop.signersOf(world.customer));
    expect(shop.chat.decryptEvent(encoded).content?.text).toBe('over the stream');
  });

  it('verifies a group that people make and change in their apps', async () => {
    const { sim } = world.simulator;
    sim.users.create({ username: 'bob', name: 'Bob' });
    await person('devices', { user: '@bob' });
    const made = await person('groups', { creator: '@ann', members: ['@shop'], name: 'Order 8' });
    const { id } = made.body as { id: string };
    const [joined] = await told('chat.conversation.join', 1);
    expect(joined?.payload.conversation_id).toBe(id);
    await person(`groups/${id}/changes`, { by: '@ann', change: 'member_added', users: ['@bob'] });
    await person(`groups/${id}/changes`, { by: '@ann', change: 'admin_added', users: ['@bob'] });
    await person(`groups/${id}/changes`, { by: '@bob', change: 'admin_removed', users: ['@ann'] });
    await person(`groups/${id}/changes`, { by: '@ann', change: 'group_name', name: 'Order 9' });
    await told('chat.update.group_name', 1);
    await person('messages', { sender: '@bob', conversationId: id, text: 'I am Bob' });
    await person(`groups/${id}/changes`, { by: '@ann', change: 'member_removed', users: ['@ann'] });

    const people = ['ann', 'bob'].flatMap((name) => sim.users.findByUsername(name) ?? []);
    const { events, errors } = await shop.read(id, [world.shop, ...people]);
    expect(errors).toEqual([]);
    expect(events.filter(({ type }) => type === 'groupChange').map(({ verified }) => verified)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(events.find(({ type }) => type === 'message')?.content?.text).toBe('I am Bob');
  });
});
