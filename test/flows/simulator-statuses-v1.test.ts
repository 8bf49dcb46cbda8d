import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost } from '../../simulator/acts/posts.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

type Status = {
  id_str: string;
  text?: string;
  full_text?: string;
  in_reply_to_status_id_str: string | null;
  user: Record<string, unknown>;
} & Record<string, unknown>;

describe('posts of v1.1', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
  });
  afterEach(() => world.close());

  const get = async (path: string, as = world.shop) => world.asUser(as, 'GET', `/1.1/${path}`);
  const post = (path: string, fields: Record<string, string>, as: SimUser = world.shop) =>
    world.asUserForm(as, 'POST', `/1.1/${path}`, fields);
  const say = async (fields: Record<string, string>, as?: SimUser) =>
    (await post('statuses/update.json', fields, as)).body as Status;
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [
    status,
    (body as { errors?: { code: number }[] }).errors?.[0]?.code,
  ];
  const textsOf = async (path: string, as = world.shop) =>
    ((await get(path, as)).body as Status[]).map(({ text, full_text: full }) => full ?? text);

  it('are written, shown, and taken away by their author', async () => {
    const made = await post('statuses/update.json', { status: 'Hello & good day' });
    const { id_str: id } = made.body as Status;
    expect(made.text).toContain(`"id":${id},`);
    expect(made.body).toMatchObject({
      text: 'Hello & good day',
      truncated: false,
      user: { screen_name: 'shop', id_str: world.shop.id },
      favorited: false,
    });
    expect((await get(`statuses/show.json?id=${id}&trim_user=true`)).body).toMatchObject({
      id_str: id,
      user: { id_str: world.shop.id },
    });
    expect(((await get(`statuses/show/${id}.json`)).body as Status).id_str).toBe(id);
    expect(codeOf(await post(`statuses/destroy/${id}.json`, {}, world.customer))).toEqual([403, 183]);
    expect(((await post(`statuses/destroy/${id}.json`, {})).body as Status).id_str).toBe(id);
    expect(codeOf(await get(`statuses/show.json?id=${id}`))).toEqual([404, 144]);
    expect(codeOf(await post('statuses/destroy.json', {}))).toEqual([403, 38]);
  });

  it('are cut, or whole in extended mode', async () => {
    const text = `${'long words '.repeat(20)}end #tag`;
    const { id_str: id } = await say({ status: text });
    const cut = (await get(`statuses/show.json?id=${id}`)).body as Status;
    expect(cut).toMatchObject({ truncated: true, text: expect.stringMatching(/… https:\/\/t\.co\/\w+$/) });
    expect(cut).not.toHaveProperty('extended_tweet');
    const whole = (await get(`statuses/show.json?id=${id}&tweet_mode=extended`)).body as Status;
    expect(whole).toMatchObject({
      truncated: false,
      full_text: text,
      entities: { hashtags: [{ text: 'tag' }] },
      display_text_range: [0, text.length],
    });
    expect(whole).not.toHaveProperty('text');
  });

  it('answer when they name whom they answer, or ask for the names', async () => {
    const { id_str: asked } = await say({ status: 'Is @shop open?' }, world.customer);
    const bare = await say({ status: 'no name in it', in_reply_to_status_id: asked });
    expect(bare.in_reply_to_status_id_str).toBeNull();
    const named = await say({ status: '@ann yes, it is', in_reply_to_status_id: asked });
    expect(named).toMatchObject({
      text: '@ann yes, it is',
      in_reply_to_status_id_str: asked,
      in_reply_to_screen_name: 'ann',
    });
    const automatic = await say({
      status: 'until six',
      in_reply_to_status_id: asked,
      auto_populate_reply_metadata: 'true',
    });
    expect(automatic).toMatchObject({ text: '@ann until six', in_reply_to_status_id_str: asked });
    const gone = { status: '@ann x', in_reply_to_status_id: '99' };
    expect(codeOf(await post('statuses/update.json', gone))).toEqual([403, 385]);
  });

  it.each<[string, Record<string, string>, number, number]>([
    ['nothing', {}, 403, 170],
    ['too much', { status: 'x'.repeat(281) }, 403, 186],
    ['an unknown file', { status: 'x', media_ids: '5' }, 400, 325],
    ['an attachment that is none', { status: 'x', attachment_url: 'https://example.com' }, 400, 44],
  ])('are refused: %s', async (_name, fields, status, code) => {
    expect(codeOf(await post('statuses/update.json', fields))).toEqual([status, code]);
  });

  it('are refused twice, with foreign files, and with two GIFs', async () => {
    await say({ status: 'once' });
    expect(codeOf(await post('statuses/update.json', { status: 'once' }))).toEqual([403, 187]);
    const gif = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    await world.control('PATCH', '/media-processing', { scale: 0 });
    const upload = async (as: SimUser) => {
      const { body } = await world.asUserForm(as, 'POST', '/1.1/media/upload.json', { media_data: gif });
      return (body as { media_id_string: string }).media_id_string;
    };
    const foreign = await upload(world.customer);
    expect(codeOf(await post('statuses/update.json', { media_ids: foreign }))).toEqual([400, 324]);
    const two = [await upload(world.shop), await upload(world.shop)].join(',');
    expect(codeOf(await post('statuses/update.json', { status: 'x', media_ids: two }))).toEqual([400, 323]);
    const one = await say({ status: 'look', media_ids: two.split(',')[0] ?? '' });
    expect(one).toMatchObject({ extended_entities: { media: [{ type: 'animated_gif' }] } });
  });

  it('carry the button of a link into a private conversation', async () => {
    const link = `https://twitter.com/messages/compose?recipient_id=${world.shop.id}`;
    const { id_str: id } = await say({ status: 'Write to us', attachment_url: link });
    const opened = await world.control('POST', '/threads/open', { user: '@ann', postId: id });
    expect(opened.body).toMatchObject({ recipientId: world.shop.id, postId: id });
  });

  it('make timelines with bounds, of the user, of whom they follow, of who names them', async () => {
    const { sim } = world.simulator;
    const ids: string[] = [];
    for (let at = 0; at < 5; at++) ids.push((await say({ status: `post ${at}` })).id_str);
    expect(await textsOf('statuses/user_timeline.json?count=2')).toEqual(['post 4', 'post 3']);
    expect(await textsOf(`statuses/user_timeline.json?since_id=${ids[1]}&max_id=${ids[3]}`)).toEqual([
      'post 3',
      'post 2',
    ]);
    expect(await textsOf('statuses/user_timeline.json?screen_name=shop', world.customer)).toHaveLength(5);
    expect(codeOf(await get('statuses/user_timeline.json?user_id=99'))).toEqual([404, 34]);
    createPost(sim, { authorId: world.customer.id, text: 'hello @shop' });
    expect(await textsOf('statuses/mentions_timeline.json')).toEqual(['hello @shop']);
    expect(await textsOf('statuses/home_timeline.json', world.customer)).toEqual(['hello @shop']);
    sim.follows.add(world.customer.id, world.shop.id);
    expect(await textsOf('statuses/home_timeline.json?count=2', world.customer)).toEqual([
      'hello @shop',
      'post 4',
    ]);
    sim.users.update(world.shop.id, { protected: true });
    const eve = sim.users.create({ username: 'eve' });
    expect((await get('statuses/user_timeline.json?screen_name=shop', eve)).status).toBe(401);
    expect(codeOf(await get(`statuses/show.json?id=${ids[0]}`, eve))).toEqual([403, 179]);
  });

  it('are looked up by the hundred, missing ones left out or null', async () => {
    const { id_str: id } = await say({ status: 'here' });
    const found = (await get(`statuses/lookup.json?id=99,${id}`)).body as Status[];
    expect(found.map((status) => status.id_str)).toEqual([id]);
    const mapped = await post('statuses/lookup.json', {
      id: `99,${id}`,
      map: 'true',
      tweet_mode: 'extended',
    });
    expect(mapped.body).toMatchObject({ id: { '99': null, [id]: { full_text: 'here' } } });
    const many = Array.from({ length: 101 }, (_, at) => at).join(',');
    expect(codeOf(await get(`statuses/lookup.json?id=${many}`))).toEqual([403, 18]);
  });

  it('are liked and repeated once', async () => {
    const { id_str: id } = await say({ status: 'like me' });
    const ann = world.customer;
    expect((await post('favorites/create.json', { id }, ann)).body).toMatchObject({
      favorited: true,
      favorite_count: 1,
    });
    expect(codeOf(await post('favorites/create.json', { id }, ann))).toEqual([403, 139]);
    expect(await textsOf('favorites/list.json', ann)).toEqual(['like me']);
    expect(await textsOf(`favorites/list.json?screen_name=ann&since_id=${id}`)).toEqual([]);
    expect((await post('favorites/destroy.json', { id }, ann)).body).toMatchObject({ favorited: false });
    expect(codeOf(await post('favorites/destroy.json', { id }, ann))).toEqual([404, 144]);
    const repeated = await post(`statuses/retweet/${id}.json`, {}, ann);
    expect(repeated.body).toMatchObject({
      text: 'RT @shop: like me',
      retweeted_status: { id_str: id, retweet_count: 1, user: { screen_name: 'shop' } },
    });
    expect(codeOf(await post(`statuses/retweet/${id}.json`, {}, ann))).toEqual([403, 327]);
    expect(await textsOf(`statuses/retweets/${id}.json`)).toEqual(['RT @shop: like me']);
    expect(await textsOf('statuses/user_timeline.json?include_rts=false', ann)).toEqual([]);
    expect((await post(`statuses/unretweet/${id}.json`, {}, ann)).body).toMatchObject({ id_str: id });
    expect(codeOf(await post(`statuses/unretweet/${id}.json`, {}, ann))).toEqual([404, 144]);
  });
});
