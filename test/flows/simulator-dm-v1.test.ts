import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

const day = 24 * 60 * 60_000;
const path = '/1.1/direct_messages/events/new.json';
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==';
type V1Event = { id: string; message_create: { message_data: Record<string, unknown>; sender_id: string } };

describe('direct messages of v1.1', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
  });
  afterEach(() => world.close());

  const bodyOf = (recipientId: unknown, data: object, more: object = {}) => ({
    event: {
      type: 'message_create',
      message_create: { target: { recipient_id: recipientId }, message_data: data, ...more },
    },
  });
  const send = (data: object, to: SimUser = world.customer, from: SimUser = world.shop) =>
    world.asUser(from, 'POST', path, bodyOf(to.id, data));
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [
    status,
    (body as { errors?: { code: number }[] }).errors?.[0]?.code,
  ];
  const optionsOf = (options: object[]) => ({ text: 'x', quick_reply: { type: 'options', options } });
  const listed = async (query = '') => {
    const { body } = await world.asUser(world.shop, 'GET', `/1.1/direct_messages/events/list.json${query}`);
    return body as { events: V1Event[]; apps: Record<string, { name: string }>; next_cursor?: string };
  };

  it('are answered, listed and shown in the same words', async () => {
    const sent = await send({
      text: 'See https://example.com #news',
      ctas: [{ type: 'web_url', label: 'Open', url: 'https://example.com/a' }],
      attachment: {
        type: 'location',
        location: {
          type: 'shared_coordinate',
          shared_coordinate: { coordinates: { type: 'Point', coordinates: [-122.4, 37.7] } },
        },
      },
    });
    expect(sent.status).toBe(200);
    const { event } = sent.body as { event: V1Event };
    expect(event).toMatchObject({
      type: 'message_create',
      created_timestamp: expect.stringMatching(/^\d{13}$/),
      message_create: {
        target: { recipient_id: world.customer.id },
        sender_id: world.shop.id,
        source_app_id: world.app.id,
        message_data: {
          text: expect.stringMatching(/^See https:\/\/t\.co\/\w{10} #news$/),
          entities: { hashtags: [{ text: 'news' }], urls: [{ expanded_url: 'https://example.com' }] },
          ctas: [{ type: 'web_url', label: 'Open', tco_url: expect.stringMatching(/^https:\/\/t\.co\//) }],
          attachment: {
            type: 'location',
            location: { shared_coordinate: { coordinates: { coordinates: [-122.4, 37.7] } } },
          },
        },
      },
    });
    const list = await listed();
    expect(list.events).toEqual([event]);
    expect(list.apps).toEqual({ [world.app.id]: { id: world.app.id, name: 'Test app', url: world.app.url } });
    const shown = await world.asUser(
      world.customer,
      'GET',
      `/1.1/direct_messages/events/show.json?id=${event.id}`,
    );
    expect(shown.body).toEqual({ event, apps: list.apps });
  });

  it('go to a recipient whose id came as a number of nineteen digits', async () => {
    const text = JSON.stringify(bodyOf('ID', { text: 'hi' })).replace('"ID"', world.customer.id);
    expect(BigInt(world.customer.id) > 2n ** 53n).toBe(true);
    const sent = await world.asUserRaw(world.shop, 'POST', path, text);
    expect(sent.body).toMatchObject({
      event: { message_create: { target: { recipient_id: world.customer.id } } },
    });
  });

  it('keep the custom profile that they were sent with, wherever it stood', async () => {
    const inside = bodyOf(world.customer.id, { text: 'a' }, { custom_profile_id: '100001' });
    const first = await world.asUser(world.shop, 'POST', path, inside);
    expect(first.body).toMatchObject({ event: { message_create: { custom_profile_id: '100001' } } });
    const { event } = bodyOf(world.customer.id, { text: 'b' });
    const second = await world.asUser(world.shop, 'POST', path, {
      event: { ...event, custom_profile_id: '100002' },
    });
    expect(second.body).toMatchObject({ event: { message_create: { custom_profile_id: '100002' } } });
  });

  const label36 = 'x'.repeat(36);
  it.each<[string, object, number, number?]>([
    ['a text', { text: 'x' }, 200],
    ['10,000 characters', { text: '👍'.repeat(10_000) }, 200],
    ['10,001 characters', { text: '👍'.repeat(10_001) }, 403, 354],
    ['no text', {}, 403, 38],
    ['blanks only', { text: '  ' }, 403, 38],
    ['a text that is an object', { text: {} }, 400, 214],
    ['an option', optionsOf([{ label: label36, metadata: 'm'.repeat(1000) }]), 200],
    ['twenty options', optionsOf(Array.from({ length: 20 }, (_, at) => ({ label: `${at}` }))), 200],
    ['twenty-one options', optionsOf(Array.from({ length: 21 }, (_, at) => ({ label: `${at}` }))), 403, 151],
    ['no options', optionsOf([]), 403, 151],
    ['options that are none', { text: 'x', quick_reply: { type: 'options', options: '' } }, 400, 214],
    ['a long label', optionsOf([{ label: `${label36}x` }]), 403, 151],
    ['a label with an address', optionsOf([{ label: 'see https://x.com' }]), 403, 151],
    ['no label', optionsOf([{ metadata: 'm' }]), 403, 38],
    ['a description of 72', optionsOf([{ label: 'a', description: 'd'.repeat(72) }]), 200],
    ['a description of 73', optionsOf([{ label: 'a', description: 'd'.repeat(73) }]), 403, 151],
    ['some described', optionsOf([{ label: 'a', description: 'd' }, { label: 'b' }]), 403, 151],
    ['long metadata', optionsOf([{ label: 'a', metadata: 'm'.repeat(1001) }]), 403, 151],
    [
      'a request for a place',
      { text: 'x', quick_reply: { type: 'location', location: { metadata: 'l' } } },
      200,
    ],
    [
      'a request for a text',
      { text: 'x', quick_reply: { type: 'text_input', text_input: { label: 'n' } } },
      200,
    ],
    ['an unknown quick reply', { text: 'x', quick_reply: { type: 'poll' } }, 403, 151],
    [
      'three buttons',
      { text: 'x', ctas: Array(3).fill({ type: 'web_url', label: 'a', url: 'http://a.b' }) },
      200,
    ],
    [
      'four buttons',
      { text: 'x', ctas: Array(4).fill({ type: 'web_url', label: 'a', url: 'http://a.b' }) },
      403,
      151,
    ],
    ['buttons that are none', { text: 'x', ctas: '' }, 400, 214],
    [
      'a button elsewhere',
      { text: 'x', ctas: [{ type: 'web_url', label: 'a', url: 'ftp://a.b' }] },
      403,
      151,
    ],
    ['a button without label', { text: 'x', ctas: [{ type: 'web_url', url: 'https://a.b' }] }, 403, 38],
    ['another button', { text: 'x', ctas: [{ type: 'call', label: 'a', url: 'https://a.b' }] }, 403, 151],
    ['an unknown file', { attachment: { type: 'media', media: { id: '1' } } }, 400, 325],
    ['a file that is no number', { attachment: { type: 'media', media: { id: 'x' } } }, 400, 214],
    ['no file', { attachment: { type: 'media' } }, 403, 38],
    ['another attachment', { text: 'x', attachment: { type: 'poll' } }, 403, 151],
    [
      'a place off the earth',
      {
        attachment: {
          type: 'location',
          location: {
            type: 'shared_coordinate',
            shared_coordinate: { coordinates: { coordinates: [0, 91] } },
          },
        },
      },
      403,
      151,
    ],
    [
      'a known place',
      {
        attachment: {
          type: 'location',
          location: { type: 'shared_place', shared_place: { place: { id: 'df51dec6f4ee2b2c' } } },
        },
      },
      200,
    ],
  ])('judge %s', async (_name, data, status, code) => {
    expect(codeOf(await send(data))).toEqual([status, code]);
  });

  it.each<[string, unknown, number, number]>([
    ['no event', {}, 403, 38],
    ['an event that is none', { event: 'x' }, 400, 214],
    ['another type', { event: { type: 'poll' } }, 400, 214],
    ['no target', { event: { type: 'message_create', message_create: {} } }, 403, 38],
    ['a name for a number', bodyOf('go message go', { text: 'x' }), 400, 214],
    ['an unknown recipient', bodyOf('99', { text: 'x' }), 404, 108],
    [
      'no message',
      { event: { type: 'message_create', message_create: { target: { recipient_id: '99' } } } },
      403,
      38,
    ],
  ])('refuse %s', async (_name, body, status, code) => {
    expect(codeOf(await world.asUser(world.shop, 'POST', path, body))).toEqual([status, code]);
  });

  it('are refused by who may not write, in the words of each case', async () => {
    const { shop, customer, simulator, app } = world;
    const { sim } = simulator;
    sim.users.update(customer.id, { dmOpen: false });
    expect(codeOf(await send({ text: 'x' }))).toEqual([403, 150]);
    sim.users.update(customer.id, { dmOpen: true });
    sim.blocks.add(customer.id, shop.id);
    expect(codeOf(await send({ text: 'x' }))).toEqual([403, 349]);
    sim.blocks.remove(customer.id, shop.id);
    expect(codeOf(await send({ text: 'x' }, shop))).toEqual([403, 349]);
    const upload = await world.asUser(customer, 'POST', '/2/media/upload', {
      media: png,
      media_category: 'dm_image',
    });
    const { id } = (upload.body as { data: { id: string } }).data;
    expect(codeOf(await send({ attachment: { type: 'media', media: { id } } }))).toEqual([400, 324]);
    expect(codeOf(await world.asApp('POST', path, bodyOf(customer.id, { text: 'x' })))).toEqual([403, 220]);
    sim.tokens.issueAccess(app.id, shop.id, 'read-write', 0);
    expect(codeOf(await world.asUser(shop, 'POST', path, {}, 'read-write'))).toEqual([403, 93]);
    sim.users.update(shop.id, { locked: true });
    expect(codeOf(await send({ text: 'x' }))).toEqual([403, 326]);
    sim.users.update(shop.id, { locked: false });
    sim.apps.update(app.id, { v1Dm: '453' });
    expect(codeOf(await send({ text: 'x' }))).toEqual([403, 453]);
    const welcome = await world.asUser(shop, 'GET', '/1.1/direct_messages/welcome_messages/list.json');
    expect(codeOf(welcome)).toEqual([403, 453]);
  });

  it('are listed in pages of 20, of 50 at most, while others are written', async () => {
    for (let count = 0; count < 55; count++) world.write(`${count}`);
    expect((await listed()).events).toHaveLength(20);
    const first = await listed('?count=200');
    expect(first.events).toHaveLength(50);
    world.write('meanwhile');
    const rest = await listed(`?count=50&cursor=${first.next_cursor}`);
    expect(rest.events.map(({ message_create }) => message_create.message_data['text'])).toEqual([
      '4',
      '3',
      '2',
      '1',
      '0',
    ]);
    expect(rest.next_cursor).toBeUndefined();
    const wrong = await world.asUser(
      world.customer,
      'GET',
      `/1.1/direct_messages/events/list.json?cursor=${first.next_cursor}`,
    );
    expect(codeOf(wrong)).toEqual([400, 44]);
    world.simulator.sim.clock.advance(31 * day);
    expect((await listed()).events).toEqual([]);
  });

  it('are deleted for the caller only, and never of strangers', async () => {
    const sent = await send({ text: 'oops' });
    const { id } = (sent.body as { event: V1Event }).event;
    const destroy = `/1.1/direct_messages/events/destroy.json?id=${id}`;
    const eve = world.simulator.sim.users.create({ username: 'eve' });
    expect(codeOf(await world.asUser(eve, 'DELETE', destroy))).toEqual([404, 34]);
    expect((await world.asUser(world.shop, 'DELETE', destroy)).status).toBe(204);
    expect((await listed()).events).toEqual([]);
    const show = `/1.1/direct_messages/events/show.json?id=${id}`;
    expect(codeOf(await world.asUser(world.shop, 'GET', show))).toEqual([404, 34]);
    expect((await world.asUser(world.customer, 'GET', show)).status).toBe(200);
    expect(
      codeOf(await world.asUser(world.shop, 'DELETE', '/1.1/direct_messages/events/destroy.json')),
    ).toEqual([403, 38]);
  });

  it('are marked as read and being written by query, form or JSON', async () => {
    const { shop, customer, simulator } = world;
    const seen: string[] = [];
    simulator.sim.events.on('dm.typing', ({ recipientId }) => seen.push(`typing ${recipientId}`));
    simulator.sim.events.on('dm.read', ({ lastReadEventId }) => seen.push(`read ${lastReadEventId}`));
    const id = world.write('hello');
    const typing = '/1.1/direct_messages/indicate_typing.json';
    const read = '/1.1/direct_messages/mark_read.json';
    const fields = { last_read_event_id: id, recipient_id: customer.id };
    for (const answer of [
      await world.asUser(shop, 'POST', `${typing}?recipient_id=${customer.id}`),
      await world.asUser(shop, 'POST', typing, { recipient_id: customer.id }),
      await world.asUserForm(shop, 'POST', typing, { recipient_id: customer.id }),
      await world.asUser(shop, 'POST', `${read}?${new URLSearchParams(fields).toString()}`),
      await world.asUserForm(shop, 'POST', read, fields),
    ])
      expect([answer.status, answer.text]).toEqual([204, '']);
    expect(seen).toEqual([...Array(3).fill(`typing ${customer.id}`), ...Array(2).fill(`read ${id}`)]);
    expect(codeOf(await world.asUserForm(shop, 'POST', typing, {}))).toEqual([403, 38]);
    expect(codeOf(await world.asUserForm(shop, 'POST', typing, { recipient_id: '99' }))).toEqual([404, 108]);
    const eve = simulator.sim.users.create({ username: 'eve' });
    const foreign = { last_read_event_id: id, recipient_id: eve.id };
    expect(codeOf(await world.asUserForm(shop, 'POST', read, foreign))).toEqual([404, 34]);
  });

  it('cost nothing for five replies to a message of the last day', async () => {
    const { simulator, customer } = world;
    const { sim } = simulator;
    sim.limits.enabled = true;
    sim.limits.override('POST /1.1/direct_messages/events/new.json', { userDay: 2, appDay: 15_000 });
    const statuses = async (count: number) => {
      const answers: number[] = [];
      for (let at = 0; at < count; at++) answers.push((await send({ text: `${at}` })).status);
      return answers;
    };
    world.write('hello?');
    expect(await statuses(8)).toEqual([...Array(7).fill(200), 429]);
    // Each message received starts the five anew.
    world.write('still there?');
    expect(await statuses(6)).toEqual([...Array(5).fill(200), 429]);
    world.write('last one');
    sim.clock.advance(day);
    sim.limits.clearUsage();
    expect(await statuses(3)).toEqual([200, 200, 429]);
    // Nor does it cost the other: the budget of somebody who was not written to is their own.
    const bob = sim.users.create({ username: 'bob' });
    expect((await send({ text: 'x' }, customer, bob)).status).toBe(200);
  });

  it('are refused with any code of X that a fault asks for', async () => {
    const fault = { on: 'request', kind: 'status', path: '/1.1/direct_messages/events/new.json', count: 1 };
    for (const [code, status] of [
      [226, 403],
      [323, 400],
      [151, 403],
      [130, 503],
    ] as const) {
      await world.control('POST', '/faults', { ...fault, code });
      expect(codeOf(await send({ text: 'x' }))).toEqual([status, code]);
      expect((await send({ text: 'x' })).status).toBe(200);
    }
  });

  it('carry back what a request for a place wanted', async () => {
    await send({ text: 'Where?', quick_reply: { type: 'location', location: { metadata: 'where-1' } } });
    await world.control('POST', '/messages', {
      from: '@ann',
      to: '@shop',
      location: { type: 'shared_coordinate', longitude: 8.5, latitude: 47.4 },
      answer: {},
    });
    expect((await listed('?count=1')).events[0]?.message_create.message_data).toMatchObject({
      quick_reply_response: { type: 'location', metadata: 'where-1' },
      attachment: {
        type: 'location',
        location: { shared_coordinate: { coordinates: { coordinates: [8.5, 47.4] } } },
      },
    });
  });
});
