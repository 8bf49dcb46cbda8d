import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { openReceiver, type Receiver } from './sunshine/receiver.ts';
import { openSmooch, type Smooch } from './sunshine/smooch.ts';
import { type Answer, openWorld, type SunshineWorld } from './sunshine/world.ts';

let world: SunshineWorld;
let receiver: Receiver;
let smooch: Smooch;
/** Integrations of version 2: told of everything, and of nothing while another has control. */
let loud: string;
let quiet: string;
let v1Secret = '';

const ID = /^[0-9a-f]{24}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

async function integrate(name: string): Promise<string> {
  const made = await world.api('IntegrationsApi')['createIntegration']?.(world.appId, {
    type: 'custom',
    displayName: name,
    webhooks: [{ target: receiver.urlOf(name), triggers: ['*'] }],
  });
  return String(made?.['integration']?.['id']);
}

beforeAll(async () => {
  [world, receiver] = [await openWorld(), await openReceiver()];
  smooch = openSmooch(world.product.url, world.key, 'app');
  loud = await integrate('loud');
  quiet = await integrate('quiet');
  const all = await smooch('webhooks.create')({
    target: receiver.urlOf('v1'),
    triggers: ['*'],
    includeClient: true,
    includeFullAppUser: true,
  });
  v1Secret = String(all['webhook']?.['secret']);
  await smooch('webhooks.create')({ target: receiver.urlOf('v1-messages') });
  await smooch('webhooks.create')({ target: receiver.urlOf('v1-user'), triggers: ['message:appUser'] });
});
afterAll(async () => {
  await world?.product.close();
  await receiver?.close();
});

const told = (type: string, isIt: (payload: Answer) => boolean = () => true) =>
  until(async () => {
    const event = receiver.events('loud', type).find((one) => isIt(one['payload'] as Answer));
    if (!event) return undefined;
    expect(String(event['id'])).toMatch(ID);
    expect(String(event['createdAt'])).toMatch(TIME);
    return event['payload'] as Answer;
  });
const toldV1 = (trigger: string, at = 'v1') => until(async () => receiver.bodies(at, trigger)[0]);
const conversations = (): ReturnType<SunshineWorld['api']> => world.api('ConversationsApi');
const base = () => ({
  app: { _id: world.appId },
  version: 'v1.1',
  timestamp: expect.any(Number) as number,
});

describe('what programs are told of, in both versions', () => {
  it('a customer begins to write', async () => {
    await world.product.x.control('POST', '/typing', { from: '@jane', to: '@shopkeeper' });
    expect(await told('conversation:typing')).toEqual({
      conversation: { id: world.conversationId, type: 'personal' },
      activity: {
        type: 'typing:start',
        source: { type: 'twitter', integrationId: world.handleId },
        author: expect.objectContaining({
          type: 'user',
          userId: world.userId,
          displayName: 'Jane Doe',
        }) as object,
      },
    });
    expect(await toldV1('typing:appUser')).toMatchObject({
      ...base(),
      appUser: { _id: world.userId, conversationStarted: true },
      conversation: { _id: world.conversationId },
      activity: { type: 'typing:start' },
      source: { type: 'twitter', integrationId: world.handleId },
    });
  });

  it('messages in version 1.1: whose they are, with client and user where that is asked for', async () => {
    await world.product.x.write('jane', 'shopkeeper', 'Where is my parcel?');
    const body = await toldV1('message:appUser');
    expect(body).toMatchObject({
      ...base(),
      conversation: { _id: world.conversationId },
      appUser: { _id: world.userId, givenName: 'Jane', surname: 'Doe', clients: [{ platform: 'twitter' }] },
      client: {
        platform: 'twitter',
        displayName: 'Jane Doe',
        raw: { screen_name: 'jane', name: 'Jane Doe' },
      },
      messages: [
        {
          type: 'text',
          text: 'Where is my parcel?',
          role: 'appUser',
          authorId: world.userId,
          name: 'Jane Doe',
          received: expect.any(Number) as number,
          source: { type: 'twitter', integrationId: world.handleId },
        },
      ],
    });
    expect(body['client']?.['raw']?.['id_str']).toMatch(/^\d+$/);
    const plain = await toldV1('message:appUser', 'v1-messages');
    expect(plain['appUser']).toEqual({ _id: world.userId, conversationStarted: true });
    expect(plain['client']).toBeUndefined();
    expect(receiver.heard.find((one) => one.at === 'v1')?.headers['x-api-key']).toBe(v1Secret);
    expect(v1Secret).toMatch(/^[0-9a-f]{40}$/);
  });

  it('answers and their arrival in version 1.1, and only to those who asked for them', async () => {
    await smooch('appUsers.sendMessage')(world.userId, {
      role: 'appMaker',
      type: 'text',
      text: 'On its way.',
    });
    const said = await toldV1('message:appMaker');
    expect(said['messages']?.[0]).toMatchObject({
      role: 'appMaker',
      text: 'On its way.',
      source: { type: 'api' },
    });
    const arrived = await toldV1('message:delivery:channel');
    expect(arrived).toMatchObject({
      ...base(),
      destination: { type: 'twitter' },
      isFinalEvent: true,
      message: { _id: said['messages']?.[0]?.['_id'] },
    });
    await toldV1('message:appMaker', 'v1-messages');
    expect(
      receiver.heard.some(
        (one) => one.at === 'v1-messages' && one.body['trigger'] === 'message:delivery:channel',
      ),
    ).toBe(false);
    expect(receiver.bodies('v1-user', 'message:appMaker')).toEqual([]);
  });

  it('a conversation that a program made, who joins and leaves it, and its end', async () => {
    const { appId } = world;
    const users = world.api('UsersApi');
    const ids: string[] = [];
    for (const externalId of ['walter', 'wanda']) {
      ids.push(String((await users['createUser']?.(appId, { externalId }))?.['user']?.['id']));
    }
    const [walter = '', wanda = ''] = ids;
    const made = await conversations()['createConversation']?.(appId, {
      type: 'sdkGroup',
      participants: [{ userId: walter }],
    });
    const id = String(made?.['conversation']?.['id']);
    const ours = (payload: Answer) => payload['conversation']?.['id'] === id;
    expect(await told('conversation:create', ours)).toEqual({
      conversation: { id, type: 'sdkGroup' },
      creationReason: 'none',
      source: { type: 'api:conversations' },
    });
    await world.api('ParticipantsApi')['joinConversation']?.(appId, id, { userExternalId: 'wanda' });
    const user = { id: wanda, authenticated: false, externalId: 'wanda' };
    expect(await told('conversation:join', ours)).toEqual({ conversation: { id, type: 'sdkGroup' }, user });
    await world.api('ParticipantsApi')['leaveConversation']?.(appId, id, { userId: wanda });
    expect(await told('conversation:leave', ours)).toEqual({ conversation: { id, type: 'sdkGroup' }, user });
    await conversations()['deleteConversation']?.(appId, id);
    expect(await told('conversation:remove', ours)).toEqual({ conversation: { id, type: 'sdkGroup' } });
  });

  it('two users become one, and one is deleted', async () => {
    const made = await world.api('UsersApi')['createUser']?.(world.appId, { externalId: 'web-1' });
    const discarded = String(made?.['user']?.['id']);
    await smooch('appUsers.mergeUsers')({ surviving: { _id: world.userId }, discarded: { userId: 'web-1' } });
    const merged = await told('user:merge');
    expect(merged).toMatchObject({
      mergedUsers: {
        surviving: { id: world.userId, externalId: 'web-1', authenticated: false },
        discarded: { id: discarded, authenticated: false },
      },
      reason: 'api',
    });
    expect(await toldV1('merge:appUser')).toMatchObject({
      ...base(),
      appUser: { _id: world.userId },
      surviving: { _id: world.userId, userId: 'web-1' },
      discarded: [{ _id: discarded }],
      reason: 'api',
    });
    const wendy = await world.api('UsersApi')['createUser']?.(world.appId, { externalId: 'wendy' });
    const id = String(wendy?.['user']?.['id']);
    await world.api('UsersApi')['deleteUser']?.(world.appId, 'wendy');
    expect(await told('user:remove', (payload) => payload['user']?.['id'] === id)).toEqual({
      user: { id, authenticated: false },
    });
    const gone = await until(async () =>
      receiver.bodies('v1', 'appUser:delete').find((one) => one['appUser']?.['_id'] === id),
    );
    expect(gone).toMatchObject(base());
    expect(gone['conversation']).toBeUndefined();
  });

  it('a customer asks for no more messages, and takes that back', async () => {
    for (const [text, status, reason] of [
      ['STOP', 'blocked', 'blocked'],
      ['START', 'active', 'unblocked'],
    ] as const) {
      await world.product.x.write('jane', 'shopkeeper', text);
      expect(await told('client:update', (payload) => payload['reason'] === reason)).toMatchObject({
        conversation: { id: world.conversationId, type: 'personal' },
        user: { id: world.userId, authenticated: false },
        client: { type: 'twitter', status, integrationId: world.handleId, displayName: 'Jane Doe' },
        reason,
      });
    }
  });

  it('not while another has the conversation, who is not told what stands by', async () => {
    const { appId } = world;
    const boards = world.api('SwitchboardsApi');
    const seats = world.api('SwitchboardIntegrationsApi');
    const board = String((await boards['createSwitchboard']?.(appId))?.['switchboard']?.['id']);
    const first = await seats['createSwitchboardIntegration']?.(appId, board, {
      name: 'loud',
      integrationId: loud,
    });
    await seats['createSwitchboardIntegration']?.(appId, board, {
      name: 'quiet',
      integrationId: quiet,
      deliverStandbyEvents: false,
    });
    await boards['updateSwitchboard']?.(appId, board, {
      enabled: true,
      defaultSwitchboardIntegrationId: first?.['switchboardIntegration']?.['id'],
    });
    const count = (at: string) => receiver.events(at, 'conversation:typing').length;
    const before = { loud: count('loud'), quiet: count('quiet') };
    await world.product.x.control('POST', '/typing', { from: '@jane', to: '@shopkeeper' });
    const typing = await until(async () => receiver.events('loud', 'conversation:typing')[before.loud]);
    expect(typing['payload']?.['conversation']?.['activeSwitchboardIntegration']).toMatchObject({
      name: 'loud',
    });
    // Whatever is told later to both is told behind it: then nothing is still on its way.
    await world.api('SwitchboardActionsApi')['passControl']?.(appId, world.conversationId, {
      switchboardIntegration: 'quiet',
    });
    await until(async () => receiver.events('quiet', 'switchboard:passControl')[0]);
    expect(count('quiet')).toBe(before.quiet);
  });
});
