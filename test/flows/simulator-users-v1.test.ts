import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

type Body = Record<string, unknown>;
type Ids = { ids: unknown[]; next_cursor_str: string; previous_cursor_str: string };

describe('users of v1.1', () => {
  let world: World;
  let bob: SimUser;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
    bob = world.simulator.sim.users.create({ username: 'bob', name: 'Bob' });
  });
  afterEach(() => world.close());

  const get = (path: string, as = world.shop) => world.asUser(as, 'GET', `/1.1/${path}`);
  const post = (path: string, fields: Record<string, string>, as = world.shop) =>
    world.asUserForm(as, 'POST', `/1.1/${path}`, fields);
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [
    status,
    (body as { errors?: { code: number }[] }).errors?.[0]?.code,
  ];
  const namesOf = ({ body }: { body: unknown }) =>
    (body as { screen_name: string }[]).map(({ screen_name }) => screen_name);

  it('are told whose token it is, with the mail address only when asked', async () => {
    world.simulator.sim.users.update(world.shop.id, { email: 'shop@example.com' });
    const me = await get('account/verify_credentials.json');
    expect(me.body).toMatchObject({ id_str: world.shop.id, screen_name: 'shop', protected: false });
    expect(me.body).not.toHaveProperty('email');
    expect(me.text).toContain(`"id":${world.shop.id},`);
    expect(me.headers.get('x-access-level')).toBe('read-write-directmessages');
    const mail = await get('account/verify_credentials.json?include_email=true');
    expect(mail.body).toMatchObject({ email: 'shop@example.com' });
  });

  it('are looked up by id and name together, up to a hundred, missing ones left out', async () => {
    const { shop, customer, simulator } = world;
    const byQuery = await get(`users/lookup.json?user_id=${customer.id},99&screen_name=@BOB,nobody`);
    expect(namesOf(byQuery)).toEqual(['ann', 'bob']);
    const byForm = await post('users/lookup.json', { user_id: `${bob.id},${bob.id},${shop.id}` });
    expect(namesOf(byForm)).toEqual(['bob', 'shop']);
    expect((await world.asApp('GET', '/1.1/users/lookup.json?screen_name=bob')).status).toBe(200);
    simulator.sim.users.update(bob.id, { suspended: true });
    expect(codeOf(await get('users/lookup.json?screen_name=bob'))).toEqual([404, 17]);
    expect(codeOf(await get('users/lookup.json'))).toEqual([404, 17]);
    const many = Array.from({ length: 101 }, (_, at) => at + 1).join(',');
    expect(codeOf(await get(`users/lookup.json?user_id=${many}`))).toEqual([403, 18]);
  });

  it('are shown one by one, or said to be missing or suspended', async () => {
    world.simulator.sim.follows.add(world.shop.id, bob.id);
    expect((await get('users/show.json?screen_name=bob')).body).toMatchObject({
      id_str: bob.id,
      following: true,
      followers_count: 1,
    });
    expect(codeOf(await get('users/show.json?user_id=99'))).toEqual([404, 50]);
    world.simulator.sim.users.update(bob.id, { suspended: true });
    expect(codeOf(await get('users/show.json?screen_name=bob'))).toEqual([403, 63]);
  });

  it('say who may write to them, and change it with the permission for messages', async () => {
    expect((await get('account/settings.json')).body).toMatchObject({ allow_dms_from: 'anyone' });
    const closed = await post('account/settings.json', { allow_dms_from: 'following' });
    expect(closed.body).toMatchObject({ screen_name: 'shop', allow_dms_from: 'following' });
    expect(world.simulator.sim.users.find(world.shop.id)?.dmOpen).toBe(false);
    const refused = await world.asUser(
      world.shop,
      'POST',
      '/1.1/account/settings.json?allow_dms_from=anyone',
      undefined,
      'read-write',
    );
    expect(codeOf(refused)).toEqual([403, 93]);
  });

  it('change what others see of them', async () => {
    const seen: string[] = [];
    world.simulator.sim.events.on('profile.updated', ({ changes }) =>
      seen.push(...changes.map(({ field, after }) => `${field}: ${after}`)),
    );
    const fields = { name: 'The New Shop', description: 'We sell', location: 'Bern' };
    const changed = await post('account/update_profile.json', fields);
    expect(changed.body).toMatchObject({ id_str: world.shop.id, ...fields });
    expect(seen).toEqual(['bio: We sell', 'screenname: The New Shop', 'geo: Bern']);
    const long = await post('account/update_profile.json', { description: 'x'.repeat(161) });
    expect(codeOf(long)).toEqual([403, 120]);
    expect(world.simulator.sim.users.find(world.shop.id)?.description).toBe('We sell');
  });

  it('follow, ask to follow, and stop', async () => {
    const { shop, customer, simulator } = world;
    const happened: string[] = [];
    simulator.sim.events.on('follow.created', ({ targetId }) => happened.push(`+${targetId}`));
    simulator.sim.events.on('follow.deleted', ({ targetId }) => happened.push(`-${targetId}`));
    const followed = await post('friendships/create.json', { screen_name: 'bob' });
    expect(followed.body).toMatchObject({ screen_name: 'bob', following: true });
    expect((await post('friendships/destroy.json', { user_id: bob.id })).body).toMatchObject({
      following: false,
    });
    expect(happened).toEqual([`+${bob.id}`, `-${bob.id}`]);
    expect(codeOf(await post('friendships/create.json', { user_id: shop.id }))).toEqual([403, 158]);
    expect(codeOf(await post('friendships/create.json', { user_id: '99' }))).toEqual([403, 108]);
    simulator.sim.blocks.add(bob.id, shop.id);
    expect(codeOf(await post('friendships/create.json', { user_id: bob.id }))).toEqual([403, 162]);
    simulator.sim.users.update(customer.id, { protected: true });
    const asked = await post('friendships/create.json', { user_id: customer.id });
    expect(asked.body).toMatchObject({ following: false, follow_request_sent: true });
    expect(codeOf(await post('friendships/create.json', { user_id: customer.id }))).toEqual([403, 160]);
    expect((await get('friendships/outgoing.json?stringify_ids=true')).body).toMatchObject({
      ids: [customer.id],
    });
    const incoming = await get('friendships/incoming.json?stringify_ids=true', customer);
    expect(incoming.body).toMatchObject({ ids: [shop.id] });
  });

  it('stand to each other as the two say', async () => {
    const { shop, customer, simulator } = world;
    const { follows, mutes, blocks } = simulator.sim;
    follows.add(shop.id, customer.id);
    mutes.add(shop.id, customer.id);
    const shown = await get(`friendships/show.json?target_screen_name=ann`);
    expect(shown.body).toMatchObject({
      relationship: {
        source: { screen_name: 'shop', following: true, followed_by: false, can_dm: true, muting: true },
        target: { screen_name: 'ann', following: false, followed_by: true },
      },
    });
    blocks.add(customer.id, shop.id);
    const other = await get(`friendships/show.json?source_id=${shop.id}&target_id=${customer.id}`);
    expect(other.body).toMatchObject({ relationship: { source: { can_dm: false, blocked_by: true } } });
    expect(codeOf(await get('friendships/show.json?target_id=99'))).toEqual([404, 50]);
    expect((await get(`friendships/lookup.json?screen_name=ann,bob`)).body).toMatchObject([
      { screen_name: 'ann', connections: ['following', 'muting'] },
      { screen_name: 'bob', connections: ['none'] },
    ]);
  });

  it('block and mute, and take it back', async () => {
    const { sim } = world.simulator;
    const to = { screen_name: 'bob' };
    expect((await post('blocks/create.json', to)).body).toMatchObject({ id_str: bob.id, blocking: true });
    expect((await post('mutes/users/create.json', to)).body).toMatchObject({ muting: true });
    expect((await get('blocks/ids.json?stringify_ids=true')).body).toMatchObject({ ids: [bob.id] });
    expect((await get('mutes/users/list.json')).body).toMatchObject({ users: [{ screen_name: 'bob' }] });
    expect((await get('blocks/list.json', bob)).body).toMatchObject({ users: [], next_cursor: 0 });
    await post('blocks/destroy.json', to);
    await post('mutes/users/destroy.json', to);
    expect([sim.blocks.has(world.shop.id, bob.id), sim.mutes.has(world.shop.id, bob.id)]).toEqual([
      false,
      false,
    ]);
    expect(codeOf(await post('mutes/users/destroy.json', to))).toEqual([403, 272]);
    expect(codeOf(await post('mutes/users/create.json', { user_id: world.shop.id }))).toEqual([403, 271]);
    expect(codeOf(await post('blocks/create.json', {}))).toEqual([403, 108]);
    const reader = await world.asUser(world.shop, 'POST', '/1.1/blocks/create.json', to, 'read');
    expect(codeOf(reader)).toEqual([403, 261]);
  });

  it('are followed by many, in pages that go on while others come, and back', async () => {
    const { sim } = world.simulator;
    const fans = Array.from({ length: 7 }, (_, at) => sim.users.create({ username: `fan${at}` }));
    for (const fan of fans) sim.follows.add(fan.id, world.shop.id);
    const page = async (cursor: string) =>
      (await get(`followers/ids.json?count=3&stringify_ids=true&cursor=${cursor}`)).body as Ids;
    const first = await page('-1');
    expect(first.previous_cursor_str).toBe('0');
    sim.follows.add(bob.id, world.shop.id);
    const second = await page(first.next_cursor_str);
    const third = await page(second.next_cursor_str);
    expect([...first.ids, ...second.ids, ...third.ids]).toEqual(fans.map(({ id }) => id).reverse());
    expect(third.next_cursor_str).toBe('0');
    expect((await page(third.previous_cursor_str)).ids).toEqual(second.ids);
    const numbers = await get('followers/ids.json');
    expect(numbers.text).toContain(`"ids":[${bob.id},`);
    const users = (await get('followers/list.json?count=2')).body as {
      users: Body[];
      next_cursor_str: string;
    };
    expect(users.users.map((user) => user['screen_name'])).toEqual(['bob', 'fan6']);
    expect((await get('friends/ids.json?screen_name=bob&stringify_ids=1')).body).toMatchObject({
      ids: [world.shop.id],
    });
    expect(codeOf(await get('followers/ids.json?cursor=x'))).toEqual([400, 44]);
    expect(codeOf(await get('followers/ids.json?user_id=99'))).toEqual([404, 34]);
  });

  it('who are protected show their lists to those who follow them', async () => {
    const { sim } = world.simulator;
    sim.users.update(bob.id, { protected: true });
    const refused = await get('followers/ids.json?screen_name=bob');
    expect([refused.status, refused.body]).toEqual([
      401,
      { request: '/1.1/followers/ids.json', error: 'Not authorized.' },
    ]);
    sim.follows.add(world.shop.id, bob.id);
    expect((await get('followers/ids.json?screen_name=bob')).status).toBe(200);
  });

  it('are told what is left of their limits', async () => {
    world.simulator.sim.limits.enabled = true;
    await get('users/show.json?screen_name=bob');
    await get('users/show.json?screen_name=bob');
    const told = await get('application/rate_limit_status.json?resources=users,statuses');
    type Told = { rate_limit_context: object; resources: Record<string, Record<string, Body>> };
    const { rate_limit_context: context, resources } = told.body as Told;
    expect(context).toEqual({ access_token: expect.stringMatching(`^${world.shop.id}-`) });
    expect(Object.keys(resources).sort()).toEqual(['statuses', 'users']);
    expect(resources['users']?.['/users/show']).toEqual({
      limit: 900,
      remaining: 898,
      reset: expect.any(Number),
    });
    expect(resources['users']?.['/users/lookup']).toMatchObject({ limit: 900, remaining: 900 });
  });

  it('are beyond plans without v1.1, but for who one is', async () => {
    world.simulator.sim.apps.update(world.app.id, { v1Dm: '453' });
    for (const path of ['users/lookup.json?screen_name=bob', 'friends/ids.json', 'account/settings.json'])
      expect(codeOf(await get(path))).toEqual([403, 453]);
    expect((await get('account/verify_credentials.json')).status).toBe(200);
  });
});
