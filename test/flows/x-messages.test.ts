import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  CostBook,
  findDmEvent,
  findDmMediaCategory,
  LimitBook,
  indicateTyping,
  listDmEvents,
  lookupUsers,
  lookupUsersByName,
  markRead,
  openMedia,
  type OpenMedia,
  sendDm,
  sendRichDm,
  uploadMedia,
  walkPages,
  type XClient,
} from '../../server/x/index.ts';
import { sql } from '../../server/base/index.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import { until } from '../harness.ts';
import { openXWorld, type XWorld } from './x-world.ts';

// A 1×1 GIF.
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let world: XWorld;
let signedIn: XClient | undefined;
beforeAll(async () => {
  world = await openXWorld();
  world.simulator.sim.limits.enabled = false;
  await signInAgain();
});
// Without limits the local X sends no headers either, so the book would only ever fill up.
beforeEach(() => world.db.execute(sql`delete from x_limit`));
afterAll(() => world?.close());

const client = () => {
  if (!signedIn) throw new Error('not signed in');
  return signedIn;
};
async function signInAgain(kind: 'oauth1' | 'oauth2' = 'oauth1'): Promise<void> {
  signedIn = await world.accounts.clientFor(world.db, await world.signIn(world.shop, kind));
}
const write = (text: string) =>
  sendMessage(world.simulator.sim, { senderId: world.customer.id, to: { userId: world.shop.id }, text });

test('sends text to a person and into a conversation, and finds both again', async () => {
  write('hello');
  const first = await sendDm(client(), { participantId: world.customer.id }, { text: 'Hi! ♥ ☃ (100 %)' });
  expect(first.conversationId).toMatch(/^\d+-\d+$/);
  const conversationId = first.conversationId ?? '';
  const second = await sendDm(client(), { conversationId }, { text: 'second' });
  expect(BigInt(second.eventId)).toBeGreaterThan(BigInt(first.eventId));

  const page = await listDmEvents(
    client(),
    { of: 'participant', participantId: world.customer.id },
    { maxResults: 10 },
  );
  expect(page.items.map((event) => event.text)).toEqual(['second', 'Hi! ♥ ☃ (100 %)', 'hello']);
  expect(page.items[0]).toMatchObject({
    id: second.eventId,
    senderId: world.shop.id,
    conversationId,
    type: 'MessageCreate',
  });
  expect(page.includes.users.get(world.customer.id)?.username).toBe('ann');
  expect((await findDmEvent(client(), first.eventId))?.event.text).toBe('Hi! ♥ ☃ (100 %)');
});

test('walks pages and can go on from a checkpoint', async () => {
  for (let n = 0; n < 5; n += 1) write(`page ${n}`);
  const texts: string[] = [];
  let token: string | undefined;
  const fetchPage = (next: string | undefined) =>
    listDmEvents(client(), { of: 'account' }, { maxResults: 2, ...(next && { token: next }) });
  for await (const page of walkPages(fetchPage, { maxPages: 2 })) {
    texts.push(...page.items.map((event) => event.text));
    token = page.nextToken;
  }
  for await (const page of walkPages(fetchPage, { maxPages: 1, ...(token && { startToken: token }) })) {
    texts.push(...page.items.map((event) => event.text));
  }
  expect(texts.slice(0, 5)).toEqual(['page 4', 'page 3', 'page 2', 'page 1', 'page 0']);
});

test('speaks both vocabularies', async () => {
  const other = client();
  other.site.vocabulary = 'post';
  const page = await listDmEvents(other, { of: 'account' }, { maxResults: 3 });
  expect(page.items).toHaveLength(3);
  expect(page.items[0]?.senderId).toBe(world.customer.id);
  other.site.vocabulary = 'tweet';
});

test('sends quick replies where the app has v1.1, and is told when it has not', async () => {
  const content = {
    text: 'Which?',
    options: [
      { label: 'Order', metadata: 'm1' },
      { label: 'Other', metadata: 'm2' },
    ],
  };
  expect((await sendRichDm(client(), world.customer.id, content)).eventId).toMatch(/^\d+$/);
  await indicateTyping(client(), world.customer.id);
  await markRead(client(), world.customer.id, write('read me').id);

  world.simulator.sim.apps.update(world.simApp.id, { v1Dm: '453' });
  const refused = sendRichDm(client(), world.customer.id, content);
  await expect(refused).rejects.toMatchObject({ code: 'x_access_level', kind: 'refused', xStatus: 403 });
  world.simulator.sim.apps.update(world.simApp.id, { v1Dm: 'enabled' });
});

test.each(['oauth1', 'oauth2'] as const)(
  'with %s uploads an attachment, sends it, and fetches it again',
  async (kind) => {
    await signInAgain(kind);
    for (const [contentType, file, type] of [
      ['image/gif', GIF, 'animated_gif'],
      ['image/png', PNG, 'photo'],
    ] as const) {
      const category = findDmMediaCategory(contentType);
      if (!category) throw new Error(`${contentType} is taken`);
      const uploaded = await uploadMedia(client(), {
        category,
        contentType,
        totalBytes: file.length,
        read: (start, end) => Promise.resolve(file.subarray(start, end)),
      });
      expect(uploaded.usableForMs).toBeGreaterThan(0);
      const sent = await sendDm(
        client(),
        { participantId: world.customer.id },
        { mediaId: uploaded.mediaId },
      );
      const found = await findDmEvent(client(), sent.eventId);
      const media = found?.includes.media.get(found.event.mediaKeys[0] ?? '');
      expect(media?.type).toBe(type);
      const url = media?.url ?? media?.variants[0]?.url ?? '';
      const whole = await read(await openMedia(client(), url, { timeoutMs: 5000 }));
      expect(whole.length).toBeGreaterThan(0);
      const rest = await openMedia(client(), url, { timeoutMs: 5000, fromByte: 10 });
      const tail = await read(rest);
      expect(tail.equals(rest.resumed ? whole.subarray(10) : whole)).toBe(true);
    }
    await signInAgain();
  },
);

test('says in X’s words why a file could not be processed', async () => {
  await world.control('PATCH', '/media-processing', { failNext: 1 });
  const refused = uploadMedia(client(), {
    category: 'dm_gif',
    contentType: 'image/gif',
    totalBytes: GIF.length,
    read: (start, end) => Promise.resolve(GIF.subarray(start, end)),
  });
  const problem = await refused.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(problem).toMatchObject({ code: 'x_media_refused' });
  expect(problem).not.toMatchObject({ said: 'The file could not be processed.' });
});

async function read(media: OpenMedia): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of media.bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('fetches from X’s own media addresses only', async () => {
  const elsewhere = openMedia(client(), 'http://169.254.169.254/latest/meta-data', { timeoutMs: 500 });
  await expect(elsewhere).rejects.toMatchObject({ code: 'x_media_refused' });
});

test('looks users up and names those that X does not show', async () => {
  const byId = await lookupUsers(client(), [world.customer.id, '99']);
  expect(byId.users.map((user) => user.username)).toEqual(['ann']);
  expect(byId.missing).toMatchObject([{ key: '99' }]);
  const byName = await lookupUsersByName(client(), ['ann', 'nobody_here']);
  expect(byName.users.map((user) => user.id)).toEqual([world.customer.id]);
  const asApp = await lookupUsers(world.accounts.appClient(world.db, world.app), [world.customer.id]);
  expect(asApp.users[0]?.receivesYourDm).toBeUndefined();
});

const fault = (kind: string, more: object = {}) =>
  world.control('POST', '/faults', {
    on: 'request',
    kind,
    method: 'POST',
    path: '/2/dm_conversations/with/:id/messages',
    count: 1,
    ...more,
  });
const send = (timeoutMs = 5000) =>
  sendDm(client(), { participantId: world.customer.id }, { text: 'x' }, { timeoutMs });

test.each([
  ['reset_after', {}, 5000],
  ['timeout_after', {}, 300],
  ['malformed_body', {}, 5000],
  ['status', { status: 503 }, 5000],
] as const)('after a %s nobody says whether it was sent', async (kind, more, timeoutMs) => {
  await fault(kind, more);
  await expect(send(timeoutMs)).rejects.toMatchObject({ kind: 'uncertain', code: 'x_outcome_unknown' });
  expect((await send()).eventId).toMatch(/^\d+$/);
});

test.each([
  [402, 'x_credits_depleted', 'limited'],
  [401, 'x_token_invalid', 'refused'],
] as const)('a %d is told by its code', async (status, code, kind) => {
  await fault('status', { status });
  await expect(send()).rejects.toMatchObject({ code, kind, xStatus: status });
  // The account follows a refusal of its tokens.
  if (status === 401) await signInAgain();
});

test('a 429 closes the window until X opens it', async () => {
  await fault('status', { status: 429 });
  await expect(send()).rejects.toMatchObject({ code: 'x_rate_limited', kind: 'limited' });
  const held = send();
  await expect(held).rejects.toMatchObject({ code: 'x_limit_reached', kind: 'limited' });
  const windows = await new LimitBook(world.db).list(world.app.id);
  expect(windows.find((w) => w.bucket === 'dm_send_to_participant/quarter_hour')).toMatchObject({
    allowed: 15,
  });
});

test('an answer of X is not lost when the book of limits cannot be written', async () => {
  await fault('delay', { delayMs: 400 });
  const sending = send();
  await until(async () => (await new LimitBook(world.db).list(world.app.id)).length > 0);
  await world.db.execute(sql`alter table x_limit rename to x_limit_away`);
  try {
    expect((await sending).eventId).toMatch(/^\d+$/);
  } finally {
    await world.db.execute(sql`alter table x_limit_away rename to x_limit`);
  }
});

test('notes what it cost', async () => {
  const costs = await new CostBook(world.db).list(world.app.id, 2);
  expect(costs.map((cost) => cost.kind)).toEqual(
    expect.arrayContaining(['dm_write', 'dm_event_read', 'user_read']),
  );
  const reads = costs.find((cost) => cost.kind === 'dm_event_read');
  expect(reads?.microUsd).toBe((reads?.units ?? 0) * 10_000);
});
