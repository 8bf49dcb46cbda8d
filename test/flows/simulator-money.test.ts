import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ControlAppCost, ControlCost, ControlCredits } from '../../contract/control/money.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type Receiver, startReceiver, waitFor } from './x-receiver.ts';

const scopes = [
  'dm.read',
  'dm.write',
  'tweet.read',
  'tweet.write',
  'users.read',
  'follows.read',
  'follows.write',
  'list.read',
  'list.write',
];
const dayMs = 24 * 60 * 60_000;

let simulator: Simulator;
let app: SimApp;
let shop: SimUser;
let ann: SimUser;
let token: string;
let receiver: Receiver | undefined;
const directories: string[] = [];

const setUp = async (options: { dataDir?: string } = {}) => {
  simulator = await startSimulator({ port: 0, startAt: Date.UTC(2026, 7, 11, 9), ...options });
  const { sim } = simulator;
  shop = sim.users.create({ username: 'shop', name: 'Shop' });
  ann = sim.users.create({ username: 'ann', name: 'Ann' });
  app = sim.apps.create({ name: 'Shop app', ownerUserId: shop.id, bearerToken: 'AAAAshop' });
  token = tokenOf(shop);
  sim.limits.enabled = false;
};

const tokenOf = (user: SimUser) =>
  simulator.sim.tokens.issuePair({ appId: app.id, userId: user.id, scopes }, simulator.sim.clock.now()).access
    .token;

beforeEach(() => setUp());
afterEach(async () => {
  await simulator.close();
  await receiver?.close();
  receiver = undefined;
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

const call = async (method: string, path: string, body?: unknown, bearer = token) => {
  const answer = await fetch(`${simulator.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const control = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`${simulator.url}/_control${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // The answers of the control API are typed by its contract.
  return (await answer.json()) as Answer;
};

const cost = async (): Promise<ControlAppCost> => {
  const { apps } = await control<ControlCost>('GET', `/cost?appId=${app.id}`);
  if (!apps[0]) throw new Error('the app has no cost');
  return apps[0];
};
const setCredits = (change: object) =>
  control<ControlCredits>('POST', '/credits', { appId: app.id, ...change });

const annWrites = (text: string) =>
  sendMessage(simulator.sim, { senderId: ann.id, to: { userId: shop.id }, text }).id;
const send = (text: string) => call('POST', `/2/dm_conversations/with/${ann.id}/messages`, { text });

describe('the cost of requests', () => {
  it('is charged for each direct message read, once a UTC day', async () => {
    annWrites('one');
    annWrites('two');
    expect((await call('GET', '/2/dm_events')).status).toBe(200);
    expect((await cost()).totalUsd).toBe(0.02);
    annWrites('three');
    await call('GET', '/2/dm_events');
    await call('GET', `/2/dm_conversations/with/${ann.id}/dm_events`);
    const after = await cost();
    expect(after.totalUsd).toBe(0.03);
    expect(after.lines).toEqual([
      {
        day: '2026-08-11',
        source: 'GET /2/dm_events',
        kind: 'request',
        item: 'dm_event.read',
        calls: 2,
        charged: 3,
        deduplicated: 2,
        usd: 0.03,
      },
      {
        day: '2026-08-11',
        source: 'GET /2/dm_conversations/with/:participant_id/dm_events',
        kind: 'request',
        item: 'dm_event.read',
        calls: 1,
        charged: 0,
        deduplicated: 3,
        usd: 0,
      },
    ]);
  });

  it('is charged anew from midnight UTC on', async () => {
    annWrites('one');
    simulator.sim.clock.setRate(0);
    simulator.sim.clock.set(Date.UTC(2026, 7, 11, 23, 59, 59, 999));
    token = tokenOf(shop);
    await call('GET', '/2/dm_events');
    await call('GET', '/2/dm_events');
    simulator.sim.clock.advance(1);
    await call('GET', '/2/dm_events');
    expect((await cost()).lines.map(({ day, charged, usd }) => [day, charged, usd])).toEqual([
      ['2026-08-12', 1, 0.01],
      ['2026-08-11', 1, 0.01],
    ]);
  });

  it('is charged for each message sent, and not for one that X refuses', async () => {
    expect((await send('hello')).status).toBe(201);
    expect((await send('hello')).status).toBe(201);
    expect((await call('POST', '/2/dm_conversations/with/1/messages', { text: 'hello' })).status).toBe(404);
    expect((await send('')).status).toBe(400);
    const { lines, totalUsd } = await cost();
    expect(totalUsd).toBe(0.03);
    expect(lines.map(({ item, calls, charged }) => [item, calls, charged])).toEqual([['dm.create', 2, 2]]);
  });

  it('covers what is expanded, unless told otherwise', async () => {
    annWrites('one');
    await call('GET', '/2/dm_events?expansions=sender_id');
    expect((await cost()).lines.map(({ item, usd }) => [item, usd])).toEqual([
      ['dm_event.read', 0.01],
      ['user.read', 0.01],
    ]);
    await setCredits({ clearUsage: true });
    await control('POST', '/prices', { chargeIncludes: false });
    await call('GET', '/2/dm_events?expansions=sender_id');
    expect((await cost()).lines.map(({ item }) => item)).toEqual(['dm_event.read']);
  });

  it('is a tenth for what the owner of the app reads of his own', async () => {
    simulator.sim.follows.add(ann.id, shop.id);
    simulator.sim.follows.add(shop.id, ann.id);
    await call('GET', `/2/users/${shop.id}/followers`);
    expect((await cost()).lines.map(({ item, usd }) => [item, usd])).toEqual([['owned.read', 0.001]]);
    await setCredits({ clearUsage: true });
    await call('GET', `/2/users/${shop.id}/followers`, undefined, 'AAAAshop');
    await call('GET', `/2/users/${ann.id}/followers`);
    expect((await cost()).lines.map(({ item, usd }) => [item, usd])).toEqual([['follow.read', 0.02]]);
  });

  it('is more for a post with a link, and less for an answer that was asked for', async () => {
    const posted = async (body: object) => {
      await setCredits({ clearUsage: true });
      expect((await call('POST', '/2/tweets', body)).status).toBe(201);
      return (await cost()).lines.map(({ item, usd }) => [item, usd])[0];
    };
    expect(await posted({ text: 'plain' })).toEqual(['post.create', 0.015]);
    expect(await posted({ text: 'see https://example.com/page' })).toEqual(['post.create_with_url', 0.2]);
    const asked = await call('POST', '/2/tweets', { text: 'what do you say, @shop?' }, tokenOf(ann));
    // X's answer to a new post.
    const { id } = (JSON.parse(asked.text) as { data: { id: string } }).data;
    expect(await posted({ text: 'this', reply: { in_reply_to_tweet_id: id } })).toEqual([
      'post.create_summoned',
      0.01,
    ]);
  });

  it('is nothing for enterprise apps, for v1.1 and for what has no price', async () => {
    await call('GET', '/2/webhooks', undefined, 'AAAAshop');
    expect((await cost()).lines).toEqual([]);
    await control('PATCH', `/apps/${app.id}`, { tier: 'enterprise' });
    annWrites('one');
    await call('GET', '/2/dm_events');
    await setCredits({ balanceUsd: 0 });
    expect((await call('GET', '/2/dm_events')).status).toBe(200);
    expect(await cost()).toMatchObject({ paysPerUse: false, lines: [], credits: { blockedBy: null } });
  });

  it('follows changed prices, and refuses prices of things that X does not sell', async () => {
    await control('POST', '/prices', { prices: { 'dm.create': 0.02 } });
    await send('hello');
    expect((await cost()).totalUsd).toBe(0.02);
    await control('POST', '/prices', { prices: { 'dm.create': 'standard' } });
    await send('hello');
    expect((await cost()).totalUsd).toBe(0.035);
    expect(await control('POST', '/prices', { prices: { tea: 1 } })).toEqual({
      error: expect.stringContaining('tea is none of: '),
    });
  });

  it('is known again after a restart, down to what was charged today', async () => {
    await simulator.close();
    const dataDir = mkdtempSync(join(tmpdir(), 'local-x-'));
    directories.push(dataDir);
    await setUp({ dataDir });
    annWrites('one');
    await call('GET', '/2/dm_events');
    await setCredits({ balanceUsd: 5 });
    await send('hello');
    const before = await cost();
    await simulator.close();
    simulator = await startSimulator({ port: 0, dataDir, startAt: Date.UTC(2026, 7, 11, 10) });
    expect(await cost()).toEqual(before);
    await call('GET', `/2/dm_events?event_types=MessageCreate&max_results=100`);
    const after = await cost();
    // The message read before is not charged again; the one sent is read for the first time.
    expect(after.credits.balanceUsd).toBe(4.975);
  });
});

describe('credits', () => {
  it('run out: then X answers 402 in exactly its words, and nothing is done', async () => {
    await setCredits({ balanceUsd: 0.02 });
    expect((await send('one')).status).toBe(201);
    // There was a little left, so this one goes through and the balance falls below zero.
    expect((await send('two')).status).toBe(201);
    const refused = await send('three');
    expect(refused.status).toBe(402);
    expect(refused.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const account = app.id.padStart(19, '1');
    expect(refused.text).toBe(
      `{"title":"CreditsDepleted","detail":"Your enrolled account [${account}] does not have any credits to fulfill this request.","type":"https://api.twitter.com/2/problems/credits"}`,
    );
    expect(refused.text).toHaveLength(185);
    expect(simulator.sim.dms.all().map(({ text }) => text)).toEqual(['one', 'two']);
    expect((await cost()).credits).toMatchObject({ balanceUsd: -0.01, blockedBy: 'credits' });
    expect((await call('GET', '/2/webhooks', undefined, 'AAAAshop')).status).toBe(200);
    await setCredits({ addUsd: 0.01 });
    expect((await send('three')).status).toBe(402);
    await setCredits({ addUsd: 0.01 });
    expect((await send('three')).status).toBe(201);
  });

  it('that were given go first, and both show at X’s own endpoint', async () => {
    expect((await call('GET', '/2/usage/credits')).status).toBe(404);
    await setCredits({ balanceUsd: 1, freeUsd: 0.02 });
    await send('one');
    await send('two');
    const answer = await call('GET', '/2/usage/credits');
    expect(JSON.parse(answer.text)).toEqual({
      data: { total_balance: 0.99, prepaid_balance: 0.99, free_balance: 0 },
    });
    await setCredits({ balanceUsd: -3, freeUsd: 1 });
    expect(JSON.parse((await call('GET', '/2/usage/credits')).text)).toEqual({
      data: { total_balance: 0, prepaid_balance: -3, free_balance: 1 },
    });
  });

  it('are bought by themselves below a mark, once in five minutes and never at zero', async () => {
    await setCredits({ balanceUsd: 0.04, autoRecharge: { amountUsd: 0.01, belowUsd: 0.03 } });
    await send('one');
    expect((await cost()).credits.balanceUsd).toBe(0.035);
    await send('two');
    expect((await cost()).credits.balanceUsd).toBe(0.02);
    simulator.sim.clock.advance(5 * 60_000);
    await send('three');
    expect((await cost()).credits.balanceUsd).toBe(0.015);
    simulator.sim.clock.advance(5 * 60_000);
    await send('four');
    expect((await cost()).credits).toMatchObject({ balanceUsd: 0, blockedBy: 'credits' });
  });

  it('are of no use beyond the spending limit, until the next cycle', async () => {
    await setCredits({ balanceUsd: 100, spendingLimitUsd: 0.03 });
    await send('one');
    await send('two');
    const refused = await send('three');
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text)).toEqual({
      title: 'SpendCapReached',
      detail: expect.stringContaining('until the next cycle begins on 2026-09-11.'),
      reset_date: '2026-09-11',
      type: 'https://api.twitter.com/2/problems/credits',
    });
    simulator.sim.clock.set(Date.UTC(2026, 8, 11));
    token = tokenOf(shop);
    expect((await send('three')).status).toBe(201);
    expect((await cost()).credits).toMatchObject({ spentThisCycleUsd: 0.015, blockedBy: null });
  });

  it('must be those of an app that exists', async () => {
    expect(await control('POST', '/credits', { appId: '99', balanceUsd: 1 })).toEqual({
      error: 'there is no app 99',
    });
    expect(
      await control<{ error: string }>('POST', '/credits', { appId: app.id, balance: 1 }),
    ).toHaveProperty('error');
  });
});

describe('the cap on post reads', () => {
  const post = async (text: string) => {
    const { text: answer } = await call('POST', '/2/tweets', { text });
    // X's answer to a new post.
    return (JSON.parse(answer) as { data: { id: string } }).data.id;
  };

  it('ends the reading of posts with 429 and says which cap it is', async () => {
    await setCredits({ postReadCap: 2 });
    const ids = [await post('a'), await post('b'), await post('c')];
    expect((await call('GET', `/2/tweets?ids=${ids.slice(0, 2).join(',')}`)).status).toBe(200);
    const refused = await call('GET', `/2/tweets?ids=${ids[2]}`);
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text)).toMatchObject({
      title: 'UsageCapExceeded',
      period: 'Monthly',
      scope: 'Product',
      detail: 'Usage cap exceeded: Monthly product cap',
      type: 'https://api.twitter.com/2/problems/usage-capped',
    });
    expect((await call('GET', `/2/users/${ann.id}`)).status).toBe(200);
    expect((await send('hello')).status).toBe(201);
  });

  it('is told by X’s usage endpoint, by day and by app', async () => {
    const usage = async (query = '') => {
      const answer = await call('GET', `/2/usage/tweets${query}`, undefined, 'AAAAshop');
      return { status: answer.status, body: JSON.parse(answer.text) as { data: object } };
    };
    const ids = [await post('a'), await post('b')];
    await call('GET', `/2/tweets?ids=${ids.join(',')}`);
    await call('GET', `/2/tweets?ids=${ids.join(',')}`);
    simulator.sim.clock.advance(dayMs);
    token = tokenOf(shop);
    await call('GET', `/2/tweets?ids=${ids[0]}`);
    const project = app.id.padStart(19, '1');
    expect((await usage()).body).toEqual({
      data: { cap_reset_day: 30, project_cap: '3000000', project_id: project, project_usage: '3' },
    });
    const days = [
      { date: '2026-08-12T00:00:00.000Z', usage: '1' },
      { date: '2026-08-11T00:00:00.000Z', usage: '2' },
    ];
    expect((await usage('?usage.fields=daily_project_usage,daily_client_app_usage')).body).toEqual({
      data: {
        daily_project_usage: { project_id: project, usage: days },
        daily_client_app_usage: [{ client_app_id: app.id, usage: days, usage_result_count: 2 }],
      },
    });
    expect((await usage('?days=1&usage.fields=daily_project_usage')).body).toEqual({
      data: { daily_project_usage: { project_id: project, usage: days.slice(0, 1) } },
    });
    expect((await usage('?days=91')).status).toBe(400);
    expect((await usage('?usage.fields=tea')).status).toBe(400);
    expect((await call('GET', '/2/usage/tweets')).status).toBe(403);
  });
});

describe('the cost of events', () => {
  const getReceiver = () => {
    if (!receiver) throw new Error('nothing was subscribed');
    return receiver;
  };
  const arrived = (count: number) =>
    waitFor(`${count} deliveries`, () => getReceiver().received.length >= count);

  const subscribe = async (eventType: string, userId: string) => {
    if (!receiver) {
      receiver = await startReceiver(() => app.consumerSecret);
      const made = await call('POST', '/2/webhooks', { url: receiver.url }, 'AAAAshop');
      expect(made.status).toBe(200);
    }
    const [webhook] = (
      JSON.parse((await call('GET', '/2/webhooks', undefined, 'AAAAshop')).text) as { data: { id: string }[] }
    ).data;
    const body = { event_type: eventType, filter: { user_id: userId }, webhook_id: webhook?.id };
    const made = await call('POST', '/2/activity/subscriptions', body);
    expect(made.status).toBeLessThan(300);
  };

  it('is charged for each one that arrived, by its type', async () => {
    await subscribe('dm.received', shop.id);
    await subscribe('dm.sent', shop.id);
    annWrites('one');
    annWrites('two');
    await send('three');
    await arrived(3);
    await expect
      .poll(async () =>
        (await cost()).lines
          .filter(({ kind }) => kind === 'event')
          .map(({ source, item, charged, usd }) => [source, item, charged, usd]),
      )
      .toEqual([
        ['dm.received', 'event:dm.received', 2, 0.02],
        ['dm.sent', 'event:dm.sent', 1, 0],
      ]);
  });

  it('is charged once when a webhook takes an event at the second try, and never when it takes none', async () => {
    await subscribe('dm.received', shop.id);
    const { onPost } = getReceiver();
    getReceiver().onPost = () => 500;
    annWrites('one');
    await arrived(1);
    expect((await cost()).lines).toEqual([]);
    getReceiver().onPost = onPost;
    simulator.sim.clock.advance(3000);
    await arrived(2);
    await expect.poll(async () => (await cost()).totalUsd).toBe(0.01);
  });

  it('is spared when there is no money for them: they do not come, unless told otherwise', async () => {
    await subscribe('dm.received', shop.id);
    await subscribe('dm.sent', shop.id);
    await setCredits({ balanceUsd: 0.015 });
    await send('the last one');
    await arrived(1);
    annWrites('not delivered');
    await control('POST', '/prices', { withholdUnpaidEvents: false });
    annWrites('delivered');
    await arrived(2);
    const bodies = getReceiver()
      .received.map(({ body }) => body)
      .join('\n');
    expect(bodies).toContain('"delivered"');
    expect(bodies).not.toContain('not delivered');
  });
});
