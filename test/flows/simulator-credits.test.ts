import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MoneyWorld, bearer, startMoneyWorld } from './money-world.ts';
import { type Receiver, startReceiver, waitFor } from './x-receiver.ts';

let world: MoneyWorld;
let receiver: Receiver | undefined;
beforeEach(async () => {
  world = await startMoneyWorld();
});
afterEach(async () => {
  await world.simulator.close();
  await receiver?.close();
  receiver = undefined;
});

describe('credits', () => {
  it('run out: then X answers 402 in exactly its words, and nothing is done', async () => {
    await world.setCredits({ balanceUsd: 0.02 });
    expect((await world.send('one')).status).toBe(201);
    // There was a little left, so this one goes through and the balance falls below zero.
    expect((await world.send('two')).status).toBe(201);
    const refused = await world.send('three');
    expect(refused.status).toBe(402);
    expect(refused.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const account = world.app.id.padStart(19, '1');
    expect(refused.text).toBe(
      `{"title":"CreditsDepleted","detail":"Your enrolled account [${account}] does not have any credits to fulfill this request.","type":"https://api.twitter.com/2/problems/credits"}`,
    );
    expect(refused.text).toHaveLength(185);
    expect(world.simulator.sim.dms.all().map(({ text }) => text)).toEqual(['one', 'two']);
    expect((await world.cost()).credits).toMatchObject({ balanceUsd: -0.01, blockedBy: 'credits' });
    expect((await world.call('GET', '/2/webhooks', undefined, bearer)).status).toBe(200);
    await world.setCredits({ addUsd: 0.01 });
    expect((await world.send('three')).status).toBe(402);
    await world.setCredits({ addUsd: 0.01 });
    expect((await world.send('three')).status).toBe(201);
  });

  it('that were given go first, and both show at X’s own endpoint', async () => {
    expect((await world.call('GET', '/2/usage/credits')).status).toBe(404);
    await world.setCredits({ balanceUsd: 1, freeUsd: 0.02 });
    await world.send('one');
    await world.send('two');
    const answer = await world.call('GET', '/2/usage/credits');
    expect(JSON.parse(answer.text)).toEqual({
      data: { total_balance: 0.99, prepaid_balance: 0.99, free_balance: 0 },
    });
    await world.setCredits({ balanceUsd: -3, freeUsd: 1 });
    expect(JSON.parse((await world.call('GET', '/2/usage/credits')).text)).toEqual({
      data: { total_balance: 0, prepaid_balance: -3, free_balance: 1 },
    });
  });

  it('are bought by themselves below a mark, once in five minutes and never at zero', async () => {
    await world.setCredits({ balanceUsd: 0.04, autoRecharge: { amountUsd: 0.01, belowUsd: 0.03 } });
    await world.send('one');
    expect((await world.cost()).credits.balanceUsd).toBe(0.035);
    await world.send('two');
    expect((await world.cost()).credits.balanceUsd).toBe(0.02);
    world.simulator.sim.clock.advance(5 * 60_000);
    await world.send('three');
    expect((await world.cost()).credits.balanceUsd).toBe(0.015);
    world.simulator.sim.clock.advance(5 * 60_000);
    await world.send('four');
    expect((await world.cost()).credits).toMatchObject({ balanceUsd: 0, blockedBy: 'credits' });
  });

  it('are of no use beyond the spending limit, until the next cycle', async () => {
    await world.setCredits({ balanceUsd: 100, spendingLimitUsd: 0.03 });
    await world.send('one');
    await world.send('two');
    const refused = await world.send('three');
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text)).toEqual({
      title: 'SpendCapReached',
      detail: expect.stringContaining('until the next cycle begins on 2026-09-11.'),
      reset_date: '2026-09-11',
      type: 'https://api.twitter.com/2/problems/credits',
    });
    world.simulator.sim.clock.set(Date.UTC(2026, 8, 11));
    world.signInAgain();
    expect((await world.send('three')).status).toBe(201);
    expect((await world.cost()).credits).toMatchObject({ spentThisCycleUsd: 0.015, blockedBy: null });
  });

  it('must be those of an app that exists', async () => {
    expect(await world.control('POST', '/credits', { appId: '99', balanceUsd: 1 })).toEqual({
      error: 'there is no app 99',
    });
    expect(
      await world.control<{ error: string }>('POST', '/credits', { appId: world.app.id, balance: 1 }),
    ).toHaveProperty('error');
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
      receiver = await startReceiver(() => world.app.consumerSecret);
      const made = await world.call('POST', '/2/webhooks', { url: receiver.url }, bearer);
      expect(made.status).toBe(200);
    }
    const [webhook] = (
      JSON.parse((await world.call('GET', '/2/webhooks', undefined, bearer)).text) as {
        data: { id: string }[];
      }
    ).data;
    const body = { event_type: eventType, filter: { user_id: userId }, webhook_id: webhook?.id };
    const made = await world.call('POST', '/2/activity/subscriptions', body);
    expect(made.status).toBeLessThan(300);
  };

  it('is charged for each one that arrived, by its type', async () => {
    await subscribe('dm.received', world.shop.id);
    await subscribe('dm.sent', world.shop.id);
    world.annWrites('one');
    world.annWrites('two');
    await world.send('three');
    await arrived(3);
    await expect
      .poll(async () =>
        (await world.cost()).lines
          .filter(({ kind }) => kind === 'event')
          .map(({ source, item, charged, usd }) => [source, item, charged, usd]),
      )
      .toEqual([
        ['dm.received', 'event:dm.received', 2, 0.02],
        ['dm.sent', 'event:dm.sent', 1, 0],
      ]);
  });

  it('is charged once when a webhook takes an event at the second try, and never when it takes none', async () => {
    await subscribe('dm.received', world.shop.id);
    const { onPost } = getReceiver();
    getReceiver().onPost = () => 500;
    world.annWrites('one');
    await arrived(1);
    expect((await world.cost()).lines).toEqual([]);
    getReceiver().onPost = onPost;
    world.simulator.sim.clock.advance(3000);
    await arrived(2);
    await expect.poll(async () => (await world.cost()).totalUsd).toBe(0.01);
  });

  it('is spared when there is no money for them: they do not come, unless told otherwise', async () => {
    await subscribe('dm.received', world.shop.id);
    await subscribe('dm.sent', world.shop.id);
    await world.setCredits({ balanceUsd: 0.015 });
    await world.send('the last one');
    await arrived(1);
    world.annWrites('not delivered');
    await world.control('POST', '/prices', { withholdUnpaidEvents: false });
    world.annWrites('delivered');
    await arrived(2);
    const bodies = getReceiver()
      .received.map(({ body }) => body)
      .join('\n');
    expect(bodies).toContain('"delivered"');
    expect(bodies).not.toContain('not delivered');
  });
});
