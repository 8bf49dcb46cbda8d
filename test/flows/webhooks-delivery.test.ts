import { afterEach, expect, it } from 'vitest';
import { fixedClock, sql } from '../../server/base/index.ts';
import { systemActor } from '../../server/people/index.ts';
import { until } from '../harness.ts';
import {
  conversations,
  openWebhookWorld,
  upTo,
  type WebhookWorld,
  type WorldOptions,
} from './webhooks-world.ts';

let world: WebhookWorld;

afterEach(() => world?.close());

async function open(options: WorldOptions = {}): Promise<WebhookWorld> {
  world = await openWebhookWorld(options);
  return world;
}

interface Row {
  readonly state: string;
  readonly tries: number;
  readonly n: number;
  readonly attempts: { status: number | null; error: string | null; response: string | null }[];
  readonly body: string | null;
}

function rows(endpointId: string): Promise<Row[]> {
  return world.workspace.rows(sql<Row>`
    select state, tries, (refs ->> 'n')::int as n, attempts, body from webhook_delivery
    where endpoint_id = ${endpointId} order by seq`);
}

async function ended(endpointId: string): Promise<Row[]> {
  return (await rows(endpointId)).filter((row) => row.state !== 'waiting');
}

async function states(endpointId: string): Promise<string[]> {
  return (await rows(endpointId)).map((row) => row.state);
}

it('tells every endpoint what happens, in order within each conversation', async () => {
  await open();
  const [a, b] = [await world.receiver(), await world.receiver()];
  await world.endpoint(a.url);
  await world.endpoint(b.url);
  const talks = conversations(12);
  await world.say(talks, 15);
  for (const receiver of [a, b]) {
    await until(() => receiver.got.length === 180);
    for (const talk of talks) expect(receiver.taken(talk)).toEqual(upTo(15));
    expect(receiver.open.most).toBeLessThanOrEqual(8);
  }
  expect(new Set(a.got.map((one) => one.eventId)).size).toBe(180);
  expect(new Set(b.got.map((one) => one.eventId))).toEqual(new Set(a.got.map((one) => one.eventId)));
});

it('tries again with the same event id, and holds the rest of the conversation back, not the others', async () => {
  const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
  await open({ clock });
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const [bad = '', good = ''] = conversations(2);
  receiver.answer = ({ conversationId }) => (conversationId === bad ? 500 : 200);
  await world.say([bad, good], 3);
  await until(() => receiver.taken(good).length === 3);
  await until(async () =>
    (await rows(endpoint.id)).some((row) => row.tries === 1 && row.state === 'waiting'),
  );
  expect(receiver.got.filter((one) => one.conversationId === bad)).toHaveLength(1);
  receiver.answer = () => 200;
  await clock.advance(20_000);
  await until(() => receiver.taken(bad).length === 3);
  expect(receiver.taken(bad)).toEqual([1, 2, 3]);
  const first = receiver.got.filter((one) => one.conversationId === bad && one.n === 1);
  expect(first.map((one) => one.status)).toEqual([500, 200]);
  expect(new Set(first.map((one) => one.eventId)).size).toBe(1);
  expect(new Set(first.map((one) => one.headers['x-rookery-delivery'])).size).toBe(1);
  await until(async () => (await ended(endpoint.id)).length === 6);
  const tried = (await rows(endpoint.id)).find((row) => row.tries === 2);
  expect(tried?.attempts).toMatchObject([
    { status: 500, error: 'answered 500', response: 'seen' },
    { status: 200, error: null },
  ]);
  expect(JSON.parse(tried?.body ?? '{}')).toMatchObject({ events: [{ payload: { n: 1 } }] });
});

it('does not try again after 400, 401, 403, 404 and 406, and goes on', async () => {
  await open();
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const final = [400, 401, 403, 404, 406];
  const talks = conversations(final.length);
  receiver.answer = ({ conversationId, n }) => (n === 2 ? (final[talks.indexOf(conversationId)] ?? 0) : 200);
  await world.say(talks, 3);
  await until(async () => (await ended(endpoint.id)).length === 15);
  for (const talk of talks) expect(receiver.taken(talk)).toEqual([1, 3]);
  expect((await states(endpoint.id)).filter((state) => state === 'dead')).toHaveLength(5);
  expect(receiver.got).toHaveLength(15);
});

it('gives up after 15 minutes where nobody wants a day, and what comes after is sent', async () => {
  const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
  await open({ clock });
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url, { retryForDay: false });
  const [talk = ''] = conversations(1);
  receiver.answer = ({ n }) => (n === 1 ? 410 : 200);
  await world.say([talk], 2);
  for (let tries = 1; tries < 5; tries += 1) {
    await until(async () => (await rows(endpoint.id))[0]?.tries === tries);
    await clock.advance(9 * 60_000);
  }
  await until(() => receiver.taken(talk).length === 1);
  expect(receiver.got.map((one) => one.status)).toEqual([410, 410, 410, 410, 410, 200]);
  expect((await rows(endpoint.id)).map((row) => [row.state, row.tries])).toEqual([
    ['dead', 5],
    ['delivered', 1],
  ]);
});

it('takes redirects, closed connections and silence for failures', async () => {
  await open({ pace: { timeoutMs: 150 } });
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const [moved = '', closing = '', silent = ''] = conversations(3);
  receiver.answer = ({ conversationId }) =>
    conversationId === moved ? 302 : conversationId === closing ? 'close' : 'hang';
  await world.say([moved, closing, silent]);
  await until(async () => (await rows(endpoint.id)).filter((row) => row.tries === 1).length === 3);
  const errors = (await rows(endpoint.id)).flatMap((row) => row.attempts.map((one) => one.error));
  expect(errors.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    'answered 302: redirects are not followed',
    'the connection was closed before an answer came',
    'timed out',
  ]);
});

it('pauses an endpoint that fails and fails, looks at it now and then, and resumes by itself', async () => {
  const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
  await open({ clock, pace: { failuresToPause: 4 } });
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const find = () => world.webhooks.endpoints.get(world.workspace, endpoint.id);
  receiver.answer = () => 503;
  const talks = conversations(6);
  await world.say(talks, 2);
  await until(async () => (await find()).state === 'paused');
  expect(await find()).toMatchObject({ pausedBy: 'failures', pauseReason: 'answered 503' });
  await until(() => receiver.open.now === 0);
  const before = receiver.got.length;
  expect(before).toBeLessThan(12);
  // Looked at with one delivery, the oldest, and not sooner than half a minute.
  await clock.advance(29_000);
  await clock.advance(2_000);
  await until(() => receiver.got.length === before + 1);
  expect(receiver.got.at(-1)?.eventId).toBe(receiver.got[0]?.eventId);
  await until(async () => (await find()).probes === 1);
  // Happened meanwhile.
  await world.say(talks, 1);
  receiver.answer = () => 200;
  await clock.advance(61_000);
  await until(() => talks.every((talk) => receiver.taken(talk).length === 3));
  for (const talk of talks) expect(receiver.taken(talk)).toEqual([1, 2, 3]);
  expect(await find()).toMatchObject({ state: 'active', pausedBy: null, probes: 0 });
  const changes = await world.base.db.rows(sql<{ what: string }>`
    select body ->> 'what' as what from event where kind = 'webhook.changed' order by seq`);
  expect(changes.map((one) => one.what)).toEqual(['created', 'paused', 'resumed']);
});

it('keeps what happens while somebody has paused it, and sends nothing', async () => {
  await open();
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const { endpoints } = world.webhooks;
  await endpoints.pause(world.workspace, systemActor, endpoint.id);
  const talks = conversations(3);
  await world.say(talks, 4);
  await until(async () => (await rows(endpoint.id)).length === 12);
  expect(receiver.got).toEqual([]);
  await endpoints.resume(world.workspace, systemActor, endpoint.id);
  await until(() => receiver.got.length === 12);
  for (const talk of talks) expect(receiver.taken(talk)).toEqual(upTo(4));
  await expect(endpoints.resume(world.workspace, systemActor, endpoint.id)).rejects.toThrow('not paused');
});

it('says nothing of what is gone, and a body that cannot be made fails alone', async () => {
  await open({
    bodyOf: (n) => {
      if (n === 2) return null;
      if (n === 3) throw new Error('bug');
      return {};
    },
  });
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url, { retryForDay: false });
  const talks = conversations(4);
  await world.say(talks, 3);
  await until(async () => (await rows(endpoint.id)).filter((row) => row.tries === 1).length === 8);
  for (const talk of talks) expect(receiver.taken(talk)).toEqual([1]);
  expect((await rows(endpoint.id)).filter((row) => row.state === 'dropped')).toHaveLength(4);
  expect((await rows(endpoint.id)).find((row) => row.n === 3)?.attempts).toMatchObject([
    { status: null, error: 'the body could not be made' },
  ]);
});

it('sends again one delivery, a time, or dead letters only: same ids, in order, behind what waits', async () => {
  await open();
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const [talk = '', other = ''] = conversations(2);
  receiver.answer = ({ n }) => (n === 2 ? 404 : 200);
  const from = world.base.clock.now();
  await world.say([talk, other], 3);
  await until(async () => (await states(endpoint.id)).filter((state) => state === 'dead').length === 2);
  await until(() => receiver.got.length === 6);
  receiver.answer = () => 200;
  const { resend } = world.webhooks;
  const range = { from, to: new Date(world.base.clock.now().getTime() + 1_000) };
  expect(await resend.range(world.workspace, systemActor, endpoint.id, { ...range, only: 'dead' })).toEqual({
    resent: 2,
    next: null,
  });
  await until(() => receiver.got.length === 8);
  expect(receiver.taken(talk)).toEqual([1, 3, 2]);
  expect((await states(endpoint.id)).filter((state) => state === 'dead')).toEqual([]);
  receiver.got.length = 0;
  await resend.range(world.workspace, systemActor, endpoint.id, { ...range, only: 'all' });
  await until(() => receiver.got.length === 6);
  for (const one of [talk, other]) expect(receiver.taken(one)).toEqual([1, 2, 3]);
  receiver.got.length = 0;
  await resend.one(world.workspace, systemActor, endpoint.id, '1');
  await until(() => receiver.got.length === 1);
  expect(receiver.got[0]?.n).toBe(1);
  expect(
    new Set(
      (await world.workspace.rows(sql<{ id: string }>`select event_id as id from webhook_delivery`)).map(
        (row) => row.id,
      ),
    ).size,
  ).toBe(6);
});

it('goes through a long queue of one conversation without holding the others up', async () => {
  await open();
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  await world.webhooks.endpoints.pause(world.workspace, systemActor, endpoint.id);
  const [long = '', short = ''] = conversations(2);
  const rush = Array.from({ length: 250 }, () => long);
  await world.say([...rush, ...rush, short]);
  await until(async () => (await rows(endpoint.id)).length === 501);
  await world.webhooks.endpoints.resume(world.workspace, systemActor, endpoint.id);
  await until(() => receiver.taken(short).length === 1);
  expect(receiver.taken(long).length).toBeLessThan(400);
  await until(() => receiver.taken(long).length === 500);
  expect(receiver.taken(long)).toEqual(upTo(500));
});

it('forgets what was sent after 7 days, what nobody resumed dies, and a deleted endpoint leaves nothing', async () => {
  const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
  await open({ clock });
  const receiver = await world.receiver();
  const endpoint = await world.endpoint(receiver.url);
  const paused = await world.endpoint(receiver.url);
  await world.webhooks.endpoints.pause(world.workspace, systemActor, paused.id);
  await world.say(conversations(3));
  await until(async () => (await ended(endpoint.id)).length === 3);
  await until(async () => (await states(paused.id)).length === 3);
  await clock.advance(7 * 24 * 3_600_000 + 60_000);
  await until(async () => (await states(endpoint.id)).length === 0);
  await until(async () => (await ended(paused.id)).length === 3);
  expect(await states(paused.id)).toEqual(['dead', 'dead', 'dead']);
  await world.webhooks.endpoints.remove(world.workspace, systemActor, paused.id);
  await clock.advance(60_000);
  await until(async () => {
    const { count } = await world.base.db.row(sql<{ count: number }>`
      select (select count(*) from webhook_delivery)::int
        + (select count(*) from webhook_head where endpoint_id = ${paused.id})::int as count`);
    return count === 0;
  });
});
