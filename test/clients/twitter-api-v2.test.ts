import { ApiResponseError, TwitterApi } from 'twitter-api-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalX, callback, preload, startLocalX } from './local-x.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);

describe('twitter-api-v2, unmodified', () => {
  let x: LocalX;

  beforeAll(async () => {
    x = await startLocalX();
    preload(x.simulator.port);
  });
  afterAll(() => x.simulator.close());

  const keys = () => ({ appKey: x.app.consumerKey, appSecret: x.app.consumerSecret });
  const asShop = () => {
    const { token, secret } = x.simulator.sim.tokens.issueAccess(
      x.app.id,
      x.shop.id,
      'read-write-dm',
      Date.now(),
    );
    return new TwitterApi({ ...keys(), accessToken: token, accessSecret: secret });
  };

  it('signs in with three legs and knows whose token it has', async () => {
    const client = new TwitterApi(keys());
    const link = await client.generateAuthLink(callback);
    const back = await x.consent(link.url, x.shop);
    expect(back.searchParams.get('oauth_token')).toBe(link.oauth_token);
    const half = new TwitterApi({
      ...keys(),
      accessToken: link.oauth_token,
      accessSecret: link.oauth_token_secret,
    });
    const login = await half.login(back.searchParams.get('oauth_verifier') ?? '');
    expect(login).toMatchObject({ userId: x.shop.id, screenName: 'shop' });
    const me = await login.client.v1.verifyCredentials({ include_email: true });
    expect(me).toMatchObject({ id_str: x.shop.id, screen_name: 'shop', email: 'shop@example.com' });
  });

  it('is refused a callback that the app does not have', async () => {
    const client = new TwitterApi(keys());
    const refused = await client.generateAuthLink('https://other.example/').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiResponseError);
    expect(refused).toMatchObject({ code: 403, data: { errors: [{ code: 415 }] } });
  });

  it('signs in with PKCE, refreshes, and loses everything when an old refresh token is shown again', async () => {
    const client = new TwitterApi({ clientId: x.app.clientId, clientSecret: x.app.clientSecret });
    const scope = ['dm.read', 'dm.write', 'tweet.read', 'users.read', 'offline.access'] as const;
    const { url, codeVerifier, state } = client.generateOAuth2AuthLink(callback, { scope: [...scope] });
    const back = await x.consent(url, x.shop);
    expect(back.searchParams.get('state')).toBe(state);
    const code = back.searchParams.get('code') ?? '';
    const first = await client.loginWithOAuth2({ code, codeVerifier, redirectUri: callback });
    expect(first.expiresIn).toBe(7200);
    expect((await first.client.v2.me()).data.username).toBe('shop');
    const second = await client.refreshOAuth2Token(first.refreshToken ?? '');
    await expect(client.refreshOAuth2Token(first.refreshToken ?? '')).rejects.toMatchObject({ code: 400 });
    await expect(second.client.v2.me()).rejects.toMatchObject({ code: 401 });
  });

  it('looks users up, and is told who is missing', async () => {
    const client = await new TwitterApi(keys()).appLogin();
    const found = await client.v2.users([x.shop.id, '99'], {
      'user.fields': ['public_metrics', 'created_at'],
    });
    expect(found.data).toHaveLength(1);
    expect(found.data[0]?.public_metrics?.tweet_count).toBe(0);
    expect(found.errors?.[0]).toMatchObject({ resource_id: '99', title: 'Not Found Error' });
    expect((await client.v2.userByUsername('ANN')).data.id).toBe(x.customer.id);
    await expect(client.v2.me()).rejects.toMatchObject({
      code: 403,
      data: { title: 'Unsupported Authentication' },
    });
  });

  it('sends and lists direct messages, with media, in pages', async () => {
    const client = asShop();
    const mediaId = await client.v2.uploadMedia(png, {
      media_type: 'image/png',
      media_category: 'dm_image',
    });
    const sent = await client.v2.sendDmToParticipant(x.customer.id, {
      text: "It's (ok) & done! é 中",
      attachments: [{ media_id: mediaId }],
    });
    // The library types the answer as if it had a `data`; X wraps it in one, and so do we.
    expect(JSON.stringify(sent)).toContain(x.customer.id);
    for (let count = 0; count < 3; count++)
      await client.v2.sendDmToParticipant(x.customer.id, { text: `message ${count}` });
    const page = await client.v2.listDmEvents({
      max_results: 2,
      'dm_event.fields': ['sender_id', 'created_at', 'dm_conversation_id', 'attachments'],
      expansions: ['sender_id', 'attachments.media_keys'],
      'media.fields': ['url', 'type'],
    });
    expect(page.events).toHaveLength(2);
    const texts: string[] = [];
    for await (const event of page) if (event.event_type === 'MessageCreate') texts.push(event.text);
    expect(texts).toEqual(['message 2', 'message 1', 'message 0', "It's (ok) & done! é 中"]);
    expect(page.includes.users[0]?.id).toBe(x.shop.id);
    expect(page.includes.media[0]).toMatchObject({ type: 'photo', media_key: `3_${mediaId}` });
    const bytes = await client.v1.downloadDmImage(page.includes.media[0]?.url ?? '');
    expect(Buffer.compare(bytes, png)).toBe(0);
  });

  it('is told its limits, and refused beyond them', async () => {
    const client = asShop();
    x.simulator.sim.limits.override('GET /2/users/me', { user: 2 });
    x.simulator.sim.limits.clearUsage();
    await client.v2.me();
    await client.v2.me();
    const refused = await client.v2.me().catch((error: unknown) => error);
    if (!(refused instanceof ApiResponseError)) throw new Error('a third call was let through');
    expect(refused.rateLimitError).toBe(true);
    expect(refused.rateLimit).toMatchObject({ limit: 2, remaining: 0 });
    expect(refused.data).toMatchObject({ title: 'Too Many Requests', status: 429 });
  });

  it('uploads with v1.1 and sends the file with it', async () => {
    const client = asShop();
    const mediaId = await client.v1.uploadMedia(png, { mimeType: 'image/png', target: 'dm' });
    const { event } = await client.v1.sendDm({
      recipient_id: x.customer.id,
      text: 'look',
      attachment: { type: 'media', media: { id: mediaId } },
    });
    const bytes = await client.v1.downloadDmImage(event);
    expect(Buffer.compare(bytes, png)).toBe(0);
  });

  it('greets with a welcome message and learns which one was answered', async () => {
    const client = asShop();
    const { sim } = x.simulator;
    const { welcome_message: welcome } = await client.v1.newWelcomeDm('first visit', {
      text: 'How can we help?',
      quick_reply: { type: 'options', options: [{ label: 'Order', metadata: 'o' }] },
    });
    await client.v1.setWelcomeDm(welcome.id);
    const rules = await client.v1.listWelcomeDmRules();
    expect(rules.welcome_message_rules?.[0]?.welcome_message_id).toBe(welcome.id);
    const visitor = sim.users.create({ username: 'visitor' });
    const control = (path: string, body: object) =>
      fetch(`${x.simulator.url}/_control${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await control('/threads/open', { user: visitor.id, recipient: x.shop.id });
    await control('/messages', { from: visitor.id, to: x.shop.id, answer: { label: 'Order' } });
    const { events } = await client.v1.listDmEvents({ count: 1 });
    expect(events[0]).toMatchObject({
      initiated_via: { welcome_message_id: welcome.id },
      message_create: { message_data: { quick_reply_response: { type: 'options', metadata: 'o' } } },
    });
    await client.v1.updateWelcomeDm(welcome.id, { text: 'Hello again' });
    expect((await client.v1.getWelcomeDm(welcome.id)).welcome_message.message_data.text).toBe('Hello again');
    const other = await client.v1.newWelcomeDm('second', { text: 'Hi' });
    // The client takes the old rule and its message away first.
    await client.v1.setWelcomeDm(other.welcome_message.id);
    await expect(client.v1.getWelcomeDm(welcome.id)).rejects.toMatchObject({
      code: 404,
      data: { errors: [{ code: 34 }] },
    });
    sim.users.update(x.shop.id, { dmOpen: false });
    await expect(client.v1.newWelcomeDm('third', { text: 'Hi' })).rejects.toMatchObject({
      code: 403,
      data: { errors: [{ code: 214, message: 'Owner must allow dms from anyone.' }] },
    });
    sim.users.update(x.shop.id, { dmOpen: true });
  });

  it('sends buttons and places over v1.1, and is told what is wrong with a message', async () => {
    const client = asShop();
    const { event } = await client.v1.sendDm({
      recipient_id: x.customer.id,
      text: 'here',
      ctas: [{ type: 'web_url', label: 'Map', url: 'https://example.com/map' }],
      attachment: {
        type: 'location',
        location: {
          type: 'shared_coordinate',
          shared_coordinate: { coordinates: { type: 'Point', coordinates: [8.5, 47.4] } },
        },
      },
      custom_profile_id: '100001',
    });
    expect(event.message_create).toMatchObject({
      custom_profile_id: '100001',
      message_data: { ctas: [{ tco_url: expect.any(String) }], attachment: { type: 'location' } },
    });
    const refused = client.v1.sendDm({
      recipient_id: x.customer.id,
      text: 'x',
      quick_reply: { type: 'options', options: [{ label: 'l'.repeat(37) }] },
    });
    await expect(refused).rejects.toMatchObject({ code: 403, data: { errors: [{ code: 151 }] } });
  });

  it('reads and writes people and posts over v1.1', async () => {
    const { v1 } = asShop();
    expect((await v1.users({ screen_name: 'ann' }))[0]?.id_str).toBe(x.customer.id);
    await v1.createFriendship({ screen_name: 'ann' });
    const { relationship } = await v1.friendship({ source_screen_name: 'shop', target_screen_name: 'ann' });
    expect(relationship.source).toMatchObject({ following: true, can_dm: true });
    expect((await v1.userFollowingIds({ stringify_ids: true })).ids).toEqual([x.customer.id]);
    const long = `news ${'and more '.repeat(30)}`.trim();
    const { id_str: id } = await v1.tweet(long);
    expect((await v1.singleTweet(id)).full_text).toBe(long);
    const timeline = await v1.userTimelineByUsername('shop');
    expect(timeline.tweets.map((tweet) => tweet.id_str)).toContain(id);
    await v1.deleteTweet(id);
    await expect(v1.singleTweet(id)).rejects.toMatchObject({ code: 404, data: { errors: [{ code: 144 }] } });
  });

  it('uses v1.1: quick replies, typing, read marks', async () => {
    const client = asShop();
    const { event } = await client.v1.sendDm({
      recipient_id: x.customer.id,
      text: 'How can we help?',
      quick_reply: {
        type: 'options',
        options: [{ label: 'Order', description: 'its status', metadata: 'm1' }],
      },
    });
    expect(event.message_create.target.recipient_id).toBe(x.customer.id);
    await client.v1.indicateDmTyping(x.customer.id);
    await client.v1.markDmAsRead(event.id, x.customer.id);
    const list = await client.v1.listDmEvents({ count: 1 });
    expect(list.events[0]?.id).toBe(event.id);
    x.simulator.sim.apps.update(x.app.id, { v1Dm: '453' });
    await expect(client.v1.listDmEvents()).rejects.toMatchObject({
      code: 403,
      data: { errors: [{ code: 453 }] },
    });
  });
});
