import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCheckedSimulator } from '../check-answers.ts';
import { type MoneyWorld, bearer, movedTo, startMoneyWorld } from './money-world.ts';

const dayMs = 24 * 60 * 60_000;

let world: MoneyWorld;
beforeEach(async () => {
  world = await startMoneyWorld();
});
afterEach(() => world.simulator.close());

describe('the cost of requests', () => {
  it('is charged for each direct message read, once a UTC day', async () => {
    world.annWrites('one');
    world.annWrites('two');
    expect((await world.call('GET', '/2/dm_events')).status).toBe(200);
    expect((await world.cost()).totalUsd).toBe(0.02);
    world.annWrites('three');
    await world.call('GET', '/2/dm_events');
    await world.call('GET', `/2/dm_conversations/with/${world.ann.id}/dm_events`);
    const after = await world.cost();
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
    world.annWrites('one');
    world.simulator.sim.clock.setRate(0);
    world.simulator.sim.clock.set(Date.UTC(2026, 7, 11, 23, 59, 59, 999));
    world.signInAgain();
    await world.call('GET', '/2/dm_events');
    await world.call('GET', '/2/dm_events');
    world.simulator.sim.clock.advance(1);
    await world.call('GET', '/2/dm_events');
    expect((await world.cost()).lines.map(({ day, charged, usd }) => [day, charged, usd])).toEqual([
      ['2026-08-12', 1, 0.01],
      ['2026-08-11', 1, 0.01],
    ]);
  });

  it('is charged for each message sent, and not for one that X refuses', async () => {
    expect((await world.send('hello')).status).toBe(201);
    expect((await world.send('hello')).status).toBe(201);
    expect((await world.call('POST', '/2/dm_conversations/with/1/messages', { text: 'hello' })).status).toBe(
      404,
    );
    expect((await world.send('')).status).toBe(400);
    const { lines, totalUsd } = await world.cost();
    expect(totalUsd).toBe(0.03);
    expect(lines.map(({ item, calls, charged }) => [item, calls, charged])).toEqual([['dm.create', 2, 2]]);
  });

  it('covers what is expanded, unless told otherwise', async () => {
    world.annWrites('one');
    await world.call('GET', '/2/dm_events?expansions=sender_id');
    expect((await world.cost()).lines.map(({ item, usd }) => [item, usd])).toEqual([
      ['dm_event.read', 0.01],
      ['user.read', 0.01],
    ]);
    await world.setCredits({ clearUsage: true });
    await world.control('POST', '/prices', { chargeIncludes: false });
    await world.call('GET', '/2/dm_events?expansions=sender_id');
    expect((await world.cost()).lines.map(({ item }) => item)).toEqual(['dm_event.read']);
  });

  it('is a tenth for what the owner of the app reads of his own', async () => {
    world.simulator.sim.follows.add(world.ann.id, world.shop.id);
    world.simulator.sim.follows.add(world.shop.id, world.ann.id);
    await world.call('GET', `/2/users/${world.shop.id}/followers`);
    expect((await world.cost()).lines.map(({ item, usd }) => [item, usd])).toEqual([['owned.read', 0.001]]);
    await world.setCredits({ clearUsage: true });
    await world.call('GET', `/2/users/${world.shop.id}/followers`, undefined, bearer);
    await world.call('GET', `/2/users/${world.ann.id}/followers`);
    expect((await world.cost()).lines.map(({ item, usd }) => [item, usd])).toEqual([['follow.read', 0.02]]);
  });

  it('is more for a post with a link, and less for an answer that was asked for', async () => {
    const posted = async (body: object) => {
      await world.setCredits({ clearUsage: true });
      expect((await world.call('POST', '/2/tweets', body)).status).toBe(201);
      return (await world.cost()).lines.map(({ item, usd }) => [item, usd])[0];
    };
    expect(await posted({ text: 'plain' })).toEqual(['post.create', 0.015]);
    expect(await posted({ text: 'see https://example.com/page' })).toEqual(['post.create_with_url', 0.2]);
    const asked = await world.call(
      'POST',
      '/2/tweets',
      { text: 'what do you say, @shop?' },
      world.tokenOf(world.ann),
    );
    // X's answer to a new post.
    const { id } = (JSON.parse(asked.text) as { data: { id: string } }).data;
    expect(await posted({ text: 'this', reply: { in_reply_to_tweet_id: id } })).toEqual([
      'post.create_summoned',
      0.01,
    ]);
  });

  it('is nothing for enterprise apps, for v1.1 and for what has no price', async () => {
    await world.call('GET', '/2/webhooks', undefined, bearer);
    expect((await world.cost()).lines).toEqual([]);
    await world.control('PATCH', `/apps/${world.app.id}`, { tier: 'enterprise' });
    world.annWrites('one');
    await world.call('GET', '/2/dm_events');
    await world.setCredits({ balanceUsd: 0 });
    expect((await world.call('GET', '/2/dm_events')).status).toBe(200);
    expect(await world.cost()).toMatchObject({ paysPerUse: false, lines: [], credits: { blockedBy: null } });
  });

  it('follows changed prices, and refuses prices of things that X does not sell', async () => {
    await world.control('POST', '/prices', { prices: { 'dm.create': 0.02 } });
    await world.send('hello');
    expect((await world.cost()).totalUsd).toBe(0.02);
    await world.control('POST', '/prices', { prices: { 'dm.create': 'standard' } });
    await world.send('hello');
    expect((await world.cost()).totalUsd).toBe(0.035);
    expect(await world.control('POST', '/prices', { prices: { tea: 1 } })).toEqual({
      error: expect.stringContaining('tea is none of: '),
    });
  });

  it('is known again after a restart, down to what was charged today', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'local-x-'));
    const first = await startMoneyWorld({ dataDir });
    first.annWrites('one');
    await first.call('GET', '/2/dm_events');
    await first.setCredits({ balanceUsd: 5 });
    await first.send('hello');
    const before = await first.cost();
    await first.simulator.close();
    const restarted = await startCheckedSimulator({ port: 0, dataDir, startAt: Date.UTC(2026, 7, 11, 10) });
    const second = movedTo(first, restarted);
    expect(await second.cost()).toEqual(before);
    await second.call('GET', '/2/dm_events');
    // The message read before is not charged again; the one sent is read for the first time.
    expect((await second.cost()).credits.balanceUsd).toBe(4.975);
    await restarted.close();
    rmSync(dataDir, { recursive: true });
  });
});

describe('the cap on post reads', () => {
  it('ends the reading of posts with 429 and says which cap it is', async () => {
    await world.setCredits({ postReadCap: 2 });
    const ids = [await world.post('a'), await world.post('b'), await world.post('c')];
    expect((await world.call('GET', `/2/tweets?ids=${ids.slice(0, 2).join(',')}`)).status).toBe(200);
    const refused = await world.call('GET', `/2/tweets?ids=${ids[2]}`);
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text)).toMatchObject({
      title: 'UsageCapExceeded',
      period: 'Monthly',
      scope: 'Product',
      detail: 'Usage cap exceeded: Monthly product cap',
      type: 'https://api.twitter.com/2/problems/usage-capped',
    });
    expect((await world.call('GET', `/2/users/${world.ann.id}`)).status).toBe(200);
    expect((await world.send('hello')).status).toBe(201);
  });

  it('is told by X’s usage endpoint, by day and by app', async () => {
    const usage = async (query = '') => {
      const answer = await world.call('GET', `/2/usage/tweets${query}`, undefined, bearer);
      return { status: answer.status, body: JSON.parse(answer.text) as { data: object } };
    };
    const ids = [await world.post('a'), await world.post('b')];
    await world.call('GET', `/2/tweets?ids=${ids.join(',')}`);
    await world.call('GET', `/2/tweets?ids=${ids.join(',')}`);
    world.simulator.sim.clock.advance(dayMs);
    world.signInAgain();
    await world.call('GET', `/2/tweets?ids=${ids[0]}`);
    const project = world.app.id.padStart(19, '1');
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
        daily_client_app_usage: [{ client_app_id: world.app.id, usage: days, usage_result_count: 2 }],
      },
    });
    expect((await usage('?days=1&usage.fields=daily_project_usage')).body).toEqual({
      data: { daily_project_usage: { project_id: project, usage: days.slice(0, 1) } },
    });
    expect((await usage('?days=91')).status).toBe(400);
    expect((await usage('?usage.fields=tea')).status).toBe(400);
    expect((await world.call('GET', '/2/usage/tweets')).status).toBe(403);
  });
});
