import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openSmooch, refusalV1, type Smooch } from './sunshine/smooch.ts';
import { openClient, openWorld, refusal, type SunshineWorld } from './sunshine/world.ts';

const MOST_MESSAGES = 6;
let world: SunshineWorld;
let account: ReturnType<typeof openClient>;
let smooch: Smooch;

beforeAll(async () => {
  world = await openWorld({ mostMessages: MOST_MESSAGES });
  account = openClient(world.product.url, await world.makeKey('account'));
  smooch = openSmooch(world.product.url, world.key, 'app');
});
afterAll(() => world?.product.close());

type Outcome = 'done' | { status: number; code: string; title: string };
const outcome = async (call: Promise<unknown> | undefined): Promise<Outcome> => {
  try {
    await call;
    return 'done';
  } catch {
    return refusal(call as Promise<unknown>);
  }
};
const bad = { status: 400, code: 'bad_request' };
const text = (length: number) => 'x'.repeat(length);
const say = (conversationId: string, content: object) =>
  world
    .api('MessagesApi')
    ['postMessage']?.(world.appId, conversationId, { author: { type: 'business' }, content });

let count = 0;
const user = async () => {
  count += 1;
  const made = await world.api('UsersApi')['createUser']?.(world.appId, { externalId: `user-${count}` });
  return String(made?.['user']?.['id']);
};
const conversation = async (participants: number, type = 'sdkGroup') => {
  const refs = [];
  for (let index = 0; index < participants; index += 1) refs.push({ userId: await user() });
  return world.api('ConversationsApi')['createConversation']?.(world.appId, { type, participants: refs });
};
/** Metadata whose JSON has this many bytes. */
const metadata = (bytes: number) => ({ a: text(bytes - '{"a":""}'.length) });

describe('bounds of sizes: taken at the bound, refused one further', () => {
  const changeApp = (change: object) => world.api('AppsApi')['updateApp']?.(world.appId, change);
  const makeUser = (fields: object) => {
    count += 1;
    return world.api('UsersApi')['createUser']?.(world.appId, { externalId: `user-${count}`, ...fields });
  };
  const makeGroup = (fields: object) =>
    world.api('ConversationsApi')['createConversation']?.(world.appId, { type: 'sdkGroup', ...fields });
  /** In a conversation of its own: that of the customer has bounds, too. */
  const sayAlone = async (content: object) =>
    say(String((await makeGroup({}))?.['conversation']?.['id']), content);
  const item = (more: object = {}) => ({
    title: 'Tacos',
    actions: [{ type: 'postback', text: 'Order', payload: 'T' }],
    ...more,
  });
  const many = <T>(length: number, one: T) => Array.from({ length }, () => one);

  const bounds: readonly [string, number, (size: number) => Promise<unknown> | undefined][] = [
    ['name of an app', 100, (size) => changeApp({ displayName: text(size) })],
    ['metadata of an app', 4096, (size) => changeApp({ metadata: metadata(size) })],
    ['external id of a user', 1024, (size) => makeUser({ externalId: text(size) })],
    ['first name of a user', 128, (size) => makeUser({ profile: { givenName: text(size) } })],
    ['picture of a user', 2048, (size) => makeUser({ profile: { avatarUrl: text(size) } })],
    ['language of a user', 64, (size) => makeUser({ profile: { locale: text(size) } })],
    ['metadata of a user', 4096, (size) => makeUser({ metadata: metadata(size) })],
    ['name of a conversation', 100, (size) => makeGroup({ displayName: text(size) })],
    ['description of a conversation', 100, (size) => makeGroup({ description: text(size) })],
    ['picture of a conversation', 2048, (size) => makeGroup({ iconUrl: text(size) })],
    ['metadata of a conversation', 4096, (size) => makeGroup({ metadata: metadata(size) })],
    ['participants of a new group', 10, (size) => conversation(size)],
    ['characters of a text', 4096, (size) => sayAlone({ type: 'text', text: text(size) })],
    ['cards of a carousel', 10, (size) => sayAlone({ type: 'carousel', items: many(size, item()) })],
    ['cards of a list', 10, (size) => sayAlone({ type: 'list', items: many(size, item()) })],
    ['title of a card', 128, (size) => sayAlone({ type: 'carousel', items: [item({ title: text(size) })] })],
    [
      'text of a card',
      128,
      (size) => sayAlone({ type: 'carousel', items: [item({ description: text(size) })] }),
    ],
    [
      'buttons of a card',
      3,
      (size) => sayAlone({ type: 'carousel', items: [item({ actions: many(size, item().actions[0]) })] }),
    ],
    [
      'users of a page',
      100,
      (size) =>
        world
          .api('ConversationsApi')
          ['listConversations']?.(world.appId, { userId: world.userId }, { page: { size } }),
    ],
  ];

  it.each(bounds)('%s: %s', async (_name, most, call) => {
    expect(await outcome(call(most))).toBe('done');
    expect(await outcome(call(most + 1))).toMatchObject(bad);
  });

  it('of a body as a whole', async () => {
    const send = (bytes: number) =>
      fetch(`${world.product.url}/v2/apps/${world.appId}/users`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${world.key.id}:${world.key.secret}`)}`,
          'content-type': 'application/json',
        },
        body: `{"externalId":"whole"}${' '.repeat(bytes - '{"externalId":"whole"}'.length)}`,
      });
    expect((await send(100 * 1024)).status).toBe(201);
    expect((await send(100 * 1024 + 1)).status).toBe(413);
  });
});

describe('bounds of numbers', () => {
  /** Does it until it is refused; answers how often it went well, and the refusal. */
  async function until11(call: (index: number) => Promise<unknown> | undefined): Promise<[number, Outcome]> {
    for (let done = 0; done < 20; done += 1) {
      const came = await outcome(call(done));
      if (came !== 'done') return [done, came];
    }
    throw new Error('nothing was refused');
  }
  let integrationId: string;

  it('ten participants of a group, also by joining', async () => {
    const made = await conversation(9);
    const id = String(made?.['conversation']?.['id']);
    const join = async () =>
      world.api('ParticipantsApi')['joinConversation']?.(world.appId, id, { userId: await user() });
    expect(await until11(join)).toEqual([1, { ...bad, title: 'Too many participants' }]);
    expect(await outcome(conversation(0, 'personal'))).toMatchObject(bad);
    expect(await outcome(conversation(2, 'personal'))).toMatchObject(bad);
  });

  it('ten keys of an app and of an integration, ten webhooks of an app', async () => {
    const { appId } = world;
    // One was there, for the tests, and one of the whole account.
    const [keys, refusedKey] = await until11((index) =>
      account('AppKeysApi')['createAppKey']?.(appId, { displayName: `${index}` }),
    );
    expect(keys).toBeLessThanOrEqual(9);
    expect(refusedKey).toMatchObject(bad);
    const made = await world.api('IntegrationsApi')['createIntegration']?.(appId, {
      type: 'custom',
      displayName: 'Bot',
      webhooks: [{ target: 'http://127.0.0.1:9/', triggers: ['conversation:referral'] }],
    });
    integrationId = String(made?.['integration']?.['id']);
    const own = (index: number) =>
      world
        .api('CustomIntegrationApiKeysApi')
        ['createCustomIntegrationKey']?.(appId, integrationId, { displayName: `${index}` });
    expect(await until11(own)).toMatchObject([10, bad]);
    const hook = () =>
      world.api('WebhooksApi')['createWebhook']?.(appId, integrationId, {
        target: 'http://127.0.0.1:9/',
        triggers: ['conversation:referral'],
      });
    expect(await until11(hook)).toMatchObject([9, bad]);
  });

  it('one switchboard with ten integrations', async () => {
    const { appId } = world;
    const board = String(
      (await world.api('SwitchboardsApi')['createSwitchboard']?.(appId))?.['switchboard']?.['id'],
    );
    expect(await outcome(world.api('SwitchboardsApi')['createSwitchboard']?.(appId))).toEqual({
      ...bad,
      title: 'Only one switchboard can be created per app',
    });
    const seat = (index: number) =>
      world
        .api('SwitchboardIntegrationsApi')
        ['createSwitchboardIntegration']?.(appId, board, { name: `seat-${index}`, integrationId });
    expect(await until11(seat)).toEqual([
      10,
      {
        status: 400,
        code: 'too_many_switchboard_integrations',
        title: 'Switchboard has reached the max number of switchboard integrations (10)',
      },
    ]);
    await world.api('SwitchboardsApi')['deleteSwitchboard']?.(appId, board);
  });

  it('messages of a conversation: of one that programs made, of a thread of X, in both versions', async () => {
    const full = { status: 423, code: 'locked', title: 'Message limit of 30000 per conversation reached.' };
    const group = String((await conversation(1))?.['conversation']?.['id']);
    expect(await until11(() => say(group, { type: 'text', text: 'Again' }))).toEqual([MOST_MESSAGES, full]);
    // The customer's first message, and lines of the desk, stand in the thread already.
    const [done, refused] = await until11(() => say(world.conversationId, { type: 'text', text: 'Again' }));
    expect(refused).toEqual(full);
    expect(done).toBeLessThan(MOST_MESSAGES);
    const { title: description, ...rest } = full;
    expect(
      await refusalV1(
        smooch('appUsers.sendMessage')(world.userId, { role: 'appMaker', type: 'text', text: 'x' }),
      ),
    ).toEqual({ ...rest, description });
    const shown = await world.api('MessagesApi')['listMessages']?.(world.appId, group, {});
    expect(Number(shown?.['messages']?.['length'])).toBe(MOST_MESSAGES);
  });
});

describe('people to whom no program writes', () => {
  const threadOf = (username: string) =>
    until(async () => {
      const [row] = await world.product.db.rows(sql<{ id: string; customer: string }>`
        select v.id, c.id as customer from conversation v
        join customer c on c.workspace_id = v.workspace_id and c.id = v.customer_id where c.username = ${username}`);
      return row;
    });
  const both = async (thread: { id: string; customer: string }): Promise<[Outcome, object]> => [
    await outcome(say(thread.id, { type: 'text', text: 'Hello?' })),
    await refusalV1(
      smooch('appUsers.sendMessage')(thread.customer, { role: 'appMaker', type: 'text', text: 'Hello?' }),
    ),
  ];

  it('who never wrote first', async () => {
    await world.product.x.user('kim', { name: 'Kim' });
    // Somebody of the business wrote on X itself, and had no answer.
    await world.product.x.write('shopkeeper', 'kim', 'We found your umbrella');
    const [v2, v1] = await both(await threadOf('kim'));
    expect(v2).toMatchObject({
      status: 403,
      code: 'forbidden',
      title: expect.stringMatching(/\w/) as string,
    });
    expect(v1).toMatchObject({
      status: 403,
      code: 'forbidden',
      description: expect.stringMatching(/\w/) as string,
    });
  });

  it('who asked for no messages', async () => {
    await world.product.x.user('olaf', { name: 'Olaf' });
    await world.product.x.write('olaf', 'shopkeeper', 'STOP');
    const thread = await threadOf('olaf');
    await until(async () => {
      const listed = await world.api('ClientsApi')['listClients']?.(world.appId, thread.customer, {});
      return listed?.['clients']?.[0]?.['status'] === 'blocked';
    });
    const [v2, v1] = await both(thread);
    expect(v2).toMatchObject({
      status: 403,
      code: 'forbidden',
      title: expect.stringMatching(/\w/) as string,
    });
    expect(v1).toMatchObject({
      status: 403,
      code: 'forbidden',
      description: expect.stringMatching(/\w/) as string,
    });
  });
});
