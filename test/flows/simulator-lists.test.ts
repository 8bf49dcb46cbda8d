import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
let shop: SimUser;
let ann: SimUser;

beforeAll(async () => {
  world = await startWorld();
  shop = world.shop;
  ann = world.customer;
});
afterAll(() => world.close());

async function make(body: object): Promise<string> {
  const { body: answer } = await world.asUser(shop, 'POST', '/2/lists', body);
  return (answer as { data: { id: string } }).data.id;
}
const get = async (user: SimUser, path: string) => (await world.asUser(user, 'GET', path)).body;

describe('Lists', () => {
  it('are made with a name, shown with what is asked for, changed and deleted by their owner', async () => {
    const created = await world.asUser(shop, 'POST', '/2/lists', { name: 'Friends', description: 'of ours' });
    expect(created).toMatchObject({ status: 201, body: { data: { name: 'Friends' } } });
    const { id } = (created.body as { data: { id: string } }).data;
    expect(await get(ann, `/2/lists/${id}`)).toEqual({ data: { id, name: 'Friends' } });
    const fields = 'created_at,description,follower_count,member_count,owner_id,private';
    expect(
      await get(ann, `/2/lists/${id}?list.fields=${fields}&expansions=owner_id&user.fields=created_at`),
    ).toEqual({
      data: {
        id,
        name: 'Friends',
        created_at: expect.stringMatching(/Z$/),
        description: 'of ours',
        follower_count: 0,
        member_count: 0,
        owner_id: shop.id,
        private: false,
      },
      includes: { users: [expect.objectContaining({ id: shop.id, created_at: expect.any(String) })] },
    });
    expect((await world.asUser(ann, 'PUT', `/2/lists/${id}`, { name: 'Mine' })).status).toBe(403);
    expect((await world.asUser(ann, 'DELETE', `/2/lists/${id}`)).status).toBe(403);
    expect((await world.asUser(shop, 'PUT', `/2/lists/${id}`, { name: 'More friends' })).body).toEqual({
      data: { updated: true },
    });
    expect(await get(ann, `/2/lists/${id}`)).toMatchObject({ data: { name: 'More friends' } });
    expect((await world.asUser(shop, 'DELETE', `/2/lists/${id}`)).body).toEqual({ data: { deleted: true } });
    expect(await get(ann, `/2/lists/${id}`)).toMatchObject({
      errors: [{ resource_type: 'list', detail: `Could not find list with id: [${id}].` }],
    });
  });

  it('refuse names and descriptions that do not fit, and unknown members', async () => {
    for (const [body, message] of [
      [{}, '$.name: is missing but it is required'],
      [{ name: '' }, '$.name: must be 1 to 25 characters long'],
      [{ name: 'x'.repeat(26) }, '$.name: must be 1 to 25 characters long'],
      [{ name: 'x', description: 'x'.repeat(101) }, '$.description: must be at most 100'],
      [{ name: 'x', private: 'yes' }, '$.private: boolean expected'],
      [{ name: 'x', color: 'red' }, '$.color: is not defined in the schema'],
    ] as const)
      expect(await world.asUser(shop, 'POST', '/2/lists', body)).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringContaining(message) }] },
      });
  });

  it('gather members, told newest first and once each while others come', async () => {
    const id = await make({ name: 'Members' });
    const { sim } = world.simulator;
    const people = Array.from({ length: 5 }, (_, index) => sim.users.create({ username: `member${index}` }));
    for (const { id: user_id } of people)
      expect((await world.asUser(shop, 'POST', `/2/lists/${id}/members`, { user_id })).body).toEqual({
        data: { is_member: true },
      });
    const first = await get(ann, `/2/lists/${id}/members?max_results=2`);
    expect(first).toMatchObject({
      data: [{ username: 'member4' }, { username: 'member3' }],
      meta: { result_count: 2, next_token: expect.any(String) },
    });
    await world.asUser(shop, 'POST', `/2/lists/${id}/members`, { user_id: ann.id });
    await world.asUser(shop, 'DELETE', `/2/lists/${id}/members/${people[3]?.id}`);
    const token = (first as { meta: { next_token: string } }).meta.next_token;
    expect(await get(ann, `/2/lists/${id}/members?max_results=5&pagination_token=${token}`)).toMatchObject({
      data: [{ username: 'member2' }, { username: 'member1' }, { username: 'member0' }],
      meta: { result_count: 3 },
    });
    expect(await get(ann, `/2/users/${ann.id}/list_memberships`)).toMatchObject({ data: [{ id }] });
    expect(await get(ann, `/2/users/${ann.id}?user.fields=public_metrics`)).toMatchObject({
      data: { public_metrics: { listed_count: 1 } },
    });
    expect(await world.asUser(shop, 'POST', `/2/lists/${id}/members`, { user_id: '404' })).toMatchObject({
      status: 404,
      body: { resource_type: 'user', parameter: 'user_id', resource_id: '404' },
    });
    expect((await world.asUser(ann, 'POST', `/2/lists/${id}/members`, { user_id: shop.id })).status).toBe(
      403,
    );
  });

  it('hold at most 5,000 members, and nobody owns more than 1,000', async () => {
    const { sim } = world.simulator;
    const id = await make({ name: 'Full' });
    for (let index = 0; index < 5000; index++) sim.lists.members.add(String(9_000_000 + index), id);
    expect(await world.asUser(shop, 'POST', `/2/lists/${id}/members`, { user_id: ann.id })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('5000') },
    });
    const own = { ownerId: ann.id, name: 'n', description: '', private: false };
    for (let index = 0; index < 1000; index++) sim.lists.create(own);
    expect((await world.asUser(ann, 'POST', '/2/lists', { name: 'one more' })).status).toBe(403);
  });

  it('are seen by nobody else when they are private', async () => {
    const id = await make({ name: 'Secret', private: true });
    await world.asUser(shop, 'POST', `/2/lists/${id}/members`, { user_id: ann.id });
    expect(await get(shop, `/2/lists/${id}`)).toMatchObject({ data: { name: 'Secret' } });
    expect(await get(ann, `/2/lists/${id}`)).toMatchObject({ errors: [{ title: 'Not Found Error' }] });
    const memberships = (await get(ann, `/2/users/${ann.id}/list_memberships`)) as { data: { id: string }[] };
    expect(memberships.data.map((list) => list.id)).not.toContain(id);
    expect(
      await world.asUser(ann, 'POST', `/2/users/${ann.id}/followed_lists`, { list_id: id }),
    ).toMatchObject({ status: 404 });
  });

  it('are followed and pinned, and show what their members post', async () => {
    const { sim } = world.simulator;
    const id = await make({ name: 'News' });
    for (const path of ['followed_lists', 'pinned_lists']) {
      const word = path === 'followed_lists' ? 'following' : 'pinned';
      const at = `/2/users/${ann.id}/${path}`;
      expect((await world.asUser(ann, 'POST', at, { list_id: id })).body).toEqual({ data: { [word]: true } });
      expect(await get(ann, at)).toMatchObject({ data: [{ id, name: 'News' }], meta: { result_count: 1 } });
      expect((await world.asUser(ann, 'DELETE', `${at}/${id}`)).body).toEqual({ data: { [word]: false } });
      expect(await get(ann, at)).toEqual({ meta: { result_count: 0 } });
    }
    const writers = ['paula', 'quentin'].map((username) => sim.users.create({ username }));
    const posts = [0, 1, 0].map((who) =>
      sim.posts.create({ authorId: writers[who]?.id ?? '', text: `by ${who}` }),
    );
    for (const { id: user } of writers) sim.lists.members.add(user, id);
    const page = await get(ann, `/2/lists/${id}/tweets?max_results=2&expansions=author_id`);
    expect(page).toMatchObject({
      data: [{ id: posts[2]?.id }, { id: posts[1]?.id }],
      includes: { users: [{ username: 'paula' }, { username: 'quentin' }] },
    });
    const token = (page as { meta: { next_token: string } }).meta.next_token;
    expect(await get(ann, `/2/lists/${id}/tweets?pagination_token=${token}`)).toMatchObject({
      data: [{ id: posts[0]?.id }],
    });
  });
});
