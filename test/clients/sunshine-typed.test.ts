import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSunshine, SunshineError } from '../../client/sunshine.ts';
import { openWorld, type SunshineWorld } from './sunshine/world.ts';

let world: SunshineWorld;
let sunshine: ReturnType<typeof openSunshine>;

beforeAll(async () => {
  world = await openWorld();
  const { product, appId, key } = world;
  sunshine = openSunshine({ baseUrl: `${product.url}/sc`, appId, key });
});
// Closing compares every answer with the OpenAPI file.
afterAll(() => world?.product.close());

const bot = { type: 'business' } as const;

it('answers a customer once, and reads the thread', async () => {
  const { userId } = world;
  const { conversations } = await sunshine.listConversations({ filter: { userId } });
  const conversationId = conversations[0]?.id ?? '';
  expect(conversationId).toBe(world.conversationId);
  const wanted = {
    author: bot,
    content: {
      type: 'text',
      text: 'We are here.',
      actions: [{ type: 'reply', text: 'Good', payload: 'GOOD' }],
    },
    metadata: { order: 7 },
  };
  const again = { idempotencyKey: 'answer-1' };
  const first = await sunshine.postMessage({ conversationId }, wanted, again);
  const second = await sunshine.postMessage({ conversationId }, wanted, again);
  expect(second.messages[0]?.id).toBe(first.messages[0]?.id);
  expect(first.messages[0]?.metadata).toEqual({ order: 7 });
  await sunshine.postActivity({ conversationId }, { author: bot, type: 'typing:start' });

  const { messages } = await sunshine.listMessages({ conversationId });
  expect(messages.map(({ content }) => content['text'])).toEqual([
    'Hello, is anybody there?',
    'We are here.',
  ]);
});

it('makes a user, changes and finds them and their conversations page by page, and deletes them', async () => {
  const externalId = 'typed@example.org';
  const { user } = await sunshine.createUser({
    externalId,
    profile: { givenName: 'Tilda', email: externalId },
  });
  const params = { userIdOrExternalId: user.id };
  const changed = await sunshine.updateUser(params, { profile: { surname: 'Typed' } });
  expect(changed.user.profile).toMatchObject({ givenName: 'Tilda', surname: 'Typed' });
  const found = await sunshine.listUsers({ filter: { 'identities.email': externalId } });
  expect(found.users.map(({ id }) => id)).toEqual([user.id]);
  const filter = { userId: user.id };
  for (const displayName of ['One', 'Two'])
    await sunshine.createConversation({ type: 'sdkGroup', displayName, participants: [filter] });
  const first = await sunshine.listConversations({ filter, page: { size: 1 } });
  expect(first.meta.hasMore).toBe(true);
  const after = first.meta.afterCursor ?? '';
  const second = await sunshine.listConversations({ filter, page: { size: 1, after } });
  const names = [first, second].flatMap((page) => page.conversations.map((one) => one.displayName));
  expect(new Set(names)).toEqual(new Set(['One', 'Two']));
  await sunshine.deleteUser(params);
  const gone = await sunshine.getUser(params).catch((error: unknown) => error);
  expect(gone).toBeInstanceOf(SunshineError);
  expect(gone).toMatchObject({ status: 404, code: 'user_not_found', message: 'User not found' });
});

it('keeps a file, and lets it go', async () => {
  const file = new File(['A list of seeds'], 'seeds.txt', { type: 'text/plain' });
  const { attachment } = await sunshine.uploadAttachment(file, { query: { access: 'public' } });
  expect(await (await fetch(attachment.mediaUrl)).text()).toBe('A list of seeds');
  await sunshine.deleteAttachment({ mediaUrl: attachment.mediaUrl });
  expect((await fetch(attachment.mediaUrl)).status).toBe(404);
});

it('is refused with a wrong key, says when nobody is there, and is stopped when asked', async () => {
  const { product, appId } = world;
  const wrong = { baseUrl: `${product.url}/sc/`, appId, key: { id: world.key.id, secret: 'wrong' } };
  await expect(openSunshine(wrong).getApp()).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
  const nowhere = openSunshine({ ...wrong, baseUrl: 'http://127.0.0.1:9/sc' });
  await expect(nowhere.getApp()).rejects.toMatchObject({ status: 0, code: 'server_unreachable' });
  await expect(sunshine.getTokenInfo({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});
