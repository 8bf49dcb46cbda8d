import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OverflowRule, StreamRules, TraceStep } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openRulesHouse, routeRule, type RulesHouse, when } from './rules-house.ts';

let house: RulesHouse;
let vip: string;
let second: string;
beforeAll(async () => {
  house = await openRulesHouse();
  vip = await house.makeQueue('VIP');
  second = await house.makeQueue('Second');
});
afterAll(() => house?.close());

let people = 0;
/** Somebody new writes; answers where it went and how. */
async function arrives(name: string, text = 'Hello there, where is my order?', more: object = {}) {
  people += 1;
  const username = `person${people}`;
  await house.product.x.user(username, { name, ...more });
  const conversationId = await house.hears(username, text);
  return { conversationId, ...(await look(conversationId)) };
}

async function look(conversationId: string) {
  const { workItems } = await house.admin.ask<{
    workItems: { queueId: string; priority: string; tags: string[]; state: string }[];
  }>('GET', `/api/conversations/${conversationId}/work-items`);
  const { steps, names } = await house.admin.ask<{ steps: TraceStep[]; names: Record<string, string> }>(
    'GET',
    `/api/conversations/${conversationId}/routing-trace`,
  );
  return { item: workItems[0], steps, names };
}

const path = (rest: string) => `/api/work-streams/${house.streamId}/${rest}`;
async function setRoute(...rules: object[]) {
  const { route } = await house.admin.ask<StreamRules>('GET', path('rules'));
  await house.admin.ask('PUT', path('rules/route'), { rules, version: route.version });
}
async function setQueue(id: string, overflow: OverflowRule[]) {
  const settings = JSON.stringify({ overflow });
  await house.product.app.parts.db.execute(
    sql`update queue set settings = ${settings}::jsonb where id = ${id}`,
  );
}
const lastOf = (steps: TraceStep[], stage: string) =>
  steps.findLast((step) => step.stage === stage)?.body as Record<string, unknown> | undefined;

describe('routing by rules', () => {
  it('#36 #37 sends by customer name and by followers as numbers; another order changes the result', async () => {
    const byName = routeRule('Twitter', when('engagement.customer_name', 'equals', 'twitter'), vip);
    const everybody = routeRule('Everybody', when('engagement.screen_name', 'has_data'), second);
    await setRoute(byName, everybody);
    expect((await arrives('Twitter')).item?.queueId).toBe(vip);
    expect((await arrives('Ada')).item?.queueId).toBe(second);
    await setRoute(everybody, byName);
    expect((await arrives('Twitter')).item?.queueId).toBe(second);
  });

  it('#39 #108 without a match goes to the fallback queue, and the trace says what each rule saw', async () => {
    await setRoute(routeRule('Twitter', when('engagement.customer_name', 'equals', 'Twitter'), vip));
    const { item, steps, names } = await arrives('Grace');
    expect(item?.queueId).toBe(house.fallbackId);
    expect(lastOf(steps, 'route')).toMatchObject({
      rules: [
        {
          name: 'Twitter',
          result: 'not_matched',
          seen: [{ field: 'engagement.customer_name', seen: 'Grace', holds: false }],
        },
      ],
    });
    expect(lastOf(steps, 'queue')).toMatchObject({ queueId: house.fallbackId, reason: 'no_match' });
    expect(names).toMatchObject({ 'engagement.customer_name': 'Customer name' });
  });

  it('#35 classification sets priority and tags, which the route sees', async () => {
    const rule = {
      name: 'Refund',
      enabled: true,
      condition: when('message.text', 'contains', 'REFUND'),
      outputs: [
        { kind: 'priority', priority: 'urgent' },
        { kind: 'tags', tags: ['refund'] },
      ],
    };
    await house.admin.ask('POST', path('rules'), { name: 'Topics', enabled: true, rules: [rule] });
    await setRoute(routeRule('Refunds', when('item.tags', 'has_any', ['refund']), second));
    const { item, steps } = await arrives('Hugo', 'I want a refund for order 4711');
    expect(item).toMatchObject({ queueId: second, priority: 'urgent', tags: ['refund'] });
    expect(JSON.stringify(steps)).not.toContain('4711');
  });

  it('#40 a rule whose queue is gone leads to the fallback queue with the reason', async () => {
    const gone = await house.makeQueue('Gone soon');
    await setRoute(routeRule('Gone', null, gone));
    await house.product.app.parts.db.execute(sql`delete from queue where id = ${gone}`);
    const { item, steps } = await arrives('Iris');
    expect(item?.queueId).toBe(house.fallbackId);
    expect(lastOf(steps, 'queue')).toMatchObject({ reason: 'problem' });
    const { route } = await house.admin.ask<StreamRules>('GET', path('rules'));
    expect(route.problems).toEqual([{ path: 'rules/0/queues', sentence: 'Choose a queue.' }]);
  });
});

describe('overflow', () => {
  it('#43 a full queue is passed over; with nowhere else to go it closes what it says', async () => {
    const full = await house.makeQueue('Small');
    await setQueue(full, [{ condition: 'items_exceed', value: 1, action: 'close', queueId: null }]);
    await setRoute(
      routeRule('Small', null, full),
      routeRule('Next', when('item.tags', 'has_any', ['x']), vip),
    );
    expect((await arrives('Jack')).item?.queueId).toBe(full);
    const { conversationId, steps } = await arrives('Kim');
    expect(lastOf(steps, 'queue')).toMatchObject({ queueId: null, reason: 'overflow_close' });
    await until(async () => (await look(conversationId)).item?.state === 'closed');
    await setRoute(routeRule('Small', null, full), routeRule('Next', null, vip));
    expect((await arrives('Leo')).item?.queueId).toBe(vip);
  });

  it('#43 who waits too long is moved once; #44 who is in the fallback queue never', async () => {
    const slow = await house.makeQueue('Slow');
    const wait: OverflowRule = { condition: 'wait_exceeds', value: 5, action: 'transfer', queueId: second };
    await setQueue(slow, [wait]);
    await setQueue(house.fallbackId, [wait]);
    await setRoute(routeRule('Slow', when('engagement.customer_name', 'equals', 'Mia'), slow));
    const mia = await arrives('Mia');
    const noa = await arrives('Noa');
    expect([mia.item?.queueId, noa.item?.queueId]).toEqual([slow, house.fallbackId]);
    await house.product.app.parts.clock.advance(6 * 60_000);
    await until(async () => (await look(mia.conversationId)).item?.queueId === second);
    expect(lastOf((await look(mia.conversationId)).steps, 'overflow')).toMatchObject({
      queueId: slow,
      minutes: 5,
      action: 'transfer',
      toQueueId: second,
    });
    expect((await look(noa.conversationId)).item?.queueId).toBe(house.fallbackId);
  });
});
