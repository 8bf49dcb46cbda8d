import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { openWorld, refusal, type SunshineWorld } from './sunshine/world.ts';

let world: SunshineWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.product.close());

describe('sunshine-conversations-client: users', () => {
  it('makes a user, reads it by both ids, changes and deletes it', async () => {
    const { appId } = world;
    const users = world.api('UsersApi');
    const made = await users['createUser']?.(appId, {
      externalId: 'steveb@channel5.com',
      profile: { givenName: 'Steve', email: 'steve@example.org' },
      metadata: { plan: 'gold', visits: 3 },
    });
    const id = made?.['user']?.['id'] ?? '';
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    const again = await users['getUser']?.(appId, 'steveb@channel5.com');
    expect(again?.['user']?.['id']).toBe(id);
    expect(again?.['user']?.['profile']).toMatchObject({ givenName: 'Steve', email: 'steve@example.org' });
    expect(again?.['user']?.['metadata']).toEqual({ plan: 'gold', visits: 3 });

    const changed = await users['updateUser']?.(appId, id, {
      profile: { surname: 'B' },
      metadata: { visits: 4 },
    });
    expect(changed?.['user']?.['profile']).toMatchObject({ givenName: 'Steve', surname: 'B' });
    expect(changed?.['user']?.['metadata']).toEqual({ plan: 'gold', visits: 4 });

    expect(
      await refusal(users['createUser']?.(appId, { externalId: 'steveb@channel5.com' }) as Promise<unknown>),
    ).toEqual({
      status: 409,
      code: 'conflict',
      title: 'User already exists',
    });
    const bare = await users['deleteUserPersonalInformation']?.(appId, id);
    expect(bare?.['user']?.['profile']?.['givenName']).toBeUndefined();
    await users['deleteUser']?.(appId, id);
    expect(await refusal(users['getUser']?.(appId, id) as Promise<unknown>)).toMatchObject({
      status: 404,
      code: 'user_not_found',
    });
  });

  it('shows a customer of X as a user with a client of type twitter', async () => {
    const { appId, userId, handleId } = world;
    const found = await world.api('UsersApi')['getUser']?.(appId, userId);
    expect(found?.['user']?.['profile']).toMatchObject({ givenName: 'Jane', surname: 'Doe' });
    const clients = (await world.api('ClientsApi')['listClients']?.(appId, userId, {}))?.['clients'];
    expect(Number(clients?.['length'])).toBe(1);
    expect(clients?.[0]).toMatchObject({
      type: 'twitter',
      status: 'active',
      integrationId: handleId,
      displayName: 'Jane Doe',
    });
    expect(clients?.[0]?.['raw']).toMatchObject({ screen_name: 'jane', name: 'Jane Doe' });
    const removed = world.api('ClientsApi')['removeClient']?.(appId, userId, clients?.[0]?.['id']);
    expect(await refusal(removed as Promise<unknown>)).toMatchObject({ status: 400 });
    const devices = await world.api('DevicesApi')['listDevices']?.(appId, userId);
    expect(devices?.['devices']).toEqual([]);
    const device = world.api('DevicesApi')['getDevice']?.(appId, userId, 'f'.repeat(24));
    expect(await refusal(device as Promise<unknown>)).toMatchObject({
      status: 404,
      code: 'device_not_found',
    });
  });
});

describe('sunshine-conversations-client: conversations', () => {
  it('finds the thread of a customer, describes it, and keeps it from being deleted', async () => {
    const { appId, userId, conversationId } = world;
    const conversations = world.api('ConversationsApi');
    const filter = { userId };
    const list = await conversations['listConversations']?.(appId, filter, {});
    expect(Number(list?.['conversations']?.['length'])).toBe(1);
    expect(list?.['conversations']?.[0]).toMatchObject({
      id: conversationId,
      type: 'personal',
      isDefault: true,
    });
    const changed = await conversations['updateConversation']?.(appId, conversationId, {
      displayName: 'Order 7',
      metadata: { order: 'n7' },
    });
    expect(changed?.['conversation']).toMatchObject({ displayName: 'Order 7', metadata: { order: 'n7' } });
    const deleted = conversations['deleteConversation']?.(appId, conversationId);
    expect(await refusal(deleted as Promise<unknown>)).toEqual({
      status: 400,
      code: 'bad_request',
      title: `Conversation ${conversationId} cannot be deleted because it is the default.`,
    });
    const participants = (
      await world.api('ParticipantsApi')['listParticipants']?.(appId, conversationId, {})
    )?.['participants'];
    expect(participants?.[0]).toMatchObject({ userId, clientAssociations: [{ type: 'twitter' }] });
  });

  it('keeps groups that only programs know: join, talk, leave, delete', async () => {
    const { appId } = world;
    const users = world.api('UsersApi');
    const ids: string[] = [];
    for (const externalId of ['group-a', 'group-b']) {
      ids.push((await users['createUser']?.(appId, { externalId }))?.['user']?.['id'] ?? '');
    }
    const conversations = world.api('ConversationsApi');
    const made = await conversations['createConversation']?.(appId, {
      type: 'sdkGroup',
      displayName: 'Team',
      participants: [{ userExternalId: 'group-a' }],
    });
    const id = made?.['conversation']?.['id'];
    const participants = world.api('ParticipantsApi');
    const joined = await participants['joinConversation']?.(appId, id, { userId: ids[1] });
    expect(joined?.['participant']).toMatchObject({ userId: ids[1], userExternalId: 'group-b' });
    const messages = world.api('MessagesApi');
    await messages['postMessage']?.(appId, id, {
      author: { type: 'user', userExternalId: 'group-a' },
      content: { type: 'text', text: 'Hi all' },
    });
    const after = await participants['listParticipants']?.(appId, id, {});
    const unread = Object.fromEntries(
      [0, 1].map((at) => [
        String(after?.['participants']?.[at]?.['userId']),
        Number(after?.['participants']?.[at]?.['unreadCount']),
      ]),
    );
    expect(unread).toEqual({ [String(ids[0])]: 0, [String(ids[1])]: 1 });
    await participants['leaveConversation']?.(appId, id, { userId: ids[1] });
    const left = participants['leaveConversation']?.(appId, id, { userId: ids[1] });
    expect(await refusal(left as Promise<unknown>)).toMatchObject({
      status: 404,
      title: 'User is not a member of the conversation',
    });
    await conversations['deleteConversation']?.(appId, id);
    expect(await refusal(conversations['getConversation']?.(appId, id) as Promise<unknown>)).toMatchObject({
      code: 'conversation_not_found',
    });
  });
});

describe('sunshine-conversations-client: messages', () => {
  it('answers the customer on X, and reads what was said', async () => {
    const { appId, conversationId, userId } = world;
    const messages = world.api('MessagesApi');
    const posted = await messages['postMessage']?.(appId, conversationId, {
      author: { type: 'business', displayName: 'Shop bot', subtypes: ['AI'] },
      content: { type: 'text', text: 'We are here.' },
      metadata: { step: 1 },
      override: { whatsapp: { payload: {} } },
    });
    expect(Number(posted?.['messages']?.['length'])).toBe(1);
    const message = posted?.['messages']?.[0];
    expect(message?.['author']).toMatchObject({ type: 'business', displayName: 'Shop bot' });
    expect(message?.['content']).toMatchObject({ type: 'text', text: 'We are here.' });
    expect(message?.['metadata']).toEqual({ step: 1 });
    // Once it stands at X, X's id of it is known.
    const atX = await until(async () => {
      const { entries } = await world.product.admin.ask<{ entries: { text: string; state: string }[] }>(
        'GET',
        `/api/conversations/${conversationId}/entries`,
      );
      return entries.find((one) => one.text === 'We are here.' && one.state === 'sent');
    });
    expect(atX.state).toBe('sent');
    const list = await messages['listMessages']?.(appId, conversationId, {});
    expect(Number(list?.['messages']?.['length'])).toBe(2);
    expect(list?.['messages']?.[0]?.['author']).toMatchObject({ type: 'user', userId });
    expect(list?.['messages']?.[0]?.['source']).toMatchObject({ type: 'twitter' });
    expect(list?.['messages']?.[1]?.['id']).toBe(message?.['id']);
  });

  it('refuses what cannot be said, in the contract’s words', async () => {
    const { appId, conversationId } = world;
    const post = (body: unknown) =>
      refusal(world.api('MessagesApi')['postMessage']?.(appId, conversationId, body) as Promise<unknown>);
    const author = { type: 'business' };
    expect(await post({ author, content: { type: 'form', fields: [] } })).toMatchObject({
      status: 400,
      title: 'Unsupported message type `form`',
    });
    expect(await post({ author, content: { type: 'text' } })).toMatchObject({
      title: "content should have required property 'text'",
    });
    expect(await post({ content: { type: 'text', text: 'x' } })).toMatchObject({
      title: "should have required property 'author'",
    });
    const mixed = [
      { type: 'reply', text: 'Yes', payload: 'YES' },
      { type: 'link', text: 'Site', uri: 'https://example.org' },
    ];
    expect(await post({ author, content: { type: 'text', text: 'x', actions: mixed } })).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
    const nobody = world.api('MessagesApi')['postMessage']?.(appId, 'f'.repeat(24), {
      author,
      content: { type: 'text', text: 'x' },
    });
    expect(await refusal(nobody as Promise<unknown>)).toMatchObject({
      status: 404,
      code: 'conversation_not_found',
    });
  });

  it('deletes a message, and then all of them', async () => {
    const { appId, conversationId } = world;
    const messages = world.api('MessagesApi');
    const before = await messages['listMessages']?.(appId, conversationId, {});
    await messages['deleteMessage']?.(appId, conversationId, before?.['messages']?.[0]?.['id']);
    const between = await messages['listMessages']?.(appId, conversationId, {});
    expect(between?.['messages']?.[0]).toMatchObject({ deleted: true });
    await messages['deleteAllMessages']?.(appId, conversationId);
    const after = await messages['listMessages']?.(appId, conversationId, {});
    expect([0, 1].map((at) => after?.['messages']?.[at]?.['deleted'])).toEqual([true, true]);
    const gone = messages['deleteMessage']?.(appId, conversationId, 'e'.repeat(24));
    expect(await refusal(gone as Promise<unknown>)).toMatchObject({ status: 404 });
  });

  it('takes activities: typing and having read', async () => {
    const { appId, conversationId, userId } = world;
    const activity = (body: unknown) =>
      world.api('ActivitiesApi')['postActivity']?.(appId, conversationId, body);
    await activity({ author: { type: 'business' }, type: 'typing:start' });
    await activity({ author: { type: 'business' }, type: 'conversation:read' });
    await activity({ author: { type: 'user', userId }, type: 'conversation:read' });
    const refused = activity({ author: { type: 'user', userId }, type: 'typing:start' });
    expect(await refusal(refused as Promise<unknown>)).toMatchObject({ status: 400 });
    const found = await world.api('ConversationsApi')['getConversation']?.(appId, conversationId);
    expect(found?.['conversation']?.['businessLastRead']).toBeTruthy();
  });

  it('erases a customer for good', async () => {
    const { appId, userId, conversationId } = world;
    await world.api('UsersApi')['deleteUser']?.(appId, userId);
    const user = world.api('UsersApi')['getUser']?.(appId, userId);
    expect(await refusal(user as Promise<unknown>)).toMatchObject({ code: 'user_not_found' });
    const thread = world.api('ConversationsApi')['getConversation']?.(appId, conversationId);
    expect(await refusal(thread as Promise<unknown>)).toMatchObject({ code: 'conversation_not_found' });
  });
});

describe('answers', () => {
  it('of these calls were compared with the OpenAPI file', () => {
    expect([...world.way.answered]).toEqual(
      expect.arrayContaining(['PostMessage', 'ListMessages', 'GetConversation']),
    );
  });
});
