import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, connect, type Product, signIn, startProduct } from '../product.ts';
import { openReceiver, type Receiver } from './webhooks-world.ts';

// Over HTTP, from a direct message on X to a program that is told, beside a twin house with the same X account.
let product: Product;
let twin: ApiUser;
let agent: ApiUser;
let ours: Receiver;
let theirs: Receiver;
let webhook: { id: string };

interface Event {
  readonly id: string;
  readonly type: string;
  readonly payload: { conversation: { id: string }; message: { id: string; content?: { text: string } } };
}

beforeAll(async () => {
  product = await startProduct({ webhookPace: { failuresToPause: 3, timeoutMs: 10_000 } });
  ours = await openReceiver();
  theirs = await openReceiver();
  for (const name of ['brand', 'wanda', 'willi']) await product.x.user(name);
  await product.connect('brand');
  agent = await product.invite('Ben Agent', 'agent');
  await product.app.modules.people.setup.createWorkspace({
    workspaceName: 'Twin house',
    name: 'Tina Twin',
    email: 'tina@twin.example',
    password: 'correct horse 42',
  });
  twin = await signIn(product.url, 'tina@twin.example');
  await connect(product.url, product.x, twin, 'brand');
});

afterAll(async () => {
  await product?.close();
  await ours?.close();
  await theirs?.close();
});

it('is made with a secret, at most 10, and refuses what makes no sense', async () => {
  const made = await product.admin.ask<{ webhook: { id: string; name: string }; secret: string }>(
    'POST',
    '/api/webhooks',
    {
      target: ours.url,
      triggers: ['conversation:message', 'conversation:message:delivery:channel'],
    },
  );
  expect(made.secret).toMatch(/^[0-9a-f]{32}$/);
  expect(made.webhook).toMatchObject({
    version: 'v2',
    state: 'active',
    retryForDay: true,
    integrationId: null,
    name: new URL(ours.url).host,
  });
  webhook = made.webhook;
  const older = await product.admin.ask<{ webhook: { id: string }; secret: string }>(
    'POST',
    '/api/webhooks',
    {
      target: ours.url,
      triggers: ['message'],
      version: 'v1.1',
    },
  );
  expect(older.secret).toMatch(/^[0-9a-f]{40}$/);
  await product.admin.ask('DELETE', `/api/webhooks/${older.webhook.id}`);
  const refused = async (body: object) =>
    (await product.admin.call('POST', '/api/webhooks', { target: ours.url, triggers: ['*'], ...body })).body[
      'error'
    ]?.['code'];
  expect(await refused({ triggers: ['message'] })).toBe('webhook_trigger_unknown');
  expect(await refused({ target: 'ftp://somewhere.example/' })).toBe('url_refused');
  expect(await refused({ target: 'https://me:secret@somewhere.example/' })).toBe('url_refused');
  const ids: string[] = [];
  for (let n = 1; n < 10; n += 1) {
    const { webhook: one } = await product.admin.ask<{ webhook: { id: string } }>('POST', '/api/webhooks', {
      target: ours.url,
      triggers: ['user:remove'],
    });
    ids.push(one.id);
  }
  expect(await refused({})).toBe('webhook_limit');
  for (const id of ids) await product.admin.ask('DELETE', `/api/webhooks/${id}`);
  const { webhooks } = await product.admin.ask<{ webhooks: { id: string }[] }>('GET', '/api/webhooks');
  expect(webhooks.map((one) => one.id)).toEqual([webhook.id]);
});

it('tells of a direct message and of what became of an answer, and of nobody else’s', async () => {
  await twin.ask('POST', '/api/webhooks', { target: theirs.url, triggers: ['*'] });
  await product.x.write('wanda', 'brand', 'Do you deliver?');
  await until(() => ours.got.length > 0 && theirs.got.length > 0);
  const { deliveries } = await log();
  expect(deliveries).toHaveLength(1);
  const detail = await until(async () => {
    const found = await product.admin.ask<{ body: string | null; state: string }>(
      'GET',
      `/api/webhooks/${webhook.id}/deliveries/${deliveries[0]?.seq}`,
    );
    return found.state === 'delivered' ? found : undefined;
  });
  const [event] = eventsOf(detail.body);
  expect(event).toMatchObject({
    type: 'conversation:message',
    payload: { message: { author: { type: 'user' }, content: { text: 'Do you deliver?' } } },
  });
  expect(detail).toMatchObject({
    tries: 1,
    origin: 'event',
    attempts: [{ status: 200, error: null, response: 'seen' }],
  });
  await product.admin.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
  await product.admin.ask('POST', `/api/conversations/${event?.payload.conversation.id}/messages`, {
    text: 'We do.',
    idempotencyKey: 'webhook-answer-1',
  });
  await until(async () =>
    (await log()).deliveries.some((one) => one.type === 'conversation:message:delivery:channel'),
  );
  // The twin's ids are others; nothing of ours is in its book.
  const ids = new Set(ours.got.map((one) => one.eventId));
  expect(theirs.got.filter((one) => ids.has(one.eventId))).toEqual([]);
  const { webhooks } = await twin.ask<{ webhooks: { id: string }[] }>('GET', '/api/webhooks');
  expect(webhooks.map((one) => one.id)).not.toContain(webhook.id);
  for (const path of ['', '/secret', '/deliveries', '/deliveries/1'])
    expect((await twin.call('GET', `/api/webhooks/${webhook.id}${path}`)).status).toBe(404);
  expect((await twin.call('POST', `/api/webhooks/${webhook.id}/deliveries/1/replay`)).status).toBe(404);
  expect((await agent.call('GET', '/api/webhooks')).status).toBe(403);
});

it('finds deliveries by state, type, conversation and event', async () => {
  const { deliveries } = await until(async () => {
    const all = await log();
    return all.deliveries.length >= 2 && all.deliveries.every((one) => one.state === 'delivered')
      ? all
      : false;
  });
  const [newest] = deliveries;
  const count = async (query: string) => (await log(query)).deliveries.length;
  expect(await count('?state=delivered')).toBe(deliveries.length);
  expect(await count('?state=dead')).toBe(0);
  // What the customer wrote, and what was answered.
  expect(await count('?type=conversation:message')).toBe(2);
  expect(await count(`?conversationId=${newest?.conversationId}`)).toBe(deliveries.length);
  expect(await count(`?eventId=${newest?.eventId}`)).toBe(1);
  expect(await count(`?find=${newest?.eventId}`)).toBe(1);
  expect(await count(`?find=${newest?.conversationId}`)).toBe(deliveries.length);
  expect(await count(`?eventId=${'0'.repeat(24)}`)).toBe(0);
  const first = await log('?limit=1');
  expect(first.deliveries.map((one) => one.seq)).toEqual([newest?.seq]);
  const second = await log(`?limit=1&cursor=${first.next}`);
  expect(second.deliveries[0]?.seq).toBe(deliveries[1]?.seq);
  expect((await product.admin.call('GET', `${path()}/deliveries?cursor=nonsense`)).status).toBe(400);
});

it('pauses for failures, which is audited and shown, and is resumed by hand', async () => {
  ours.answer = () => 500;
  for (const from of ['wanda', 'willi', 'wanda']) await product.x.write(from, 'brand', 'Hello?');
  const paused = await until(async () => {
    // To the next try, whose pause grows.
    await product.app.parts.clock.advance(5_000);
    const one = await product.admin.ask<Shown>('GET', path());
    return one.state === 'paused' ? one : undefined;
  });
  expect(paused).toMatchObject({ pausedBy: 'failures', pauseReason: 'answered 500' });
  expect(paused.counts.waiting).toBeGreaterThan(0);
  expect(paused.counts.failedTries).toBeGreaterThanOrEqual(3);
  const { entries } = await product.admin.ask<{ entries: { action: string; actorKind?: string }[] }>(
    'GET',
    '/api/audit?limit=50',
  );
  expect(entries.map((one) => one.action)).toEqual(
    expect.arrayContaining(['webhook.created', 'webhook.removed', 'webhook.paused']),
  );
  ours.answer = () => 200;
  await product.admin.ask('POST', `${path()}/resume`);
  await until(async () => (await product.admin.ask<Shown>('GET', path())).counts.waiting === 0);
  expect((await product.admin.call('POST', `${path()}/resume`)).body['error']?.['code']).toBe(
    'webhook_not_paused',
  );
});

it('sends a test, a delivery again, and what happened within a time', async () => {
  ours.got.length = 0;
  expect(await product.admin.ask('POST', `${path()}/test`)).toMatchObject({ status: 200, error: null });
  const { deliveries } = await log();
  const before = deliveries.length;
  const oldest = deliveries.at(-1);
  expect(await product.admin.ask('POST', `${path()}/deliveries/${oldest?.seq}/replay`)).toEqual({
    resent: 1,
    next: null,
  });
  await until(() => ours.got.some((one) => one.eventId === oldest?.eventId));
  const body = { from: '2020-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' };
  const answer = await product.admin.ask<{ resent: number }>('POST', `${path()}/replay`, body);
  expect(answer.resent).toBe(before);
  await until(async () => (await log('?state=delivered')).deliveries.length === 2 * before + 1);
  const replays = (await log()).deliveries.filter((one) => one.origin === 'replay');
  expect(replays).toHaveLength(before + 1);
  const wrong = await product.admin.call('POST', `${path()}/replay`, { from: body.to, to: body.from });
  expect(wrong.body['error']?.['code']).toBe('webhook_range_wrong');
});

it('sends by new settings and a new secret at once', async () => {
  ours.got.length = 0;
  const before = await product.admin.ask<{ secret: string }>('GET', `${path()}/secret`);
  const after = await product.admin.ask<{ secret: string }>('POST', `${path()}/secret`);
  expect(after.secret).not.toBe(before.secret);
  await product.admin.ask('PATCH', path(), { name: 'The bot', triggers: ['conversation:message'] });
  await product.x.write('willi', 'brand', 'And now?');
  await until(() => ours.got.length > 0);
  expect(ours.got[0]?.headers['x-api-key']).toBe(after.secret);
  expect(await product.admin.ask('GET', path())).toMatchObject({ name: 'The bot', target: ours.url });
});

it('keeps nothing of a person who is erased', async () => {
  const { deliveries } = await log();
  const conversation = deliveries.at(-1)?.conversationId ?? '';
  const { customer } = await product.admin.ask<{ customer: { id: string } }>(
    'GET',
    `/api/conversations/${conversation}`,
  );
  const count = async () =>
    Number(
      (
        await product.db.row(sql<{ count: string }>`
          select count(*) from webhook_delivery where conversation_id = ${conversation}`)
      ).count,
    );
  expect(await count()).toBeGreaterThan(0);
  await erase(customer.id);
  await until(async () => (await count()) === 0, { timeoutMs: 60_000 });
});

async function erase(customerId: string): Promise<void> {
  const { confirm } = await product.admin.ask<{ confirm: string }>('POST', '/api/privacy/person', {
    who: customerId,
  });
  const request = { customerId, kind: 'erase', includeContact: false, confirm };
  await product.admin.ask('POST', '/api/privacy/requests', request);
}

interface Shown {
  readonly state: string;
  readonly counts: { waiting: number; failedTries: number };
}

function path(): string {
  return `/api/webhooks/${webhook.id}`;
}

function log(query = '') {
  return product.admin.ask<{
    deliveries: {
      seq: string;
      eventId: string;
      type: string;
      state: string;
      origin: string;
      conversationId: string;
    }[];
    next: string | null;
  }>('GET', `${path()}/deliveries${query}`);
}

function eventsOf(body: string | null): Event[] {
  // The envelope of `webhook-ports.ts`.
  return (JSON.parse(body ?? '{"events":[]}') as { events: Event[] }).events;
}
