import { randomBytes } from 'node:crypto';
import { Value } from 'typebox/value';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVITY_EVENT_TYPES, type XActivityEventType } from '../../contract/x/activity.ts';
import {
  ACTIVITY_PAYLOADS,
  ActivityEnvelopeSchema,
  ActivityPostSchema,
  ActivityUserSchema,
} from '../../contract/x/activity-payloads.ts';
import { block, follow, mute, unblock, unfollow, unmute } from '../../simulator/acts/follows.ts';
import { readUpTo, revokeApp, sendMessage, typeTo } from '../../simulator/acts/messages.ts';
import { createPost, deletePost, like, repost } from '../../simulator/acts/posts.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

type Payload = Record<string, unknown>;
type Envelope = {
  data: {
    event_type: string;
    event_uuid: string;
    tag?: string;
    filter: object;
    payload: Payload;
    includes?: { users?: Payload[]; tweets?: Payload[] };
  };
};

let world: World;
let webhookId: string;
beforeAll(async () => {
  world = await startWorld({ tier: 'enterprise' });
  const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  webhookId = (body as { data: { id: string } }).data.id;
});
afterAll(() => world.close());
afterEach(async () => {
  const { body } = await world.asApp('GET', '/2/activity/subscriptions');
  const ids = (body as { data: { subscription_id: string }[] }).data.map((row) => row.subscription_id);
  if (ids.length > 0) await world.asApp('DELETE', `/2/activity/subscriptions?ids=${ids.join(',')}`);
  world.receiver.received.length = 0;
});

const subscribe = async (eventType: string, filter?: object, more: object = {}) => {
  const body = {
    event_type: eventType,
    filter: filter ?? { user_id: world.shop.id },
    webhook_id: webhookId,
    tag: `tag of ${eventType}`,
    ...more,
  };
  const answer = await world.asUser(world.shop, 'POST', '/2/activity/subscriptions', body);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
};
const envelopes = (): Envelope[] => world.receiver.received.map(({ body }) => JSON.parse(body));
const heard = async (count = 1): Promise<Envelope[]> => {
  await waitFor(`${count} events`, () => world.receiver.received.length >= count);
  return envelopes();
};
const act = async (body: object) => {
  const answer = await world.control('POST', '/activity', body);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.body as { payload: Payload };
};
const patchShop = async (body: object) => {
  const answer = await world.control('PATCH', `/users/${world.shop.id}`, body);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
};

/** What makes each event happen for the shop. */
const sim = () => world.simulator.sim;
const shop = () => world.shop.id;
const ann = () => world.customer.id;
const post = (authorId: string, text: string, more: object = {}) =>
  createPost(sim(), { authorId, text, ...more });
const group = (eventType: string) => act({ eventType, user: '@shop', sender: '@ann', conversationId: 'g12' });
const acts: Record<XActivityEventType, () => unknown> = {
  'profile.update.bio': () => patchShop({ description: `Open since ${randomBytes(3).toString('hex')}` }),
  'profile.update.profile_picture': () => patchShop({ profileImageUrl: 'https://shop.example/new.png' }),
  'profile.update.banner_picture': () => patchShop({ profileBannerUrl: 'https://shop.example/banner.png' }),
  'profile.update.screenname': () => patchShop({ name: 'The New Shop' }),
  'profile.update.geo': () => patchShop({ location: 'Lisbon' }),
  'profile.update.url': () => patchShop({ url: 'https://shop.example' }),
  'profile.update.verified_badge': () => patchShop({ verified: true, verifiedType: 'business' }),
  'profile.update.affiliate_badge': () =>
    patchShop({ affiliation: { userId: ann(), description: 'Ann and Co', url: 'https://x.com/ann' } }),
  'profile.update.handle': async () => {
    await patchShop({ username: 'shop2' });
    await patchShop({ username: 'shop' });
  },
  'news.new': () => act({ eventType: 'news.new', name: 'A Shop opens', organizations: ['Shops'] }),
  'follow.follow': () => follow(sim(), ann(), shop()),
  'follow.unfollow': () => {
    follow(sim(), ann(), shop());
    unfollow(sim(), ann(), shop());
  },
  'spaces.start': () => act({ eventType: 'spaces.start', user: '@shop' }),
  'spaces.end': async () => {
    const { payload } = await act({ eventType: 'spaces.start', user: '@shop' });
    const over = await act({ eventType: 'spaces.end', user: '@shop' });
    expect(over.payload['broadcast_id']).toBe(payload['broadcast_id']);
  },
  'broadcast.start': () => act({ eventType: 'broadcast.start', user: '@shop' }),
  'broadcast.end': () => act({ eventType: 'broadcast.end', user: '@shop', broadcastId: '1abc' }),
  'broadcast.chat': () =>
    act({ eventType: 'broadcast.chat', user: '@shop', author: '@ann', text: 'Hi all', broadcastId: '1abc' }),
  'chat.received': () => act({ eventType: 'chat.received', user: '@shop', sender: '@ann' }),
  'chat.sent': () => act({ eventType: 'chat.sent', user: '@shop' }),
  'chat.conversation.join': () => group('chat.conversation.join'),
  'chat.conversation_join': () => group('chat.conversation.join'),
  'chat.conversation.member_added': () => group('chat.conversation.member_added'),
  'chat.conversation.member_removed': () => group('chat.conversation.member_removed'),
  'chat.conversation.admin_added': () => group('chat.conversation.admin_added'),
  'chat.conversation.admin_removed': () => group('chat.conversation.admin_removed'),
  'chat.update.group_name': () => group('chat.update.group_name'),
  'chat.update.restrictions': () => group('chat.update.restrictions'),
  'dm.sent': () => sendMessage(sim(), { senderId: shop(), to: { userId: ann() }, text: 'On its way' }),
  'dm.received': () => world.write('Where is it?'),
  'dm.indicate_typing': () => typeTo(sim(), ann(), shop()),
  'dm.read': () => {
    const { id } = sendMessage(sim(), { senderId: shop(), to: { userId: ann() }, text: 'Read me' });
    readUpTo(sim(), ann(), shop(), id);
  },
  'post.create': () => post(shop(), 'We are open #today https://shop.example/today'),
  'post.delete': () => deletePost(sim(), post(shop(), 'A mistake')),
  'post.mention.create': () => post(ann(), 'Thanks @shop!'),
  'post.reply.create': () => post(ann(), 'When?', { inReplyToId: post(shop(), 'We open').id }),
  'post.quote.create': () => post(ann(), 'Look', { quotedId: post(shop(), 'We open again').id }),
  'post.repost.create': () => repost(sim(), ann(), post(shop(), 'Please repost')),
  'like.create': () => like(sim(), ann(), post(shop(), 'Please like')),
  'mute.mute': () => mute(sim(), shop(), ann()),
  'mute.unmute': () => unmute(sim(), shop(), ann()),
  'block.block': () => block(sim(), shop(), ann()),
  'block.unblock': () => unblock(sim(), shop(), ann()),
  'oauth.revoke': () => revokeApp(sim(), world.app.id, shop()),
};

const filterOf = (type: XActivityEventType): object | undefined => {
  if (type === 'news.new') return { keyword: 'shop' };
  return type === 'oauth.revoke' ? {} : undefined;
};

const problems = (type: XActivityEventType, payload: unknown) =>
  [...Value.Errors(ACTIVITY_PAYLOADS[type], payload)].map((error) => JSON.stringify(error));

describe('every event of the activity API', () => {
  it.each(ACTIVITY_EVENT_TYPES)('%s can be subscribed to, happens, and looks as published', async (type) => {
    await subscribe(type, filterOf(type));
    await acts[type]();
    const [envelope] = await heard();
    const name = type === 'chat.conversation_join' ? 'chat.conversation.join' : type;
    expect(envelope && [...Value.Errors(ActivityEnvelopeSchema, envelope)]).toEqual([]);
    expect(envelope?.data).toMatchObject({
      event_type: name,
      tag: `tag of ${type}`,
      filter: filterOf(type) ?? { user_id: shop() },
    });
    expect(problems(type, envelope?.data.payload)).toEqual([]);
    for (const user of type === 'post.delete' ? [] : (envelope?.data.includes?.users ?? []))
      expect([...Value.Errors(ActivityUserSchema, user)]).toEqual([]);
    for (const tweet of envelope?.data.includes?.tweets ?? [])
      expect([...Value.Errors(ActivityPostSchema, tweet)]).toEqual([]);
    expect(world.receiver.received.every(({ isGenuine }) => isGenuine)).toBe(true);
  });
});

describe('what activity events say', () => {
  it('tells both sides of a like, each in its direction', async () => {
    const other = sim().users.create({ username: 'bob' });
    sim().tokens.issueAccess(world.app.id, other.id, 'read-write-dm', sim().clock.now());
    await subscribe('like.create', { user_id: shop(), direction: 'inbound' });
    await subscribe('like.create', { user_id: other.id, direction: 'outbound' });
    await subscribe('like.create', { user_id: other.id, direction: 'inbound' });
    const liked = post(shop(), 'Like me');
    like(sim(), other.id, liked);
    const [one, two] = await heard(2);
    expect([one, two].map((each) => each?.data.filter)).toEqual(
      expect.arrayContaining([
        { user_id: shop(), direction: 'inbound' },
        { user_id: other.id, direction: 'outbound' },
      ]),
    );
    expect(one?.data.payload).toEqual(two?.data.payload);
    expect(one?.data.payload).toMatchObject({ liked_tweet_id: liked.id, liked_tweet_author_id: shop() });
    expect(one?.data.includes?.tweets).toMatchObject([{ id: liked.id, text: 'Like me' }]);
    expect(one?.data.event_uuid).not.toBe(two?.data.event_uuid);
  });

  it('brings a reply with what it answers and both authors', async () => {
    await subscribe('post.reply.create', { user_id: shop(), direction: 'inbound' });
    const first = post(shop(), 'Questions?');
    const reply = post(ann(), 'Yes, one', { inReplyToId: first.id });
    const [envelope] = await heard();
    expect(envelope?.data.payload).toMatchObject({
      id: reply.id,
      author_id: ann(),
      conversation_id: first.id,
      in_reply_to_user_id: shop(),
      referenced_tweets: [{ type: 'replied_to', id: first.id }],
      public_metrics: { like_count: 0, like_count_str: '0' },
    });
    expect(envelope?.data.includes?.tweets?.map((each) => each['id'])).toEqual([reply.id, first.id]);
    expect(envelope?.data.includes?.users?.map((each) => each['username'])).toEqual(['ann', 'shop']);
  });

  it('lets a keyword find news in whichever case, and only those', async () => {
    await subscribe('news.new', { keyword: 'Lisbon' });
    await act({ eventType: 'news.new', name: 'Nothing of note' });
    await act({ eventType: 'news.new', name: 'Fair opens', places: ['LISBON'] });
    const [envelope] = await heard();
    expect(envelope?.data).toMatchObject({ filter: { keyword: 'Lisbon' }, payload: { name: 'Fair opens' } });
    expect(world.receiver.received).toHaveLength(1);
  });

  it('keeps quiet about a protected account unless it let the app in', async () => {
    const shy = sim().users.create({ username: 'shy', protected: true });
    await subscribe('post.create', { user_id: shy.id });
    post(shy.id, 'Not for everyone');
    sim().tokens.issueAccess(world.app.id, shy.id, 'read', sim().clock.now());
    post(shy.id, 'For this app');
    const [envelope] = await heard();
    expect(envelope?.data.payload).toMatchObject({ text: 'For this app' });
    expect(world.receiver.received).toHaveLength(1);
  });

  it('tells of group messages only when the switch is on', async () => {
    const bob = sim().users.findByUsername('bob') ?? sim().users.create({ username: 'bob' });
    await subscribe('dm.received');
    const body = { creator: '@ann', participants: ['@shop', `@${bob.username}`] };
    const { body: made } = await world.control('POST', '/groups', body);
    const { conversationId, id } = made as { conversationId?: string; id?: string };
    const write = (text: string) =>
      world.control('POST', '/messages', { from: '@ann', conversationId: conversationId ?? id, text });
    await write('unheard');
    await world.control('PATCH', '/settings', { activityGroups: true });
    await write('to the group');
    await world.control('PATCH', '/settings', { activityGroups: false });
    const [envelope] = await heard();
    expect(world.receiver.received).toHaveLength(1);
    expect(envelope?.data.payload).toMatchObject({
      direct_message_events: [
        { message_create: { target: { recipient_id: shop() }, message_data: { text: 'to the group' } } },
      ],
    });
  });
});
