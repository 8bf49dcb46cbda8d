import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sunshineV1Operations } from '../../contract/sunshine/v1/index.ts';
import { until } from '../harness.ts';
import { formOf, methodsOfSmooch, openSmooch, refusalV1, type Smooch } from './sunshine/smooch.ts';
import { openWorld, type SunshineWorld } from './sunshine/world.ts';

const operations = Object.values(sunshineV1Operations).flat();
const NOBODY = 'f'.repeat(24);

let world: SunshineWorld;
/** With a key of the app: paths leave the app out. */
let smooch: Smooch;
/** With a key of the whole account: paths name the app. */
let account: Smooch;

beforeAll(async () => {
  world = await openWorld();
  smooch = openSmooch(world.product.url, world.key, 'app');
  account = openSmooch(`${world.product.url}/sc`, await world.makeKey('account'), 'account');
});
afterAll(() => world?.product.close());

/** The client takes a single object for its named arguments. */
const create = (appUser: object) => smooch('appUsers.create')({ appUser });

describe('smooch-core: users', () => {
  it('makes a user, reads it by both ids, changes and deletes it', async () => {
    const { appUser } = await create({
      userId: 'steveb@channel5.com',
      givenName: 'Steve',
      email: 'steve@example.org',
      signedUpAt: new Date('2020-01-02T03:04:05.000Z'),
      properties: { plan: 'gold', visits: 3 },
    });
    expect(appUser).toMatchObject({
      userId: 'steveb@channel5.com',
      givenName: 'Steve',
      signedUpAt: '2020-01-02T03:04:05.000Z',
      properties: { plan: 'gold', visits: 3 },
      conversationStarted: false,
      clients: [],
      pendingClients: [],
    });
    const id = String(appUser?.['_id']);
    const again = await account('appUsers.get')(world.appId, 'steveb@channel5.com');
    expect(again['appUser']).toEqual(appUser);
    const changed = await smooch('appUsers.update')(id, { surname: 'B', properties: { visits: 4 } });
    expect(changed['appUser']).toMatchObject({
      givenName: 'Steve',
      surname: 'B',
      properties: { plan: 'gold', visits: 4 },
    });
    expect(await refusalV1(create({ userId: 'steveb@channel5.com' }))).toEqual({
      status: 409,
      code: 'conflict',
      description: 'User already exists',
    });
    const bare = await smooch('appUsers.deleteProfile')(id);
    expect(bare['appUser']).not.toHaveProperty('givenName');
    expect(bare['appUser']?.['properties']).toEqual({});
    expect(await smooch('appUsers.delete')(id)).toEqual({});
    expect(await refusalV1(smooch('appUsers.get')(id))).toEqual({
      status: 404,
      code: 'user_not_found',
      description: 'User not found',
    });
  });

  it('shows a customer of X with their client and channel', async () => {
    const { userId, handleId } = world;
    const { appUser } = await smooch('appUsers.get')(userId);
    expect(appUser).toMatchObject({ _id: userId, givenName: 'Jane', conversationStarted: true });
    expect(appUser?.['clients']?.[0]).toMatchObject({
      platform: 'twitter',
      active: true,
      primary: true,
      integrationId: handleId,
      displayName: 'Jane Doe',
      raw: { screen_name: 'jane' },
    });
    const { channels } = await smooch('appUsers.getChannels')(userId);
    expect(channels).toEqual([{ type: 'twitter', userId: appUser?.['clients']?.[0]?.['externalId'] }]);
    expect(await smooch('appUsers.getBusinessSystems')(userId)).toEqual({ businessSystems: [] });
    expect(await refusalV1(smooch('appUsers.unlinkChannel')(userId, 'twitter'))).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
    expect(await refusalV1(smooch('appUsers.unlinkChannel')(userId, 'line'))).toMatchObject({
      status: 404,
      code: 'client_not_found',
    });
  });

  it('merges a user of the program’s own into a customer of X', async () => {
    const { userId } = world;
    const made = await create({
      userId: 'customer-7',
      email: 'jane@example.org',
      properties: { tier: 'gold' },
    });
    const discarded = made['appUser']?.['_id'];
    await smooch('appUsers.sendMessage')('customer-7', {
      role: 'appUser',
      type: 'text',
      text: 'From the web',
    });
    const { appUser } = await smooch('appUsers.mergeUsers')({
      surviving: { _id: userId },
      discarded: { userId: 'customer-7' },
    });
    expect(appUser).toMatchObject({
      _id: userId,
      userId: 'customer-7',
      givenName: 'Jane',
      email: 'jane@example.org',
      properties: { tier: 'gold' },
    });
    expect(await refusalV1(smooch('appUsers.get')(discarded))).toMatchObject({ code: 'user_not_found' });
    expect((await smooch('appUsers.get')('customer-7'))['appUser']?.['_id']).toBe(userId);
    // What they said elsewhere is theirs now; v2 shows both conversations.
    const { conversations } = (await world
      .api('ConversationsApi')
      ['listConversations']?.(world.appId, { userId }, {})) ?? { conversations: undefined };
    expect(Number(conversations?.['length'])).toBe(2);
    const merge = smooch('appUsers.mergeUsers');
    expect(
      await refusalV1(merge({ surviving: { _id: userId }, discarded: { userId: 'customer-7' } })),
    ).toMatchObject({ status: 400, description: 'A user cannot be merged with itself' });
    await create({ userId: 'customer-8' });
    expect(
      await refusalV1(merge({ surviving: { userId: 'customer-8' }, discarded: { _id: userId } })),
    ).toMatchObject({ status: 400, description: 'A user who is a person on X cannot be discarded' });
  });
});

describe('smooch-core: messages', () => {
  it('answers the customer on X, and reads what was said by time', async () => {
    const { userId, conversationId } = world;
    const posted = await smooch('appUsers.sendMessage')(userId, {
      role: 'appMaker',
      type: 'text',
      name: 'Shop bot',
      text: 'We are here.',
      metadata: { step: 1 },
      actions: [{ type: 'reply', text: 'Good', payload: 'GOOD' }, { type: 'share' }],
      override: { whatsapp: { payload: {} } },
    });
    expect(posted['message']).toMatchObject({
      role: 'appMaker',
      type: 'text',
      name: 'Shop bot',
      text: 'We are here.',
      metadata: { step: 1 },
      source: { type: 'api' },
      actions: [{ type: 'reply', text: 'Good', payload: 'GOOD' }],
    });
    expect(String(posted['message']?.['actions']?.[0]?.['_id'])).toMatch(/^[0-9a-f]{24}$/);
    expect(posted['conversation']?.['_id']).toBe(conversationId);

    // Once X has it, it stands where X put it.
    const path = `/api/conversations/${conversationId}/entries`;
    await until(async () => {
      const { entries } = await world.product.admin.ask<{ entries: { id: string; state: string }[] }>(
        'GET',
        path,
      );
      return entries.some((one) => one.id === String(posted['message']?.['_id']) && one.state === 'sent');
    });
    const all = await smooch('appUsers.getMessages')(userId);
    expect(Number(all['messages']?.['length'])).toBe(2);
    const [first, second] = [all['messages']?.[0], all['messages']?.[1]];
    expect(first).toMatchObject({ role: 'appUser', authorId: userId, source: { type: 'twitter' } });
    expect(second?.['_id']).toBe(posted['message']?.['_id']);
    const at = Number(second?.['received']);
    // The client answers an array; the type of answers is an object of any shape.
    const ids = async (query: object) =>
      ((await smooch('appUsers.getMessages')(userId, query))['messages'] as unknown as { _id: string }[]).map(
        ({ _id }) => _id,
      );
    expect(await ids({ before: at })).toEqual([first?.['_id']]);
    expect(await ids({ before: at + 0.001 })).toEqual([first?.['_id'], second?.['_id']]);
    expect(await ids({ after: at })).toEqual([]);
    expect(await ids({ after: Number(first?.['received']) })).toEqual([second?.['_id']]);
    const { previous } = await smooch('appUsers.getMessages')(userId, { after: first?.['received'] });
    expect(previous).toContain(`/appusers/${userId}/messages?before=`);
  });

  it('talks in a conversation of programs where there is none on X', async () => {
    const { appId } = world;
    await create({ userId: 'lonely' });
    expect(await refusalV1(smooch('conversations.get')('lonely'))).toMatchObject({
      status: 404,
      code: 'conversation_not_found',
    });
    const posted = await account('appUsers.sendMessage')(appId, 'lonely', {
      role: 'appMaker',
      type: 'carousel',
      items: [{ title: 'Tacos', actions: [{ type: 'link', text: 'More', uri: 'https://example.org' }] }],
    });
    expect(posted['message']?.['text']).toBe('1. Tacos\nMore: https://example.org');
    expect(posted['conversation']?.['unreadCount']).toBe(1);
    expect((await smooch('conversations.get')('lonely'))['conversation']?.['unreadCount']).toBe(1);
    await smooch('conversations.resetUnreadCount')('lonely');
    expect((await account('conversations.get')(appId, 'lonely'))['conversation']?.['unreadCount']).toBe(0);
    const message = posted['message'];
    expect((await smooch('appUsers.getMessages')('lonely'))['messages']).toEqual([message]);
    await smooch('appUsers.deleteMessage')('lonely', message?.['_id']);
    expect(await refusalV1(smooch('appUsers.deleteMessage')('lonely', message?.['_id']))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    await smooch('appUsers.sendMessage')('lonely', { role: 'appUser', type: 'text', text: 'Hi' });
    await smooch('appUsers.deleteMessages')('lonely');
    expect((await smooch('appUsers.getMessages')('lonely'))['messages']).toEqual([]);
  });

  it('takes activities, and refuses what cannot be said', async () => {
    const { userId } = world;
    const activity = smooch('appUsers.conversationActivity');
    const typing = await activity(userId, { role: 'appMaker', type: 'typing:start', name: 'Bot' });
    expect(typing['conversation']?.['_id']).toBe(world.conversationId);
    await activity(userId, { role: 'appMaker', type: 'conversation:read' });
    await activity(userId, { role: 'appUser', type: 'conversation:read' });
    expect(await refusalV1(activity(userId, { role: 'appUser', type: 'typing:start' }))).toMatchObject({
      status: 400,
    });
    const send = (body: object) => refusalV1(smooch('appUsers.sendMessage')(userId, body));
    expect(await send({ text: 'x' })).toEqual({
      status: 400,
      code: 'bad_request',
      description: "should have required property 'role'",
    });
    expect(await send({ role: 'appMaker', type: 'form', fields: [] })).toMatchObject({
      description: 'Unsupported message type `form`',
    });
    expect(
      await send({ role: 'appMaker', type: 'text', text: 'x', destination: { integrationId: NOBODY } }),
    ).toMatchObject({ status: 400 });
    const nobody = smooch('appUsers.sendMessage')(NOBODY, { role: 'appMaker', type: 'text', text: 'x' });
    expect(await refusalV1(nobody)).toMatchObject({ status: 404, code: 'user_not_found' });
  });
});

describe('smooch-core: what X has not', () => {
  it('every method of the client has its operation', () => {
    const methods = methodsOfSmooch();
    expect(methods).toHaveLength(85);
    const known = new Set(operations.map((one) => one.id));
    expect(methods.filter((one) => !known.has(one))).toEqual([]);
  });

  it('answers empty lists', async () => {
    expect(await smooch('menu.get')()).toEqual({ menu: { items: [] } });
    expect(await account('menu.remove')(world.appId)).toEqual({ menu: { items: [] } });
    const none = { hasMore: false, offset: 0 };
    expect(await smooch('templates.list')()).toEqual({ templates: [], ...none });
    expect(await account('serviceAccounts.list')()).toEqual({ serviceAccounts: [], ...none });
    expect(await account('deployments.list')()).toEqual({ deployments: [] });
  });

  it('refuses as its page says, and knows whom and what is named', async () => {
    const { appId, userId, handleId } = world;
    const form = formOf(Buffer.from('x'), 'a.png', 'image/png');
    const items = { items: [{ type: 'link', text: 'x', uri: 'https://example.org' }] };
    const template = { name: 'x', message: { text: 'x' } };
    const given: Readonly<Record<string, readonly unknown[]>> = {
      'appUsers.linkChannel': [userId, { type: 'twilio', phoneNumber: '+15145555555' }],
      'appUsers.pingChannel': [userId, 'twilio'],
      'appUsers.viber.getQRCode': [userId],
      'appUsers.wechat.getQRCode': [userId],
      'appUsers.getLinkRequests': [userId, [handleId]],
      'appUsers.getAuthCode': [userId],
      'appUsers.stripe.updateCustomer': [userId, 'tok_1'],
      'appUsers.stripe.createTransaction': [userId, NOBODY],
      'conversations.postPostback': [userId, NOBODY],
      'integrations.menu.get': [handleId],
      'integrations.menu.create': [handleId, items],
      'integrations.menu.update': [handleId, items],
      'integrations.menu.delete': [handleId],
      'integrations.profile.get': [handleId],
      'integrations.profile.update': [handleId, { about: 'x' }],
      'integrations.profile.photo.upload': [handleId, form],
      'integrations.messageTemplates.create': [handleId, { name: 'x' }],
      'integrations.messageTemplates.list': [handleId],
      'integrations.messageTemplates.delete': [handleId, 'x'],
      'apps.getSdkIds': [appId],
      'menu.configure': [items],
      'templates.create': [template],
      'templates.get': [NOBODY],
      'templates.update': [NOBODY, template],
      'templates.delete': [NOBODY],
      'notifications.postNotification': [{ destination: { integrationId: handleId }, message: {} }],
      'stripe.getAccount': [],
      'apps.create': ['New'],
      'apps.delete': [appId],
      'serviceAccounts.create': ['Name'],
      'serviceAccounts.get': [NOBODY],
      'serviceAccounts.update': [NOBODY, { name: 'x' }],
      'serviceAccounts.delete': [NOBODY],
      'serviceAccounts.keys.create': [NOBODY, 'x'],
      'serviceAccounts.keys.list': [NOBODY],
      'serviceAccounts.keys.get': [NOBODY, 'x'],
      'serviceAccounts.keys.getJwt': [NOBODY, 'x'],
      'serviceAccounts.keys.delete': [NOBODY, 'x'],
      'deployments.create': [{ hosting: 'smooch' }],
      'deployments.get': [NOBODY],
      'deployments.activate': [NOBODY, 'cert', '+1', 'sms'],
      'deployments.confirmCode': [NOBODY, '123'],
      'deployments.delete': [NOBODY],
    };
    const refused = operations.filter((one) => one.refused && one.id !== 'appUsers.unlinkChannel');
    expect(Object.keys(given).toSorted()).toEqual(refused.map((one) => one.id).toSorted());
    for (const { id, refused: why = '' } of refused) {
      const own = /^(apps|serviceAccounts|deployments)\./.test(id);
      const args = own ? (given[id] ?? []) : [appId, ...(given[id] ?? [])];
      const { status, code } = await refusalV1(account(id)(...args)).catch((error: unknown) => {
        throw new Error(`${id} ${String(error)}`);
      });
      expect({ id, said: why }).toEqual({
        id,
        said: expect.stringContaining(`${status} \`${code}\``) as string,
      });
    }
    expect(await refusalV1(smooch('appUsers.getAuthCode')(NOBODY))).toMatchObject({ code: 'user_not_found' });
    expect(await refusalV1(account('integrations.menu.get')(appId, NOBODY))).toMatchObject({
      code: 'integration_not_found',
    });
  });
});
