import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type SlackChannel, standardQueueSettings, type WebhookDelivery } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
let channel: SlackChannel;
beforeAll(async () => {
  world = await openSlackWorld();
  channel = await world.channel();
}, 240_000);
afterAll(() => world?.close());
beforeEach(() => {
  world.slack.fault = () => undefined;
});

const api = () => world.product.admin;
const one = () => api().ask<SlackChannel>('GET', `/api/business/slack/${channel.id}`);
const write = (name: string, text: string) => world.product.x.write(name, 'shop', text);
const later = (ms: number) => world.product.app.parts.clock.advance(ms);

it('does not post the first message of a thread twice when its answer was lost', async () => {
  let lost = 0;
  world.slack.fault = (method, { thread_ts: thread }) => {
    if (method !== 'chat.postMessage' || thread !== undefined || lost > 0) return undefined;
    lost += 1;
    return 'lose';
  };
  await write('jane', 'Hello');
  await until(async () => (await one()).counts.failedTries === 1);
  await later(20_000);
  const parent = await world.threadOf('jane', 'Are you there?');
  expect(world.slack.inThread(parent.ts)).toEqual([
    '*Jane* (@jane)\nHello',
    '*Jane* (@jane)\nAre you there?',
  ]);
  expect(world.slack.parents()).toHaveLength(1);
  expect(world.slack.calls).toContain('conversations.history');
});

it('does not post an answer twice either, and keeps the order meanwhile', async () => {
  const parent = await world.threadOf('karl', 'One');
  let lost = 0;
  world.slack.fault = (method, { text }) => {
    if (method !== 'chat.postMessage' || !String(text).endsWith('Two') || lost > 0) return undefined;
    lost += 1;
    return 'lose';
  };
  const before = (await one()).counts.failedTries;
  await write('karl', 'Two');
  await write('karl', 'Three');
  await until(async () => (await one()).counts.failedTries === before + 1);
  expect(world.slack.inThread(parent.ts).some((text) => text.endsWith('Three'))).toBe(false);
  await later(20_000);
  await until(() => world.slack.inThread(parent.ts).some((text) => text.endsWith('Three')));
  expect(world.slack.inThread(parent.ts).map((text) => text.split('\n')[1])).toEqual(['One', 'Two', 'Three']);
});

it('waits as long as Slack says, and loses nothing of it', async () => {
  const parent = await world.threadOf('lena', 'First');
  let refused = 0;
  world.slack.fault = (method) => {
    if (method !== 'chat.postMessage' || refused > 0) return undefined;
    refused += 1;
    return { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } };
  };
  await write('lena', 'Second');
  await until(() => refused === 1);
  const { deliveries } = await api().ask<{ deliveries: WebhookDelivery[] }>(
    'GET',
    `/api/business/slack/${channel.id}/deliveries`,
  );
  // A request to wait is no failed try.
  expect(deliveries[0]).toMatchObject({ state: 'waiting', tries: 0, lastStatus: 429 });
  await later(2_000);
  await until(() => world.slack.inThread(parent.ts).some((text) => text.endsWith('Second')));
  expect((await one()).state).toBe('active');
});

it('a dead channel pauses by itself, says why, delays no other, and goes on once it is mended', async () => {
  const dead = await world.channel({ name: 'Gone', channel: 'C0ARCHIVED' });
  world.slack.fault = (method, { channel: place }) =>
    method === 'chat.postMessage' && place === 'C0ARCHIVED'
      ? { status: 200, body: { ok: false, error: 'is_archived' } }
      : undefined;
  const parent = await world.threadOf('mona', 'To both');
  const seen = await until(async () => {
    const shown = await api().ask<SlackChannel>('GET', `/api/business/slack/${dead.id}`);
    return shown.state === 'paused' ? shown : undefined;
  });
  expect(seen).toMatchObject({
    pausedBy: 'failures',
    pauseReason: 'the channel is archived (is_archived)',
    lastError: { error: 'the channel is archived (is_archived)' },
  });
  expect(seen.counts.waiting).toBe(1);
  await world.threadOf('mona', 'And this');
  expect(world.slack.inThread(parent.ts)).toHaveLength(2);
  // Mended: what waited is posted, without anybody resuming it.
  await api().ask('PATCH', `/api/business/slack/${dead.id}`, { channel: world.slack.channel });
  await until(() => world.slack.parents().filter((post) => post.text.includes('*Mona*')).length === 2);
  const test = await api().ask('POST', `/api/business/slack/${dead.id}/test`);
  expect(test).toEqual({ error: null, team: 'The House' });
  await api().ask('PATCH', `/api/business/slack/${dead.id}`, { botToken: 'xoxb-wrong' });
  expect(await api().ask('POST', `/api/business/slack/${dead.id}/test`)).toEqual({
    error: 'Slack does not accept the bot token (invalid_auth)',
    team: null,
  });
  await api().ask('DELETE', `/api/business/slack/${dead.id}`);
});

it('begins anew when somebody deleted the thread’s first message', async () => {
  const parent = await world.threadOf('nico', 'Before');
  world.slack.posts.splice(world.slack.posts.indexOf(parent), 1);
  await write('nico', 'After');
  const next = await until(() => world.slack.parents().find((post) => post.text.includes('*Nico*')));
  await until(() => world.slack.inThread(next.ts).includes('*Nico* (@nico)\nAfter'));
  // The number is the conversation’s.
  expect(/#\d+/.exec(next.text)).toEqual(/#\d+/.exec(parent.text));
});

it('with an incoming webhook only, messages have numbers, by which commands answer', async () => {
  const plain = await world.channel({
    name: 'Plain',
    channel: '',
    botToken: null,
    webhookUrl: `${world.slack.url}/services/hook`,
  });
  await world.threadOf('olga', 'Is it open?');
  const first = await until(() => world.slack.incoming[0]);
  expect(first).toBe('*#1* · *Olga* (@olga)\nIs it open?\n_Answer with_ `/dm 1 your answer`');
  expect(await world.command(plain, '1 Until eight', { channel_id: 'C0ANY' })).toContain(
    'on its way to Olga',
  );
  await until(async () => (await world.got('olga')).includes('Until eight'));
  await until(() => world.slack.incoming.includes('*#1* · *ada*\nUntil eight'));
  world.slack.fault = (method) =>
    method === 'services/hook' ? { status: 404, body: 'no_service' } : undefined;
  await world.threadOf('olga', 'Thanks');
  const shown = await until(async () => {
    const now = await api().ask<SlackChannel>('GET', `/api/business/slack/${plain.id}`);
    return now.state === 'paused' ? now : undefined;
  });
  expect(shown.pauseReason).toBe('the incoming webhook is switched off or gone (no_service)');
  await api().ask('DELETE', `/api/business/slack/${plain.id}`);
});

it('shows only what is of its handles and its queues', async () => {
  const { product } = world;
  const { items: queues } = await api().ask<{ items: { id: string }[] }>('GET', '/api/setup/queues');
  const other = await api().ask<{ id: string }>('POST', '/api/setup/queues', {
    name: 'Others',
    description: '',
    priority: 1,
    openToAll: true,
    hoursId: null,
    memberIds: [],
    teamIds: [],
    settings: standardQueueSettings,
  });
  await product.x.user('market', { name: 'The Market' });
  const { handleId: marketId } = await product.connect('market');
  const [of, none] = [
    await world.channel({ name: 'Of the market', handleIds: [marketId], queueIds: [String(queues[0]?.id)] }),
    await world.channel({ name: 'None', queueIds: [other.id] }),
  ];
  await product.x.write('paul', 'market', 'Apples?');
  await world.threadOf('quinn', 'Pears?');
  const numbers = () =>
    product.db.rows(sql<{ slackId: string; count: number }>`
      select slack_id as "slackId", count(*)::int as count from slack_thread group by 1`);
  await until(async () => (await numbers()).some(({ slackId }) => slackId === of.id));
  const done = () =>
    product.db.rows(sql<{ state: string }>`
      select state from webhook_delivery where endpoint_id = ${none.id}`);
  await until(async () => {
    const states = (await done()).map(({ state }) => state);
    return states.length === 2 && states.every((state) => state === 'dropped');
  });
  expect((await numbers()).find(({ slackId }) => slackId === of.id)?.count).toBe(1);
  expect((await numbers()).some(({ slackId }) => slackId === none.id)).toBe(false);
  for (const { id } of [of, none]) await api().ask('DELETE', `/api/business/slack/${id}`);
});

it('keeps its secrets, refuses what makes no sense, and is for administrators', async () => {
  const shown = JSON.stringify(await api().ask('GET', '/api/business/slack'));
  for (const secret of [world.slack.token, world.slack.signingSecret]) expect(shown).not.toContain(secret);
  expect(shown).toContain('"hasBotToken":true');
  const refused = async (body: object) =>
    (await api().call('POST', '/api/business/slack', { name: 'X', ...body })).body['error']?.['code'];
  expect(await refused({ botToken: 'x', channel: 'C1', apiUrl: 'ftp://x' })).toBe('url_refused');
  expect(await refused({ botToken: 'x', channel: 'C1', handleIds: ['f'.repeat(24)] })).toBe(
    'slack_thing_unknown',
  );
  expect(await refused({ webhookUrl: 'nonsense' })).toBe('url_refused');
  // One that is not finished is told of nothing.
  const bare = await api().ask<SlackChannel>('POST', '/api/business/slack', { name: 'Bare' });
  expect(bare.missing).toEqual(['way', 'signingSecret']);
  expect(await api().ask('POST', `/api/business/slack/${bare.id}/test`)).toMatchObject({
    error: expect.stringContaining('give a bot token'),
  });
  await world.threadOf('quinn', 'Only where it can be posted');
  const after = await api().ask<SlackChannel>('GET', `/api/business/slack/${bare.id}`);
  expect([after.counts.waiting, after.state]).toEqual([0, 'active']);
  await api().ask('DELETE', `/api/business/slack/${bare.id}`);
  const ben = await world.product.invite('Ben Agent', 'agent');
  expect((await ben.call('GET', '/api/business/slack')).status).toBe(403);
  const { webhooks } = await api().ask<{ webhooks: unknown[] }>('GET', '/api/webhooks');
  expect(webhooks).toEqual([]);
  expect((await api().call('GET', `/api/webhooks/${channel.id}`)).status).toBe(404);
});

it('switched off, it posts nothing and takes nothing; switched on, it posts what waited', async () => {
  const parent = await world.threadOf('rosa', 'Good morning');
  await api().ask('POST', `/api/business/slack/${channel.id}/pause`);
  expect(await world.command(channel, 'help')).toContain('switched off in Rookery');
  await world.say(channel, parent.ts, 'Nobody hears this');
  await write('rosa', 'Good evening');
  await until(async () => (await one()).counts.waiting === 1);
  await api().ask('POST', `/api/business/slack/${channel.id}/resume`);
  await until(() => world.slack.inThread(parent.ts).length === 2);
  expect(await world.got('rosa')).toEqual([]);
});

it('keeps nothing of a person who is erased', async () => {
  const parent = await world.threadOf('rosa', 'My number is 4711');
  await world.say(channel, parent.ts, 'Thank you, Rosa');
  await until(async () => (await world.got('rosa')).length === 1);
  const conversationId = await world.conversationOf('rosa');
  const { db } = world.product;
  const held = () =>
    db.rows(sql`
      select 1 from slack_thread where conversation_id = ${conversationId}
      union all select 1 from slack_event where conversation_id = ${conversationId}
      union all select 1 from webhook_delivery where body like '%4711%'`);
  expect((await held()).length).toBeGreaterThanOrEqual(3);
  const row = await db.rows(sql<{ id: string }>`
    select customer_id as id from conversation where id = ${conversationId}`);
  const customerId = row[0]?.id;
  const { confirm } = await api().ask<{ confirm: string }>('POST', '/api/privacy/person', {
    who: customerId,
  });
  const request = { customerId, kind: 'erase', includeContact: false, confirm };
  await api().ask('POST', '/api/privacy/requests', request);
  await until(async () => (await held()).length === 0, { timeoutMs: 60_000 });
});
