import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/main.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

const day = 24 * 60 * 60_000;
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==';

describe('direct messages on the local X', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
  });
  afterEach(() => world.close());

  const send = (from: SimUser, to: SimUser, body: object) =>
    world.asUser(from, 'POST', `/2/dm_conversations/with/${to.id}/messages`, body);
  const texts = async (user: SimUser, path = '/2/dm_events') => {
    const { body } = await world.asUser(user, 'GET', path);
    // The shape is that of `GET /2/dm_events`.
    return ((body as { data?: { text?: string }[] }).data ?? []).map(({ text }) => text);
  };
  const idOf = (answer: { body: unknown }) =>
    (answer.body as { data: { dm_event_id: string } }).data.dm_event_id;

  it('answers a send with the two ids of X, in the conversation of the two', async () => {
    const { shop, customer } = world;
    const answer = await send(shop, customer, { text: 'hello' });
    expect(answer.status).toBe(201);
    const [a, b] = BigInt(shop.id) < BigInt(customer.id) ? [shop.id, customer.id] : [customer.id, shop.id];
    expect(answer.body).toEqual({
      data: { dm_conversation_id: `${a}-${b}`, dm_event_id: expect.stringMatching(/^\d{19}$/) },
    });
    const stored = await world.asUser(
      customer,
      'GET',
      `/2/dm_conversations/${a}-${b}/dm_events?dm_event.fields=sender_id`,
    );
    expect(stored.body).toMatchObject({
      data: [{ text: 'hello', event_type: 'MessageCreate', sender_id: shop.id }],
      meta: { result_count: 1 },
    });
  });

  it('shows each user only what is theirs', async () => {
    const stranger = world.simulator.sim.users.create({ username: 'eve' });
    const id = idOf(await send(world.shop, world.customer, { text: 'secret' }));
    expect(await texts(stranger)).toEqual([]);
    expect((await world.asUser(stranger, 'GET', `/2/dm_events/${id}`)).status).toBe(404);
    expect((await world.asUser(world.customer, 'GET', `/2/dm_events/${id}`)).status).toBe(200);
  });

  it('deletes for the caller only', async () => {
    const id = idOf(await send(world.shop, world.customer, { text: 'oops' }));
    expect((await world.asUser(world.shop, 'DELETE', `/2/dm_events/${id}`)).body).toEqual({
      data: { deleted: true },
    });
    expect(await texts(world.shop)).toEqual([]);
    expect(await texts(world.customer)).toEqual(['oops']);
    expect((await world.asUser(world.shop, 'DELETE', `/2/dm_events/${id}`)).status).toBe(404);
  });

  it('looks back 30 days over everything, and further within one conversation', async () => {
    await send(world.shop, world.customer, { text: 'old' });
    world.simulator.sim.clock.advance(31 * day);
    await send(world.shop, world.customer, { text: 'new' });
    expect(await texts(world.shop)).toEqual(['new']);
    expect(await texts(world.shop, `/2/dm_conversations/with/${world.customer.id}/dm_events`)).toEqual([
      'new',
      'old',
    ]);
  });

  it('lets through who may write: open, followed, or written to first', async () => {
    const { shop, customer, simulator } = world;
    simulator.sim.users.update(customer.id, { dmOpen: false });
    const refused = await send(shop, customer, { text: 'x' });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      detail: 'You do not have permission to DM one or more participants.',
    });
    simulator.sim.follows.add(customer.id, shop.id);
    expect((await send(shop, customer, { text: 'followed' })).status).toBe(201);
    simulator.sim.follows.remove(customer.id, shop.id);
    world.write('me first');
    expect((await send(shop, customer, { text: 'answer' })).status).toBe(201);
    await world.asUser(customer, 'POST', `/2/users/${shop.id}/dm/block`);
    expect((await send(shop, customer, { text: 'x' })).status).toBe(403);
    await world.asUser(customer, 'POST', `/2/users/${shop.id}/dm/unblock`);
    expect((await send(shop, customer, { text: 'again' })).status).toBe(201);
    const { body } = await world.asUser(
      shop,
      'GET',
      `/2/users/${customer.id}?user.fields=receives_your_dm,connection_status`,
    );
    expect(body).toMatchObject({ data: { receives_your_dm: true, connection_status: [] } });
  });

  it.each([
    ['nothing', {}, 400],
    ['an empty text', { text: '' }, 400],
    ['a text that is too long', { text: 'é'.repeat(10_001) }, 400],
    ['a text of the greatest length', { text: '👍'.repeat(10_000) }, 201],
    ['an unknown member', { text: 'x', quick_reply: {} }, 400],
    ['an unknown file', { attachments: [{ media_id: '1' }] }, 400],
    ['two files', { attachments: [{ media_id: '1' }, { media_id: '2' }] }, 400],
  ])('judges %s', async (_name, body, status) => {
    expect((await send(world.shop, world.customer, body)).status).toBe(status);
  });

  it('attaches one’s own file for a day, and shows it to those who take part', async () => {
    const { shop, customer, simulator } = world;
    const upload = async (owner: SimUser) => {
      const body = { media: png, media_category: 'dm_image' };
      const answer = await world.asUser(owner, 'POST', '/2/media/upload', body);
      return (answer.body as { data: { id: string } }).data.id;
    };
    const foreign = await upload(customer);
    expect((await send(shop, customer, { attachments: [{ media_id: foreign }] })).status).toBe(400);
    const old = await upload(shop);
    simulator.sim.clock.advance(day);
    expect((await send(shop, customer, { attachments: [{ media_id: old }] })).status).toBe(400);
    const mine = await upload(shop);
    const id = idOf(await send(shop, customer, { attachments: [{ media_id: mine }] }));
    const query = 'expansions=attachments.media_keys&media.fields=url,width';
    const { body } = await world.asUser(customer, 'GET', `/2/dm_events/${id}?${query}`);
    expect(body).toMatchObject({
      data: { attachments: { media_keys: [`3_${mine}`] } },
      includes: {
        media: [
          {
            type: 'photo',
            media_key: `3_${mine}`,
            width: 1,
            url: expect.stringContaining('/1.1/ton/data/dm/'),
          },
        ],
      },
    });
    const { pathname } = new URL(
      (body as { includes: { media: { url: string }[] } }).includes.media[0]?.url ?? '',
    );
    expect((await world.asUser(customer, 'GET', pathname)).status).toBe(200);
    const stranger = simulator.sim.users.create({ username: 'eve' });
    expect((await world.asUser(stranger, 'GET', pathname)).status).toBe(404);
  });

  it('serves a GIF as an animation with variants, once it is processed', async () => {
    const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
    const { shop, customer, simulator } = world;
    const started = await world.asUser(shop, 'POST', '/2/media/upload/initialize', {
      media_category: 'dm_gif',
      media_type: 'image/gif',
      total_bytes: gif.length,
    });
    const { id } = (started.body as { data: { id: string } }).data;
    await world.asUser(shop, 'POST', `/2/media/upload/${id}/append`, {
      media: gif.toString('base64'),
      segment_index: 0,
    });
    const finalized = await world.asUser(shop, 'POST', `/2/media/upload/${id}/finalize`, {});
    expect(finalized.body).toMatchObject({
      data: { media_key: `16_${id}`, processing_info: { state: 'pending' } },
    });
    expect((await send(shop, customer, { attachments: [{ media_id: id }] })).status).toBe(400);
    simulator.sim.clock.advance(1000);
    const status = await world.asUser(shop, 'GET', `/2/media/upload?command=STATUS&media_id=${id}`);
    expect(status.body).toMatchObject({ data: { processing_info: { state: 'succeeded' } } });
    const sent = idOf(await send(shop, customer, { attachments: [{ media_id: id }] }));
    const query = 'expansions=attachments.media_keys&media.fields=variants,preview_image_url';
    const { body } = await world.asUser(customer, 'GET', `/2/dm_events/${sent}?${query}`);
    expect(body).toMatchObject({
      includes: { media: [{ type: 'animated_gif', variants: [{ content_type: 'video/mp4' }] }] },
    });
  });

  it('answers in the words of the request', async () => {
    const { shop, customer, simulator } = world;
    const post = simulator.sim.posts.create({ id: '1578900353814519810', authorId: shop.id, text: 'News' });
    await send(shop, customer, { text: `see https://x.com/shop/status/${post.id}` });
    const old = await world.asUser(
      shop,
      'GET',
      '/2/dm_events?dm_event.fields=sender_id,participant_ids&expansions=referenced_tweets.id&tweet.fields=author_id',
    );
    expect(old.body).toMatchObject({
      data: [{ sender_id: shop.id, referenced_tweets: [{ id: post.id }] }],
      includes: { tweets: [{ id: post.id, author_id: shop.id, edit_history_tweet_ids: [post.id] }] },
    });
    const fresh = await world.asUser(
      shop,
      'GET',
      '/2/dm_events?expansions=referenced_posts,sender_id&post.fields=author_id&user.fields=public_metrics',
    );
    expect(fresh.body).toMatchObject({
      data: [{ sender_id: shop.id, referenced_posts: [{ id: post.id }] }],
      includes: {
        posts: [{ edit_history_post_ids: [post.id] }],
        users: [{ public_metrics: { post_count: 1 } }],
      },
    });
    const wrong = await world.asUser(shop, 'GET', '/2/dm_events?max_results=101&post.fields=id');
    expect(wrong.body).toMatchObject({
      title: 'Invalid Request',
      type: 'https://api.x.com/2/problems/invalid-request',
    });
  });

  it('shows posts that a message links to, with their counts, unless one may not see them', async () => {
    const { shop, customer, simulator } = world;
    const shy = simulator.sim.users.create({ username: 'shy_poster', protected: true });
    const open = simulator.sim.posts.create({ authorId: customer.id, text: 'Open' });
    const secret = simulator.sim.posts.create({ authorId: shy.id, text: 'Secret' });
    simulator.sim.likes.add(shop.id, open.id);
    const links = [open, secret].map(({ id }) => `https://x.com/i/status/${id}`).join(' ');
    const sent = idOf(await send(shop, customer, { text: links }));
    const query = 'expansions=referenced_tweets.id&tweet.fields=public_metrics';
    expect((await world.asUser(customer, 'GET', `/2/dm_events/${sent}?${query}`)).body).toMatchObject({
      includes: { tweets: [{ id: open.id, public_metrics: { like_count: 1 } }] },
      errors: [{ resource_id: secret.id, section: 'includes', title: 'Authorization Error' }],
    });
  });

  it('gathers people in groups', async () => {
    const { shop, customer, simulator } = world;
    const bob = simulator.sim.users.create({ username: 'bob' });
    const created = await world.asUser(shop, 'POST', '/2/dm_conversations', {
      conversation_type: 'Group',
      participant_ids: [customer.id, bob.id],
      message: { text: 'welcome' },
    });
    const { dm_conversation_id: id } = (created.body as { data: { dm_conversation_id: string } }).data;
    expect(created.status).toBe(201);
    expect(id).toMatch(/^\d{15,19}$/);
    expect(
      (await world.asUser(bob, 'POST', `/2/dm_conversations/${id}/messages`, { text: 'hi all' })).status,
    ).toBe(201);
    await world.control('POST', `/groups/${id}/leave`, { user: '@bob' });
    const seen = await world.asUser(
      customer,
      'GET',
      `/2/dm_conversations/${id}/dm_events?event_types=ParticipantsJoin,ParticipantsLeave`,
    );
    expect(seen.body).toMatchObject({
      data: [
        { event_type: 'ParticipantsLeave', participant_ids: [bob.id] },
        { event_type: 'ParticipantsJoin', participant_ids: [bob.id] },
        { event_type: 'ParticipantsJoin', participant_ids: [customer.id] },
      ],
    });
    expect(await texts(bob)).toEqual([]);
    expect(
      (await world.asUser(bob, 'POST', `/2/dm_conversations/${id}/messages`, { text: 'x' })).status,
    ).toBe(403);
  });

  it('counts sends against the user’s quarter hour and the days, in virtual time', async () => {
    const { sim } = world.simulator;
    sim.limits.enabled = true;
    const statuses: number[] = [];
    for (let count = 0; count < 16; count++)
      statuses.push((await send(world.shop, world.customer, { text: `${count}` })).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(15);
    const refused = await send(world.shop, world.customer, { text: 'x' });
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({
      title: 'Too Many Requests',
      detail: 'Too Many Requests',
      type: 'about:blank',
      status: 429,
    });
    expect(refused.headers.get('x-rate-limit-remaining')).toBe('0');
    expect(refused.headers.get('x-user-limit-24hour-remaining')).toBe('1425');
    expect(refused.headers.get('x-app-limit-24hour-limit')).toBe('1440');
    sim.clock.advance(15 * 60_000);
    expect((await send(world.shop, world.customer, { text: 'x' })).status).toBe(201);
    const { body } = await world.control('GET', '/stats');
    expect(body).toMatchObject({ tooMany: { 'POST /2/dm_conversations/with/:participant_id/messages': 2 } });
  });

  it('keeps a ledger of what was sent by whom, in pages', async () => {
    await send(world.shop, world.customer, { text: 'one' });
    world.write('two');
    await send(world.shop, world.customer, { text: 'three' });
    type Ledger = { entries: { id: string; text: string; appId?: string }[]; next?: string };
    const first = (await world.control('GET', '/ledger?limit=2')).body as Ledger;
    expect(first.entries.map(({ text, appId }) => [text, appId])).toEqual([
      ['one', world.app.id],
      ['two', undefined],
    ]);
    const rest = (await world.control('GET', `/ledger?after=${first.next}`)).body as Ledger;
    expect(rest.entries.map(({ text }) => text)).toEqual(['three']);
    expect(rest.next).toBeUndefined();
    const mine = (await world.control('GET', '/ledger?from=@ann')).body as Ledger;
    expect(mine.entries.map(({ text }) => text)).toEqual(['two']);
  });

  it('answers a quick reply with its label and metadata', async () => {
    const { shop, customer } = world;
    const options = [
      { label: 'Order', metadata: 'm1' },
      { label: 'Other', metadata: 'm2' },
    ];
    const asked = {
      type: 'message_create',
      message_create: {
        target: { recipient_id: customer.id },
        message_data: { text: 'What?', quick_reply: { type: 'options', options } },
      },
    };
    expect(
      (await world.asUser(shop, 'POST', '/1.1/direct_messages/events/new.json', { event: asked })).status,
    ).toBe(200);
    await world.control('POST', '/messages', { from: '@ann', to: '@shop', answer: { label: 'Other' } });
    const { body } = await world.asUser(shop, 'GET', '/1.1/direct_messages/events/list.json?count=1');
    expect(body).toMatchObject({
      events: [
        {
          message_create: {
            message_data: { text: 'Other', quick_reply_response: { type: 'options', metadata: 'm2' } },
          },
        },
      ],
      next_cursor: expect.any(String),
    });
  });
});

describe('the state of the local X', () => {
  it('survives a restart, and can be dumped and loaded', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'local-x-'));
    const first = await startSimulator({ port: 0, dataDir });
    const app = first.sim.apps.create({ name: 'A' });
    const [shop, ann] = ['shop', 'ann'].map((username) => first.sim.users.create({ username }));
    if (!shop || !ann) throw new Error('no users');
    const token = first.sim.tokens.issueAccess(app.id, shop.id, 'read', 0);
    const call = (url: string, method: string, path: string, body?: unknown) =>
      fetch(`${url}/_control${path}`, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    const media = await call(first.url, 'POST', '/media', { owner: ann.id, bytes: png });
    const { id: mediaId } = (await media.json()) as { id: string };
    await call(first.url, 'POST', '/messages', { from: ann.id, to: shop.id, text: 'hello', mediaId });
    await call(first.url, 'POST', '/time', { advanceMs: 40 * day });
    const turned = first.sim.clock.now();
    await first.close();

    const second = await startSimulator({ port: 0, dataDir });
    expect(second.sim.clock.now()).toBeGreaterThanOrEqual(turned);
    expect(second.sim.tokens.access.find(token.token)?.userId).toBe(shop.id);
    expect(second.sim.dms.eventsOfUser(shop.id).map(({ text }) => text)).toEqual(['hello']);
    const dump: unknown = await (await call(second.url, 'GET', '/dump')).json();
    await call(second.url, 'POST', '/reset');
    expect(second.sim.clock.now()).toBeLessThan(turned);
    expect(second.sim.users.list()).toEqual([]);
    expect((await call(second.url, 'POST', '/load', dump)).status).toBe(200);
    expect(second.sim.dms.eventsOfUser(ann.id)).toHaveLength(1);
    expect((await call(second.url, 'GET', `/media/${mediaId}`)).status).toBe(200);
    await second.close();
    rmSync(dataDir, { recursive: true });
  });

  it('is not for pages of other sites, and refuses what it does not know', async () => {
    const x = await startSimulator({ port: 0 });
    const foreign = await fetch(`${x.url}/_control/users`, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(foreign.status).toBe(403);
    const typo = await fetch(`${x.url}/_control/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'a', dm_open: false }),
    });
    expect(typo.status).toBe(400);
    await x.close();
  });
});
