import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost } from '../../simulator/acts/posts.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

type List = { id_str: string; slug: string } & Record<string, unknown>;
type People = { users: { screen_name: string }[]; next_cursor_str: string };
type Lists = { lists: List[] };

describe('Lists of v1.1', () => {
  let world: World;
  let bob: SimUser;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
    bob = world.simulator.sim.users.create({ username: 'bob' });
  });
  afterEach(() => world.close());

  const get = (path: string, as = world.shop) => world.asUser(as, 'GET', `/1.1/lists/${path}`);
  const post = (path: string, fields: Record<string, string>, as = world.shop) =>
    world.asUserForm(as, 'POST', `/1.1/lists/${path}.json`, fields);
  const create = async (fields: Record<string, string>) => (await post('create', fields)).body as List;
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [
    status,
    (body as { errors?: { code: number }[] }).errors?.[0]?.code,
  ];

  it('are made, shown by id or by name, changed and taken away', async () => {
    const made = await post('create', { name: 'Our customers', description: 'they buy', mode: 'public' });
    const { id_str: id } = made.body as List;
    expect(made.text).toContain(`"id":${id},`);
    expect(made.body).toMatchObject({
      name: 'Our customers',
      slug: 'our-customers',
      full_name: '@shop/our-customers',
      uri: '/shop/lists/our-customers',
      mode: 'public',
      member_count: 0,
      user: { screen_name: 'shop' },
    });
    const bySlug = await get('show.json?slug=our-customers&owner_screen_name=shop', world.customer);
    expect((bySlug.body as List).id_str).toBe(id);
    expect((await post('update', { list_id: id, mode: 'private' })).body).toMatchObject({ mode: 'private' });
    expect(codeOf(await get(`show.json?list_id=${id}`, world.customer))).toEqual([404, 34]);
    expect((await get(`show.json?list_id=${id}`)).status).toBe(200);
    expect(((await post('destroy', { list_id: id })).body as List).id_str).toBe(id);
    expect(codeOf(await get(`show.json?list_id=${id}`))).toEqual([404, 34]);
  });

  it('are refused without a name, with a long one, to others, and unnamed', async () => {
    expect(codeOf(await post('create', {}))).toEqual([403, 38]);
    expect(codeOf(await post('create', { name: 'x'.repeat(26) }))).toEqual([400, 44]);
    expect(codeOf(await post('create', { name: 'a', description: 'x'.repeat(101) }))).toEqual([400, 44]);
    const { id_str: id } = await create({ name: 'mine' });
    expect(codeOf(await post('destroy', { list_id: id }, world.customer))).toEqual([403, 104]);
    expect(codeOf(await post('members/create', { list_id: id, user_id: bob.id }, world.customer))).toEqual([
      403, 104,
    ]);
    expect(codeOf(await get('show.json'))).toEqual([400, 112]);
  });

  it('have members, one by one or many at once', async () => {
    const { id_str: id } = await create({ name: 'people' });
    const added = await post('members/create', { list_id: id, screen_name: 'ann' });
    expect(added.body).toMatchObject({ member_count: 1 });
    const many = await post('members/create_all', { list_id: id, screen_name: 'ann,bob,nobody' });
    expect(many.body).toMatchObject({ member_count: 2 });
    const first = (await get(`members.json?list_id=${id}&count=1`)).body as People;
    const second = (await get(`members.json?list_id=${id}&count=1&cursor=${first.next_cursor_str}`))
      .body as People;
    expect([...first.users, ...second.users].map((user) => user.screen_name)).toEqual(['bob', 'ann']);
    expect(second.next_cursor_str).toBe('0');
    expect((await get(`members/show.json?list_id=${id}&screen_name=bob`)).body).toMatchObject({
      screen_name: 'bob',
    });
    await post('members/destroy', { list_id: id, user_id: bob.id });
    expect(codeOf(await get(`members/show.json?list_id=${id}&screen_name=bob`))).toEqual([404, 109]);
    expect((await post('members/destroy_all', { list_id: id, screen_name: 'ann,bob' })).body).toMatchObject({
      member_count: 0,
    });
    expect(codeOf(await post('members/create', { list_id: id, user_id: '99' }))).toEqual([403, 108]);
    expect(codeOf(await post('members/create_all', { list_id: id }))).toEqual([403, 108]);
    world.simulator.sim.blocks.add(bob.id, world.shop.id);
    expect(codeOf(await post('members/create', { list_id: id, user_id: bob.id }))).toEqual([403, 104]);
  });

  it('are followed, owned and joined, and show what their members post', async () => {
    const { sim } = world.simulator;
    const { id_str: id } = await create({ name: 'news' });
    const { id_str: secret } = await create({ name: 'secret', mode: 'private' });
    await post('members/create', { list_id: id, screen_name: 'bob' });
    await post('members/create', { list_id: secret, screen_name: 'bob' });
    const followed = await post('subscribers/create', { list_id: id }, world.customer);
    expect(followed.body).toMatchObject({ following: true, subscriber_count: 1 });
    expect((await get(`subscribers.json?list_id=${id}`)).body).toMatchObject({
      users: [{ screen_name: 'ann' }],
    });
    expect((await get(`subscribers/show.json?list_id=${id}&screen_name=ann`)).status).toBe(200);
    const idsOf = async (path: string, as?: SimUser) =>
      ((await get(path, as)).body as Lists).lists.map((list) => list.id_str);
    expect(await idsOf('ownerships.json')).toEqual([secret, id]);
    expect(await idsOf('ownerships.json?screen_name=shop', world.customer)).toEqual([id]);
    expect(await idsOf('memberships.json?screen_name=bob', world.customer)).toEqual([id]);
    expect(await idsOf('subscriptions.json', world.customer)).toEqual([id]);
    const all = (await get('list.json', world.customer)).body as List[];
    expect(all.map((list) => list.id_str)).toEqual([id]);
    createPost(sim, { authorId: bob.id, text: 'fresh' });
    createPost(sim, { authorId: world.customer.id, text: 'not on it' });
    expect((await get(`statuses.json?list_id=${id}&tweet_mode=extended`)).body).toMatchObject([
      { full_text: 'fresh' },
    ]);
    await post('subscribers/destroy', { list_id: id }, world.customer);
    expect(codeOf(await get(`subscribers/show.json?list_id=${id}&screen_name=ann`))).toEqual([404, 109]);
  });
});
