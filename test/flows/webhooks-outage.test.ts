import { afterEach, expect, it } from 'vitest';
import { fixedClock, sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { conversations, openWebhookWorld, upTo, type WebhookWorld } from './webhooks-world.ts';

let world: WebhookWorld;

afterEach(() => world?.close());

it('delivers everything after six hours without the receiver: each event once, in order of its conversation', async () => {
  const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
  world = await openWebhookWorld({ clock });
  const [down, up] = [await world.receiver(), await world.receiver()];
  const endpoint = await world.endpoint(down.url);
  await world.endpoint(up.url);
  let knocks = 0;
  down.answer = () => {
    knocks += 1;
    return 'close';
  };
  const talks = conversations(20);
  const STEPS = 36;
  for (let step = 0; step < STEPS; step += 1) {
    await world.say(talks);
    // The other receiver has it at once, whatever happens to this one.
    await until(() => up.got.length === (step + 1) * talks.length);
    await clock.advance(10 * 60_000);
  }
  const find = () => world.webhooks.endpoints.get(world.workspace, endpoint.id);
  await until(async () => (await find()).state === 'paused');
  expect(knocks).toBeLessThan(150);
  down.answer = () => 200;
  await clock.advance(5 * 60_000);
  const all = STEPS * talks.length;
  await until(() => down.got.length >= all, { timeoutMs: 60_000 });
  for (const talk of talks) expect(down.taken(talk)).toEqual(upTo(STEPS));
  expect(down.got).toHaveLength(all);
  expect(new Set(down.got.map((one) => one.eventId))).toEqual(new Set(up.got.map((one) => one.eventId)));
  expect(await find()).toMatchObject({ state: 'active' });
  const { left } = await world.workspace.row(sql<{ left: number }>`
    select count(*)::int as left from webhook_delivery where state <> 'delivered'`);
  await until(() => left === 0);
});

it('gives a receiver that hangs its slots and no more: the others do not feel it', async () => {
  world = await openWebhookWorld();
  const hanging = await world.receiver();
  hanging.answer = () => 'hang';
  const others = [await world.receiver(), await world.receiver(), await world.receiver()];
  await world.endpoint(hanging.url);
  for (const other of others) await world.endpoint(other.url);
  const talks = conversations(30);
  await world.say(talks, 6);
  for (const other of others) {
    await until(() => other.got.length === 180);
    for (const talk of talks) expect(other.taken(talk)).toEqual(upTo(6));
  }
  expect(hanging.open.now).toBe(8);
  expect(hanging.open.most).toBe(8);
});
