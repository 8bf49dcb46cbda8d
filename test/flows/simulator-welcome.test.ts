import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

const day = 24 * 60 * 60_000;
const base = '/1.1/direct_messages/welcome_messages';
type Welcome = { id: string; created_timestamp: string; message_data: Record<string, unknown> };

describe('welcome messages', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
  });
  afterEach(() => world.close());

  const asShop = (method: string, path: string, body?: unknown) =>
    world.asUser(world.shop, method, `${base}/${path}`, body);
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [
    status,
    (body as { errors?: { code: number }[] }).errors?.[0]?.code,
  ];
  const create = async (data: object = { text: 'Welcome!' }, more: object = {}) => {
    const answer = await asShop('POST', 'new.json', { welcome_message: { message_data: data, ...more } });
    return (answer.body as { welcome_message: Welcome }).welcome_message;
  };
  const makeDefault = async (id: string) => {
    const answer = await asShop('POST', 'rules/new.json', {
      welcome_message_rule: { welcome_message_id: id },
    });
    return (answer.body as { welcome_message_rule: { id: string } }).welcome_message_rule;
  };
  const open = (more: object = {}) =>
    world.control('POST', '/threads/open', { user: '@ann', recipient: '@shop', ...more });
  const say = (body: object) => world.control('POST', '/messages', { from: '@ann', to: '@shop', ...body });
  const lastEvent = async (user: SimUser = world.shop) => {
    const { body } = await world.asUser(user, 'GET', '/1.1/direct_messages/events/list.json?count=1');
    return (body as { events: Record<string, unknown>[] }).events[0];
  };

  it('are made, shown, changed as a whole, listed in pages and removed', async () => {
    const made = await asShop('POST', 'new.json', {
      welcome_message: {
        name: 'simple_welcome-message 01',
        message_data: {
          text: 'Welcome! https://example.com',
          quick_reply: { type: 'options', options: [{ label: 'Order', metadata: 'o' }] },
          ctas: [{ type: 'web_url', label: 'Shop', url: 'https://example.com' }],
        },
      },
    });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      name: 'simple_welcome-message 01',
      welcome_message: {
        id: expect.stringMatching(/^\d{19}$/),
        created_timestamp: expect.stringMatching(/^\d{13}$/),
        source_app_id: world.app.id,
        message_data: {
          text: expect.stringMatching(/^Welcome! https:\/\/t\.co\//),
          entities: { urls: [{ expanded_url: 'https://example.com' }] },
          quick_reply: { type: 'options', options: [{ label: 'Order', metadata: 'o' }] },
          ctas: [{ label: 'Shop', tco_url: expect.any(String) }],
        },
      },
      apps: { [world.app.id]: { name: 'Test app' } },
    });
    const { id } = (made.body as { welcome_message: Welcome }).welcome_message;
    expect((await asShop('GET', `show.json?id=${id}`)).body).toEqual(made.body);

    const changed = await asShop('PUT', `update.json?id=${id}`, { message_data: { text: 'Hello' } });
    expect(changed.body).toMatchObject({ name: 'simple_welcome-message 01', welcome_message: { id } });
    const { message_data: after } = (changed.body as { welcome_message: Welcome }).welcome_message;
    expect(after).toEqual({
      text: 'Hello',
      entities: { hashtags: [], symbols: [], urls: [], user_mentions: [] },
    });

    const others = [await create({ text: 'b' }), await create({ text: 'c' })];
    const first = await asShop('GET', 'list.json?count=2');
    const { welcome_messages: page, next_cursor: cursor } = first.body as {
      welcome_messages: Welcome[];
      next_cursor: string;
    };
    expect(page.map((message) => message.id)).toEqual([others[1]?.id, others[0]?.id]);
    const rest = (await asShop('GET', `list.json?count=2&cursor=${cursor}`)).body;
    expect(rest).toMatchObject({ welcome_messages: [{ id }] });
    expect(rest).not.toHaveProperty('next_cursor');

    expect((await asShop('DELETE', `destroy.json?id=${id}`)).status).toBe(204);
    expect(codeOf(await asShop('GET', `show.json?id=${id}`))).toEqual([404, 34]);
    expect(codeOf(await asShop('DELETE', `destroy.json?id=${id}`))).toEqual([404, 34]);
  });

  it.each<[string, unknown, number, number?]>([
    ['9,990 characters', { welcome_message: { message_data: { text: 'x'.repeat(9990) } } }, 200],
    ['9,991 characters', { welcome_message: { message_data: { text: 'x'.repeat(9991) } } }, 403, 354],
    ['no message', {}, 403, 38],
    ['no data', { welcome_message: {} }, 403, 38],
    ['a long name', { welcome_message: { name: 'n'.repeat(101), message_data: { text: 'x' } } }, 400, 214],
    ['a name with a line', { welcome_message: { name: 'a\nb', message_data: { text: 'x' } } }, 400, 214],
    ['a name beside it', { name: 'A-b_c #1 @x', welcome_message: { message_data: { text: 'x' } } }, 200],
    [
      'an unknown file',
      { welcome_message: { message_data: { attachment: { type: 'media', media: { id: '5' } } } } },
      400,
      325,
    ],
  ])('judge %s', async (_name, body, status, code) => {
    expect(codeOf(await asShop('POST', 'new.json', body))).toEqual([status, code]);
  });

  it('belong to accounts that take messages from everyone, and to nobody else', async () => {
    const { id } = await create();
    const foreign = await world.asUser(world.customer, 'GET', `${base}/show.json?id=${id}`);
    expect(codeOf(foreign)).toEqual([404, 34]);
    const stolen = { welcome_message_rule: { welcome_message_id: id } };
    expect(codeOf(await world.asUser(world.customer, 'POST', `${base}/rules/new.json`, stolen))).toEqual([
      404, 34,
    ]);
    world.simulator.sim.users.update(world.shop.id, { dmOpen: false });
    const refused = await asShop('POST', 'new.json', { welcome_message: { message_data: { text: 'x' } } });
    expect(refused.status).toBe(403);
    expect(refused.body).toEqual({
      errors: [{ code: 214, message: 'Owner must allow dms from anyone.' }],
    });
    expect(codeOf(await asShop('POST', 'rules/new.json', stolen))).toEqual([403, 214]);
  });

  it('have one rule at a time that makes one of them the default', async () => {
    const { id } = await create();
    const rule = await makeDefault(id);
    expect((await asShop('GET', `rules/show.json?id=${rule.id}`)).body).toEqual({
      welcome_message_rule: rule,
    });
    expect((await asShop('GET', 'rules/list.json')).body).toEqual({ welcome_message_rules: [rule] });
    const second = { welcome_message_rule: { welcome_message_id: id } };
    expect(codeOf(await asShop('POST', 'rules/new.json', second))).toEqual([403, 214]);
    expect((await asShop('DELETE', `rules/destroy.json?id=${rule.id}`)).status).toBe(204);
    expect((await asShop('GET', 'rules/list.json')).body).toEqual({ welcome_message_rules: [] });
    await makeDefault(id);
    // The rule goes with the message that it shows.
    await asShop('DELETE', `destroy.json?id=${id}`);
    expect((await asShop('GET', 'rules/list.json')).body).toEqual({ welcome_message_rules: [] });
  });

  it('are shown on the first visit, and named by the first answer only', async () => {
    const { id } = await create({
      text: 'How can we help?',
      quick_reply: { type: 'options', options: [{ label: 'Order', metadata: 'm1' }, { label: 'Other' }] },
    });
    await makeDefault(id);
    const opened = await open();
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      recipientId: world.shop.id,
      welcome: {
        id,
        text: 'How can we help?',
        quickReply: { options: [{ label: 'Order' }, { label: 'Other' }] },
      },
    });
    // What is only shown is no message yet.
    expect(await lastEvent()).toBeUndefined();
    await say({ answer: { label: 'Order' } });
    expect(await lastEvent()).toMatchObject({
      initiated_via: { welcome_message_id: id },
      message_create: {
        message_data: { text: 'Order', quick_reply_response: { type: 'options', metadata: 'm1' } },
      },
    });
    await say({ text: 'and another thing' });
    expect(await lastEvent()).not.toHaveProperty('initiated_via');
    expect((await open()).body).not.toHaveProperty('welcome');
  });

  it('are shown again after seven quiet days, or when the conversation was left', async () => {
    const { id } = await create();
    await makeDefault(id);
    const shownTo = async () => ((await open()).body as { welcome?: { id: string } }).welcome?.id;
    await say({ text: 'hello' });
    expect(await shownTo()).toBeUndefined();
    world.simulator.sim.clock.advance(7 * day - 60_000);
    expect(await shownTo()).toBeUndefined();
    world.simulator.sim.clock.advance(60_000);
    expect(await shownTo()).toBe(id);
    await say({ text: 'back again' });
    const { id: last } = (await lastEvent(world.customer)) as { id: string };
    await world.control('DELETE', `/messages/${last}?as=@ann`);
    expect(await shownTo()).toBe(id);
  });

  it('are not named once the business has written in between', async () => {
    const { id } = await create();
    await open({ welcomeMessageId: id });
    await world.asUser(world.shop, 'POST', `/2/dm_conversations/with/${world.customer.id}/messages`, {
      text: 'Hi Ann',
    });
    await say({ text: 'hello' });
    expect(await lastEvent()).not.toHaveProperty('initiated_via');
  });

  it('are chosen by a link, before the default one, with a text to begin with', async () => {
    const standard = await create({ text: 'standard' });
    const special = await create({ text: 'special' });
    await makeDefault(standard.id);
    const opened = await open({ welcomeMessageId: special.id, text: 'Confirmation number: ' });
    expect(opened.body).toMatchObject({ text: 'Confirmation number: ', welcome: { text: 'special' } });
    const again = await world.control('GET', `/threads/@ann/@shop`);
    expect(again.body).toEqual(opened.body);
    await say({ text: 'Confirmation number: 5' });
    expect(await lastEvent()).toMatchObject({ initiated_via: { welcome_message_id: special.id } });
    expect((await world.control('GET', `/threads/@ann/@shop`)).status).toBe(404);
    expect((await open({ welcomeMessageId: '12' })).status).toBe(404);
    expect((await open({ recipient: '@ann' })).status).toBe(404);
    const list = await world.control('GET', '/users/@shop/welcome-messages');
    expect(list.body).toMatchObject({
      welcomeMessages: [
        { text: 'standard', isDefault: true },
        {
          text: 'special',
          isDefault: false,
          link: `https://twitter.com/messages/compose?recipient_id=${world.shop.id}&welcome_message_id=${special.id}`,
        },
      ],
    });
  });

  it('lead from the address of a link to the page that opens it', async () => {
    const query = '?recipient_id=1&welcome_message_id=2&text=a%26b';
    const answer = await fetch(`${world.simulator.url}/messages/compose${query}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/${query}`]);
  });

  it('are reached by the button of a post, and the message says which post it was', async () => {
    const { sim } = world.simulator;
    const { id } = await create();
    const link = `https://twitter.com/messages/compose?recipient_id=${world.shop.id}&welcome_message_id=${id}&text=Order%20`;
    const posted = await world.control('POST', '/posts', { author: '@shop', text: `Write to us ${link}` });
    const { id: postId } = posted.body as { id: string };
    const plain = await world.control('POST', '/posts', { author: '@shop', text: 'No link' });
    const { id: plainId } = plain.body as { id: string };
    const click = (post: string) => world.control('POST', '/threads/open', { user: '@ann', postId: post });
    expect((await click(postId)).body).toMatchObject({
      postId,
      recipientId: world.shop.id,
      text: 'Order ',
      welcome: { id },
    });
    await say({ text: 'Order 5' });
    expect(await lastEvent()).toMatchObject({
      initiated_via: { tweet_id: postId, welcome_message_id: id },
    });
    const seen = await world.control('GET', `/conversations/${conversation()}/events?as=@shop`);
    expect(seen.body).toMatchObject({
      events: [{ initiatedVia: { postId, welcomeMessageId: id, welcome: { text: 'Welcome!' } } }],
    });
    expect((await click(plainId)).status).toBe(404);
    sim.users.update(world.shop.id, { dmOpen: false });
    expect((await click(postId)).status).toBe(404);
  });

  const conversation = () =>
    [world.shop.id, world.customer.id].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).join('-');

  it('are named in deliveries too, of Account Activity and of the Activity API', async () => {
    const { receiver, shop } = world;
    const hook = await world.asApp('POST', '/2/webhooks', { url: receiver.url });
    const { id: webhookId } = (hook.body as { data: { id: string } }).data;
    await world.asUser(shop, 'POST', `/2/account_activity/webhooks/${webhookId}/subscriptions/all`);
    const filter = { user_id: shop.id };
    const subscription = { event_type: 'dm.received', filter, webhook_id: webhookId };
    expect((await world.asUser(shop, 'POST', '/2/activity/subscriptions', subscription)).status).toBeLessThan(
      300,
    );
    const { id } = await create();
    await open({ welcomeMessageId: id });
    await say({ text: 'hello' });
    await waitFor('deliveries', () => receiver.received.length === 2);
    const told = receiver.received.map(({ body }) => JSON.parse(body) as { data?: { payload: object } });
    for (const body of told)
      expect(body.data?.payload ?? body).toMatchObject({
        direct_message_events: [{ initiated_via: { welcome_message_id: id } }],
      });
  });

  it('outlive a dump and a load', async () => {
    const { id } = await create();
    await makeDefault(id);
    await open();
    const dump = (await world.control('GET', '/dump')).body;
    world.simulator.sim.reset();
    expect((await world.control('POST', '/load', dump)).status).toBe(200);
    expect((await world.control('GET', '/threads/@ann/@shop')).body).toMatchObject({ welcome: { id } });
    await say({ text: 'hi' });
    expect(await lastEvent()).toMatchObject({ initiated_via: { welcome_message_id: id } });
  });
});
