import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

type Post = { id: string; text: string };

let world: World;
let shop: SimUser;
let ann: SimUser;
let bob: SimUser;

beforeAll(async () => {
  world = await startWorld();
  shop = world.shop;
  ann = world.customer;
  bob = world.simulator.sim.users.create({ username: 'bob' });
});
afterAll(() => world.close());

async function post(user: SimUser, body: object): Promise<Post> {
  const { status, body: answer } = await world.asUser(user, 'POST', '/2/tweets', body);
  expect({ status, answer }).toMatchObject({ status: 201 });
  return (answer as { data: Post }).data;
}

const get = async (user: SimUser, path: string) => (await world.asUser(user, 'GET', path)).body;

describe('writing posts', () => {
  it('answers 201 with id, text and edit history', async () => {
    const made = await post(shop, { text: 'Open until six.' });
    expect(made).toEqual({ id: made.id, text: 'Open until six.', edit_history_tweet_ids: [made.id] });
    expect(await get(ann, `/2/tweets/${made.id}`)).toEqual({
      data: { id: made.id, text: 'Open until six.', edit_history_tweet_ids: [made.id] },
    });
  });

  it('refuses the same words twice in a day', async () => {
    await post(shop, { text: 'Sale! https://example.com/sale' });
    const again = { text: 'Sale! https://example.com/sale' };
    expect(await world.asUser(shop, 'POST', '/2/tweets', again)).toMatchObject({
      status: 403,
      body: {
        title: 'Forbidden',
        type: 'about:blank',
        status: 403,
        detail: 'You are not allowed to create a Tweet with duplicate content.',
      },
    });
    world.simulator.sim.clock.advance(25 * 3_600_000);
    await post(shop, again);
  });

  it('weighs the text: 280 for everyone, more for subscribers', async () => {
    const link = `https://example.com/${'x'.repeat(100)}`;
    await post(ann, { text: `${'a'.repeat(256)} ${link}` });
    const long = { text: `${'b'.repeat(257)} ${link}` };
    expect(await world.asUser(ann, 'POST', '/2/tweets', long)).toMatchObject({
      status: 400,
      body: { title: 'Invalid Request', errors: [{ message: expect.stringContaining('too long') }] },
    });
    const premium = world.simulator.sim.users.create({ username: 'premium', verified: true });
    const made = await post(premium, { text: 'word '.repeat(200) });
    expect(made.text.endsWith('…')).toBe(true);
    expect(await get(ann, `/2/tweets/${made.id}?tweet.fields=note_tweet`)).toMatchObject({
      data: { text: made.text, note_tweet: { text: 'word '.repeat(200) } },
    });
  });

  it('says which member of the body is wrong', async () => {
    const complaints: [object, string][] = [
      [{}, '$.text: is missing but it is required'],
      [{ text: 'x', reply: {} }, '$.reply.in_reply_to_tweet_id: is missing but it is required'],
      [{ txt: 'x' }, '$.txt: is not defined in the schema'],
      [{ text: 'x', reply_settings: 'nobody' }, '$.reply_settings: does not have a value in the enumeration'],
      [
        { text: 'x', poll: { options: ['a'], duration_minutes: 5 } },
        '$.poll.options: there must be between 2',
      ],
      [{ text: 'x', media: { media_ids: ['77'] } }, 'Your media IDs are invalid.'],
      [{ text: 'x', quote_tweet_id: '1', poll: {} }, 'mutually exclusive'],
      [{ text: 7 }, '$.text: string expected'],
    ];
    for (const [body, message] of complaints) {
      const answer = await world.asUser(ann, 'POST', '/2/tweets', body);
      expect(answer).toMatchObject({
        status: 400,
        body: {
          title: 'Invalid Request',
          errors: [{ message: expect.stringContaining(message) }],
          type: 'https://api.twitter.com/2/problems/invalid-request',
        },
      });
    }
  });

  it('keeps to who may answer', async () => {
    const closed = await post(shop, { text: 'For @bob only', reply_settings: 'mentionedUsers' });
    const reply = { in_reply_to_tweet_id: closed.id };
    expect(await world.asUser(ann, 'POST', '/2/tweets', { text: 'me!', reply })).toMatchObject({
      status: 403,
      body: { detail: 'The original Tweet author restricted who can reply to this Tweet.' },
    });
    await post(bob, { text: 'thanks', reply });
    const gone = { text: 'x', reply: { in_reply_to_tweet_id: '1' } };
    expect(await world.asUser(ann, 'POST', '/2/tweets', gone)).toMatchObject({
      status: 403,
      body: { detail: 'You attempted to reply to a Tweet that is deleted or not visible to you.' },
    });
  });

  it('deletes and hides only what one may', async () => {
    const made = await post(shop, { text: 'Oops' });
    const answer = await post(ann, { text: 'spam', reply: { in_reply_to_tweet_id: made.id } });
    const hide = { hidden: true };
    expect((await world.asUser(ann, 'PUT', `/2/tweets/${answer.id}/hidden`, hide)).status).toBe(403);
    expect(await world.asUser(shop, 'PUT', `/2/tweets/${answer.id}/hidden`, hide)).toMatchObject({
      status: 200,
      body: { data: { hidden: true } },
    });
    expect((await world.asUser(ann, 'DELETE', `/2/tweets/${made.id}`)).status).toBe(403);
    expect((await world.asUser(shop, 'DELETE', `/2/tweets/${made.id}`)).body).toEqual({
      data: { deleted: true },
    });
    expect(await world.asUser(shop, 'DELETE', `/2/tweets/${made.id}`)).toMatchObject({
      status: 404,
      body: { resource_type: 'tweet', resource_id: made.id },
    });
  });

  it('keeps the rules of self-serve apps where an app is told to', async () => {
    const { sim } = world.simulator;
    const theirs = await post(ann, { text: 'Talking to nobody' });
    const asked = await post(ann, { text: 'Hey @shop, are you there?' });
    sim.apps.update(world.app.id, { selfServeRules: 'enforced' });
    const answer = (id: string) =>
      world.asUser(shop, 'POST', '/2/tweets', { text: `Yes ${id}`, reply: { in_reply_to_tweet_id: id } });
    expect(await answer(theirs.id)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('have not been mentioned') },
    });
    expect((await answer(asked.id)).status).toBe(201);
    for (const [path, body] of [
      ['/2/tweets', { text: 'see', quote_tweet_id: asked.id }],
      [`/2/users/${shop.id}/likes`, { tweet_id: asked.id }],
      [`/2/users/${shop.id}/following`, { target_user_id: ann.id }],
    ] as const)
      expect(await world.asUser(shop, 'POST', path, body)).toMatchObject({
        status: 403,
        body: { title: 'Client Forbidden', reason: 'client-not-enrolled', client_id: world.app.id },
      });
    sim.apps.update(world.app.id, { tier: 'enterprise' });
    expect((await answer(theirs.id)).status).toBe(201);
    sim.apps.update(world.app.id, { selfServeRules: 'off', tier: 'pay-per-use' });
  });
});

describe('posts with more than words', () => {
  const picture =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==';

  it('carry a picture that everyone can load, as a link at the end of the text', async () => {
    const { body } = await world.control('POST', '/media', {
      owner: '@shop',
      category: 'tweet_image',
      bytes: picture,
      altText: 'A point',
    });
    const { id: mediaId, mediaKey } = body as { id: string; mediaKey: string };
    const made = await post(shop, { text: 'Look', media: { media_ids: [mediaId] } });
    expect(made.text).toMatch(/^Look https:\/\/t\.co\/\w{10}$/);
    const path = `/2/tweets/${made.id}?tweet.fields=display_text_range,entities&expansions=attachments.media_keys`;
    const read = await get(ann, `${path}&media.fields=url,alt_text,width`);
    expect(read).toMatchObject({
      data: {
        attachments: { media_keys: [mediaKey] },
        display_text_range: [0, 4],
        entities: {
          urls: [
            { media_key: mediaKey, expanded_url: `https://x.com/shop/status/${made.id}/photo/1`, start: 5 },
          ],
        },
      },
      includes: { media: [{ media_key: mediaKey, type: 'photo', alt_text: 'A point', width: 1 }] },
    });
    const { url } = (read as { includes: { media: { url: string }[] } }).includes.media[0] ?? { url: '' };
    const file = await fetch(url);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await file.arrayBuffer()).toString('base64')).toBe(picture);
    expect((await fetch(url.replace(/\w\.png$/, '_.png'))).status).toBe(404);
    const foreign = { text: 'Mine now', media: { media_ids: [mediaId] } };
    expect((await world.asUser(ann, 'POST', '/2/tweets', foreign)).status).toBe(400);
  });

  it('ask a question', async () => {
    const poll = { options: ['Red', 'Blue'], duration_minutes: 30 };
    const made = await post(shop, { text: 'Which?', poll });
    const path = `/2/tweets/${made.id}?expansions=attachments.poll_ids&poll.fields=duration_minutes,voting_status`;
    expect(await get(ann, path)).toMatchObject({
      data: { attachments: { poll_ids: [expect.any(String)] } },
      includes: {
        polls: [
          {
            options: [
              { position: 1, label: 'Red', votes: 0 },
              { position: 2, label: 'Blue', votes: 0 },
            ],
            duration_minutes: 30,
            voting_status: 'open',
          },
        ],
      },
    });
    world.simulator.sim.clock.advance(31 * 60_000);
    expect(await get(ann, path)).toMatchObject({ includes: { polls: [{ voting_status: 'closed' }] } });
  });

  it('invite to write privately', async () => {
    const link = `https://twitter.com/messages/compose?recipient_id=${shop.id}`;
    const made = await post(shop, { text: 'Questions?', direct_message_deep_link: link });
    expect((await world.control('GET', `/posts/${made.id}`)).body).toMatchObject({
      urls: [{ expandedUrl: link }],
      button: { recipientId: shop.id, label: 'Send a private message' },
    });
  });
});

describe('reading posts', () => {
  it('gives all fields and what expansions point at, in the words of the request', async () => {
    const question = await post(ann, { text: 'Where is my parcel, @shop? #lost https://example.com/p' });
    const answer = await post(shop, { text: 'On its way', reply: { in_reply_to_tweet_id: question.id } });
    const tweets = await get(
      bob,
      `/2/tweets/${answer.id}?tweet.fields=author_id,conversation_id,created_at,display_text_range,edit_controls,entities,in_reply_to_user_id,lang,possibly_sensitive,public_metrics,referenced_tweets,reply_settings&expansions=author_id,referenced_tweets.id,referenced_tweets.id.author_id,in_reply_to_user_id,entities.mentions.username&user.fields=public_metrics`,
    );
    expect(tweets).toMatchObject({
      data: {
        id: answer.id,
        text: '@ann On its way',
        author_id: shop.id,
        conversation_id: question.id,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        display_text_range: [5, 15],
        edit_controls: { edits_remaining: 5, is_edit_eligible: false },
        edit_history_tweet_ids: [answer.id],
        entities: { mentions: [{ start: 0, end: 4, username: 'ann', id: ann.id }] },
        in_reply_to_user_id: ann.id,
        lang: 'en',
        possibly_sensitive: false,
        public_metrics: {
          retweet_count: 0,
          reply_count: 0,
          like_count: 0,
          quote_count: 0,
          bookmark_count: 0,
          impression_count: expect.any(Number),
        },
        referenced_tweets: [{ type: 'replied_to', id: question.id }],
        reply_settings: 'everyone',
      },
      includes: {
        users: expect.arrayContaining([
          expect.objectContaining({ id: shop.id, username: 'shop' }),
          expect.objectContaining({ id: ann.id, username: 'ann' }),
        ]),
        tweets: [
          {
            id: question.id,
            author_id: ann.id,
            entities: {
              hashtags: [{ tag: 'lost' }],
              urls: [{ expanded_url: 'https://example.com/p', display_url: 'example.com/p' }],
            },
          },
        ],
      },
    });
    const posts = await get(
      bob,
      `/2/tweets?ids=${answer.id}&post.fields=public_metrics&expansions=author_id,referenced_posts`,
    );
    expect(posts).toMatchObject({
      data: [
        {
          edit_history_post_ids: [answer.id],
          author_id: shop.id,
          public_metrics: { repost_count: 0 },
          referenced_posts: [{ type: 'replied_to', id: question.id }],
        },
      ],
      includes: { posts: [{ id: question.id, edit_history_post_ids: [question.id] }] },
    });
    expect(posts).not.toHaveProperty('includes.tweets');
  });

  it('tells what is missing, protected, of a suspended author or of one who blocks', async () => {
    const { sim } = world.simulator;
    const secret = sim.users.create({ username: 'secret', protected: true });
    const bad = sim.users.create({ username: 'bad', suspended: true });
    const foe = sim.users.create({ username: 'foe' });
    sim.blocks.add(foe.id, bob.id);
    const [kept, banned, blocked] = [secret, bad, foe].map((author) =>
      sim.posts.create({ authorId: author.id, text: 'hm' }),
    );
    const seen = await post(shop, { text: 'seen by all' });
    const ids = [seen.id, '99', kept?.id, banned?.id, blocked?.id].join(',');
    const denied = (id?: string) => ({
      resource_id: id,
      value: id,
      parameter: 'ids',
      resource_type: 'tweet',
      section: 'data',
      title: 'Authorization Error',
      detail: `Sorry, you are not authorized to see the Tweet with ids: [${id}].`,
      type: 'https://api.twitter.com/2/problems/not-authorized-for-resource',
    });
    expect(await get(bob, `/2/tweets?ids=${ids}`)).toEqual({
      data: [expect.objectContaining({ id: seen.id })],
      errors: [
        {
          value: '99',
          detail: 'Could not find tweet with ids: [99].',
          title: 'Not Found Error',
          resource_type: 'tweet',
          parameter: 'ids',
          resource_id: '99',
          type: 'https://api.twitter.com/2/problems/resource-not-found',
        },
        denied(kept?.id),
        denied(banned?.id),
        denied(blocked?.id),
      ],
    });
    sim.follows.add(bob.id, secret.id);
    expect(await get(bob, `/2/tweets/${kept?.id}`)).toMatchObject({ data: { id: kept?.id } });
    expect((await world.asApp('GET', `/2/tweets/${kept?.id}`)).body).toMatchObject({
      errors: [{ title: 'Authorization Error', parameter: 'id' }],
    });
    expect(await get(bob, `/2/users/${foe.id}/tweets`)).toMatchObject({
      errors: [{ title: 'Authorization Error', resource_id: foe.id }],
    });
    expect(await get(ann, `/2/users/${secret.id}/tweets`)).toMatchObject({
      errors: [
        {
          resource_type: 'user',
          parameter: 'id',
          detail: `Sorry, you are not authorized to see the user with id: [${secret.id}].`,
        },
      ],
    });
  });

  it('tells of a referenced post that is gone', async () => {
    const first = await post(ann, { text: 'soon gone' });
    const quote = await post(bob, { text: 'look', quote_tweet_id: first.id });
    await world.asUser(ann, 'DELETE', `/2/tweets/${first.id}`);
    expect(await get(shop, `/2/tweets/${quote.id}?expansions=referenced_tweets.id`)).toMatchObject({
      data: { referenced_tweets: [{ type: 'quoted', id: first.id }] },
      errors: [
        {
          parameter: 'referenced_tweets.id',
          resource_id: first.id,
          resource_type: 'tweet',
          title: 'Not Found Error',
        },
      ],
    });
  });

  it('refuses what the endpoints do not know', async () => {
    for (const query of [
      '',
      '?ids=',
      '?ids=abc',
      `?ids=${'1,'.repeat(101)}2`,
      '?ids=1&tweet.fields=nonsense',
      '?ids=1&expansions=nonsense',
      '?ids=1&more=1',
    ])
      expect(await world.asApp('GET', `/2/tweets${query}`)).toMatchObject({
        status: 400,
        body: { title: 'Invalid Request' },
      });
    expect(await world.asApp('GET', '/2/tweets/abc')).toMatchObject({
      status: 400,
      body: { errors: [{ message: 'The `id` query parameter value [abc] is not valid' }] },
    });
  });
});
