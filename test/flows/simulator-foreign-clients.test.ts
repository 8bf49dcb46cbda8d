import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow, unfollow } from '../../simulator/acts/follows.ts';
import { createPost, repost } from '../../simulator/acts/posts.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { at, boundary, film, gif, idsOf, multipart } from './foreign-wire.ts';
import { type World, oauthHeader, startWorld } from './simulator-world.ts';

/*
 * What clients in other languages put on the wire, as they were seen to do it: tweepy 4.12, Twython 3.8,
 * python-twitter 3.3, ruby-twitter 7.0, Twitter::API 1.0 and Net::Twitter 4.01, all from Debian.
 */
let world: World;
beforeAll(async () => {
  world = await startWorld();
  // Limits are not what is tried here.
  world.simulator.sim.limits.enabled = false;
});
afterAll(() => world.close());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  body: unknown;
}

const api = 'https://api.twitter.com';

/** One request under X's own name, as it arrives behind the listener that ends TLS. */
const send = (
  method: string,
  address: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { host } = new URL(address);
    const path = address.slice(address.indexOf(host) + host.length);
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: world.simulator.port,
        method,
        path,
        agent: false,
        headers: { host, ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '';
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: isJson ? JSON.parse(text) : {},
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const tokenOf = (user: SimUser) =>
  world.simulator.sim.tokens.issueAccess(
    world.app.id,
    user.id,
    'read-write-dm',
    world.simulator.sim.clock.now(),
  );

const signed = (user: SimUser, method: string, address: string, body?: string | Buffer, type?: string) =>
  send(method, address, {
    headers: {
      authorization: oauthHeader(world.app, tokenOf(user), method, address),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body,
  });

const upload = (fields: Record<string, string | Buffer>) =>
  signed(
    world.shop,
    'POST',
    'https://upload.twitter.com/1.1/media/upload.json',
    multipart(fields),
    `multipart/form-data; boundary=${boundary}`,
  );

const inPieces = async (bytes: Buffer, more: Record<string, string> = {}) => {
  const begun = await upload({
    command: 'INIT',
    media_type: 'video/mp4',
    total_bytes: String(bytes.length),
    ...more,
  });
  const id = String(at(begun.body, 'media_id_string'));
  expect((await upload({ command: 'APPEND', media_id: id, segment_index: '0', media: bytes })).status).toBe(
    204,
  );
  return { id, finished: await upload({ command: 'FINALIZE', media_id: id }) };
};

describe('signing in', () => {
  it('goes with GET too, as Twython and Net::Twitter do it', async () => {
    world.simulator.sim.apps.update(world.app.id, { callbacks: ['https://shop.example/cb'] });
    const first = `${api}/oauth/request_token?oauth_callback=${encodeURIComponent('https://shop.example/cb')}`;
    const begun = await send('GET', first, {
      headers: { authorization: oauthHeader(world.app, undefined, 'GET', first) },
    });
    expect(begun.status).toBe(200);
    const given = new URLSearchParams(begun.text);
    const request = { token: given.get('oauth_token') ?? '', secret: given.get('oauth_token_secret') ?? '' };
    const decided = await world.control('POST', '/authorize', {
      url: `${api}/oauth/authenticate?oauth_token=${request.token}`,
      user: '@shop',
    });
    const back = new URL((decided.body as { redirect: string }).redirect);
    const last = `${api}/oauth/access_token?oauth_verifier=${back.searchParams.get('oauth_verifier')}`;
    const ended = await send('GET', last, {
      headers: { authorization: oauthHeader(world.app, request, 'GET', last) },
    });
    expect(ended.status).toBe(200);
    expect(new URLSearchParams(ended.text).get('screen_name')).toBe('shop');
    expect((await send('HEAD', first)).status).toBe(404);
  });
});

describe('writing', () => {
  it('takes everything in the query with a plus for each blank, as tweepy sends it', async () => {
    const text = 'Hello @ann #hi https://example.com/a?b=c&d=e é中 50% + ~*';
    const address = `${api}/1.1/statuses/update.json?${new URLSearchParams({ status: text }).toString()}`;
    expect(address).toContain('Hello+%40ann');
    const { status, body } = await signed(world.shop, 'POST', address);
    expect([status, at(body, 'text')]).toEqual([
      200,
      text.replace(/https:\S+/, () => String(at(body, 'entities', 'urls', 0, 'url'))),
    ]);
    const answer = `${api}/1.1/statuses/update.json?status=re&in_reply_to_status_id=${String(at(body, 'id_str'))}&auto_populate_reply_metadata=True`;
    expect((await signed(world.customer, 'POST', answer)).body).toMatchObject({
      text: '@shop re',
      in_reply_to_status_id_str: at(body, 'id_str'),
    });
  });

  it('takes escapes in small letters and forms in chunks', async () => {
    const text = 'small é 中 letters';
    const address = `${api}/1.1/statuses/update.json`;
    const authorization = oauthHeader(world.app, tokenOf(world.shop), 'POST', address, { status: text });
    const escaped = encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
    const { status, body } = await send('POST', address, {
      headers: {
        authorization,
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'transfer-encoding': 'chunked',
      },
      body: `status=${escaped}`,
    });
    expect([status, at(body, 'text')]).toEqual([200, text]);
  });

  it('takes a message to an id that is a number, with escapes of JSON, as tweepy sends it', async () => {
    const json = `{"event": {"type": "message_create", "message_create": {"target": {"recipient_id": ${world.customer.id}}, "message_data": {"text": "\\u00e9\\u4e2d\\ud83d\\udc69"}}}}`;
    const { status, body } = await signed(
      world.shop,
      'POST',
      `${api}/1.1/direct_messages/events/new.json`,
      json,
      'application/json',
    );
    expect(status).toBe(200);
    expect(at(body, 'event', 'message_create')).toMatchObject({
      target: { recipient_id: world.customer.id },
      message_data: { text: 'é中👩' },
    });
  });
});

describe('files', () => {
  const post = (id: string) =>
    signed(world.shop, 'POST', `${api}/1.1/statuses/update.json?status=file&media_ids=${id}`);

  it('that come in one go can be posted at once, GIFs too, as ruby-twitter does', async () => {
    const { status, body } = await upload({ media: gif });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('processing_info');
    expect((await post(String(at(body, 'media_id_string')))).status).toBe(200);
  });

  it('without a category are ready once they are finalized, as python-twitter expects', async () => {
    const { id, finished } = await inPieces(film);
    expect(finished.status).toBe(201);
    expect(finished.body).not.toHaveProperty('processing_info');
    const shown = await post(id);
    expect(shown.status).toBe(200);
    expect(at(shown.body, 'extended_entities', 'media', 0, 'video_info')).toMatchObject({
      aspect_ratio: [64, 48],
      duration_millis: 2500,
    });
  });

  it('with a category are processed in the background, and cannot be posted meanwhile', async () => {
    const { id, finished } = await inPieces(film, { media_category: 'tweet_video' });
    expect(at(finished.body, 'processing_info')).toMatchObject({ state: 'pending' });
    expect((await post(id)).body).toMatchObject({ errors: [{ code: 324 }] });
  });

  it('that are broken are refused at once when nobody asked for the background', async () => {
    const { finished } = await inPieces(Buffer.from('this is no film at all'));
    expect([finished.status, at(finished.body, 'error')]).toEqual([
      400,
      'Invalid or unsupported media, Reason: UnsupportedMedia.',
    ]);
  });
});

describe('reading over v1.1', () => {
  const get = (path: string, user = world.shop) => signed(user, 'GET', `${api}/1.1/${path}`);

  it('searches with the operators of v1.1, a page at a time', async () => {
    const { sim } = world.simulator;
    const write = (word: string) => createPost(sim, { authorId: world.shop.id, text: `parcel ${word}` });
    const [one, two, three] = [write('one'), write('two'), write('three')] as const;
    repost(sim, world.customer.id, one, world.app.id);
    const found: unknown[] = [];
    let query = `?${new URLSearchParams({ q: 'parcel -filter:retweets since:2020-01-01', count: '2' }).toString()}`;
    for (let page = 0; query !== '' && page < 5; page += 1) {
      const { status, body } = await get(`search/tweets.json${query}`);
      expect(status).toBe(200);
      found.push(...idsOf(at(body, 'statuses')));
      const next = at(body, 'search_metadata', 'next_results');
      query = typeof next === 'string' ? next : '';
    }
    expect(found).toEqual([three.id, two.id, one.id]);
    const newer = await get(`search/tweets.json?q=parcel%20filter:links%20OR%20two&since_id=00${one.id}`);
    expect(at(newer.body, 'statuses')).toMatchObject([{ id_str: two.id }]);
    expect(newer.text).toContain(`"since_id":${one.id},`);
    expect(at((await get('search/tweets.json?q=parcel&until=2020-01-01')).body, 'statuses')).toEqual([]);
    expect(idsOf(at((await get('search/tweets.json?q=two%20%3F%20:)')).body, 'statuses'))).toEqual([two.id]);
    expect((await get('search/tweets.json')).body).toMatchObject({ errors: [{ code: 25 }] });
    for (const wrong of ['q=%22', 'q=parcel&until=2020-13-45', `q=${'x'.repeat(501)}`])
      expect((await get(`search/tweets.json?${wrong}`)).body).toMatchObject({ errors: [{ code: 195 }] });
  });

  it('finds people by their names, newest first, in pages', async () => {
    const { sim } = world.simulator;
    const [early, late] = ['quill_a', 'quill_b'].map((username) => sim.users.create({ username }));
    const page = async (number: number) =>
      (await get(`users/search.json?q=quill&count=1&page=${number}`)).body;
    expect(await page(1)).toMatchObject([{ id_str: late?.id }]);
    expect(await page(2)).toMatchObject([{ id_str: early?.id }]);
    expect(await page(3)).toEqual([]);
  });

  it('tells who reposted, and which of one’s posts were', async () => {
    const { sim } = world.simulator;
    const post = createPost(sim, { authorId: world.shop.id, text: 'Pass this on' });
    repost(sim, world.customer.id, post, world.app.id);
    const reposters = await get(`statuses/retweeters/ids.json?id=${post.id}`);
    expect(reposters.text).toContain(`"ids":[${world.customer.id}]`);
    expect(idsOf((await get('statuses/retweets_of_me.json')).body)).toContain(post.id);
    expect((await get('statuses/retweets_of_me.json', world.customer)).text).toBe('[]');
  });

  it('leaves out the reposts of whom one wants none of, at home in v1.1 and v2', async () => {
    const { sim } = world.simulator;
    const loud = sim.users.create({ username: 'loud' });
    follow(sim, world.customer.id, loud.id);
    const own = createPost(sim, { authorId: loud.id, text: 'My own words' });
    const passed = repost(
      sim,
      loud.id,
      createPost(sim, { authorId: world.shop.id, text: 'Words' }),
      world.app.id,
    );
    const atHome = async () => [
      idsOf((await get('statuses/home_timeline.json?count=200', world.customer)).body),
      (
        await signed(
          world.customer,
          'GET',
          `${api}/2/users/${world.customer.id}/timelines/reverse_chronological`,
        )
      ).text,
    ];
    const update = (retweets: string) =>
      signed(
        world.customer,
        'POST',
        `${api}/1.1/friendships/update.json?screen_name=loud&device=False&retweets=${retweets}`,
      );
    const relation = ['relationship', 'source', 'want_retweets'];
    expect(at((await update('False')).body, ...relation)).toBe(false);
    expect((await get('friendships/no_retweets/ids.json', world.customer)).text).toBe(`[${loud.id}]`);
    for (const shown of await atHome()) {
      expect(shown).toContain(own.id);
      expect(shown).not.toContain(passed.id);
    }
    expect(at((await update('True')).body, ...relation)).toBe(true);
    for (const shown of await atHome()) expect(shown).toContain(passed.id);
    await update('False');
    unfollow(sim, world.customer.id, loud.id);
    expect((await get('friendships/no_retweets/ids.json', world.customer)).text).toBe('[]');
  });

  it('blocks whom one reports, unless told not to', async () => {
    const { sim } = world.simulator;
    const [kept, gone] = ['rude_a', 'rude_b'].map((username) => sim.users.create({ username }));
    const report = (query: string) =>
      signed(world.shop, 'POST', `${api}/1.1/users/report_spam.json?${query}`);
    expect(at((await report('screen_name=rude_a&perform_block=false')).body, 'screen_name')).toBe('rude_a');
    expect((await report('screen_name=rude_b')).status).toBe(200);
    expect([kept, gone].map((user) => sim.blocks.has(world.shop.id, user?.id ?? ''))).toEqual([false, true]);
    expect((await report('screen_name=shop')).body).toMatchObject({ errors: [{ code: 108 }] });
  });

  it('joins the values of a name that is given several times', async () => {
    const both = await get('users/lookup.json?screen_name=ann&screen_name=shop');
    expect(both.body).toMatchObject([{ screen_name: 'ann' }, { screen_name: 'shop' }]);
    for (const path of [
      'statuses/show.json?id=1&id=2',
      'users/show.json?user_id=1&user_id=2',
      'followers/ids.json?cursor=-1&cursor=-1',
      'direct_messages/events/list.json?cursor=a&cursor=b',
      'statuses/user_timeline.json?count=1&count=2&max_id=1&max_id=2',
    ])
      expect((await get(path)).status).toBeLessThan(500);
  });
});

describe('what is odd', () => {
  it('in JSON that nests without end is refused everywhere in its own words', async () => {
    const deep = `{"text":"x","event":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const ofV2 = await signed(world.shop, 'POST', `${api}/2/tweets`, deep, 'application/json');
    expect([ofV2.status, at(ofV2.body, 'title')]).toEqual([400, 'Invalid Request']);
    const path = `${api}/1.1/direct_messages/events/new.json`;
    const ofV1 = await signed(world.shop, 'POST', path, deep, 'application/json');
    expect([ofV1.status, ofV1.body]).toMatchObject([400, { errors: [{ code: 214 }] }]);
    // Brackets within a text are only text.
    const text = `${'['.repeat(200)}\\"`;
    const fine = await signed(
      world.shop,
      'POST',
      `${api}/2/tweets`,
      `{"text":"${text}"}`,
      'application/json',
    );
    expect(fine.status).toBe(201);
  });

  it('in a path that cannot be decoded is a page that does not exist', async () => {
    expect(await send('GET', `${api}/1.1/statuses/show/%E0%A4%A.json`)).toMatchObject({
      status: 404,
      body: { errors: [{ code: 34 }] },
    });
    expect(await send('GET', `${api}/2/users/%zz`)).toMatchObject({ status: 404, text: '' });
  });

  it('in numbers is refused', async () => {
    for (const number of ['1e1', '0x10', ' 5', '5.0'])
      expect(
        (await signed(world.shop, 'GET', `${api}/2/dm_events?max_results=${encodeURIComponent(number)}`))
          .status,
      ).toBe(400);
  });

  it('in old or hasty connections is answered, each request in its turn', async () => {
    const line = (path: string, version: string, more = '') =>
      `GET ${path} HTTP/${version}\r\nHost: api.twitter.com\r\nAuthorization: Bearer ${world.bearer}\r\n${more}\r\n`;
    const speak = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let heard = '';
        const socket = connect(world.simulator.port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (data) => (heard += data.toString('utf8')));
        socket.on('close', () => resolve(heard));
        socket.on('error', reject);
      });
    const person = '/2/users/by/username/ann';
    expect(await speak(line(person, '1.0'))).toMatch(/^HTTP\/1\.1 200 .*"username":"ann"/s);
    const both = await speak(
      line(person, '1.1') + line('/1.1/users/show.json?screen_name=shop', '1.1', 'Connection: close\r\n'),
    );
    expect(both.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(both.indexOf('"username":"ann"')).toBeLessThan(both.indexOf('"screen_name":"shop"'));
  });
});
