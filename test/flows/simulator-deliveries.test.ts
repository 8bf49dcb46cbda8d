import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryRecord, DeliveryStory } from '../../contract/control/deliveries.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  const { id } = (body as { data: { id: string } }).data;
  await world.asUser(world.shop, 'POST', '/2/activity/subscriptions', {
    event_type: 'dm.received',
    filter: { user_id: world.shop.id },
    webhook_id: id,
  });
});
afterEach(() => world.close());

const listed = async () => {
  const { body } = await world.control('GET', '/deliveries?limit=2000');
  return body as { deliveries: DeliveryRecord[]; totals: { pending: number; delivered: number } };
};
const storyOf = async (deliveryId: string) =>
  (await world.control('GET', `/deliveries/${deliveryId}`)).body as DeliveryStory;
const messageIds = () =>
  world.receiver.received.map(
    ({ body }) => JSON.parse(body).data.payload.direct_message_events[0].id as string,
  );

describe('one delivery', () => {
  it('is told with all its attempts, both sides of each, and what comes next', async () => {
    world.receiver.onPost = () => 503;
    world.write('try me');
    const first = await waitFor('the first attempt', async () => (await listed()).deliveries[0]);
    const { deliveryId } = first;
    expect(await storyOf(deliveryId)).toMatchObject({
      isOver: false,
      isReplayable: true,
      eventType: 'dm.received',
      nextAttemptAtMs: first.nextAttemptAtMs,
      attempts: [{ attempt: 1, status: 503, outcome: 'waiting_retry' }],
    });
    expect(Number(first.nextAttemptAtMs) - first.atMs).toBe(3_000);
    world.receiver.onPost = () => 200;
    world.simulator.sim.clock.advance(3_000);
    const story = await waitFor('the end', async () => {
      const told = await storyOf(deliveryId);
      return told.isOver && told;
    });
    expect(story.attempts).toMatchObject([
      { attempt: 1, status: 503, outcome: 'waiting_retry' },
      { attempt: 2, status: 200, outcome: 'delivered', nextAttemptAtMs: null },
    ]);
    const [one, two] = story.attempts;
    expect(one?.requestBody).toBe(two?.requestBody);
    expect(two?.requestBody).toBe(world.receiver.received[1]?.body);
    expect(two?.requestHeaders['x-twitter-webhooks-signature']).toBe(two?.signature);
    expect(two?.requestBytes).toBe(world.receiver.received[1]?.bytes.length);
    expect(two?.tookMs).toBeGreaterThanOrEqual(0);
  });

  it('is sent once more by hand, with the same bytes', async () => {
    world.write('é 中 😀');
    const done = await waitFor('the delivery', async () => (await listed()).deliveries[0]);
    await world.control('DELETE', '/deliveries');
    const again = await world.control('POST', `/deliveries/${done.deliveryId}/redeliver`);
    expect(again.body).toMatchObject({ delivery: { outcome: 'delivered', status: 200 } });
    const [one, two] = world.receiver.received;
    expect(two?.bytes.equals(one?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(two?.isGenuine).toBe(true);
  });

  it('is not found when it never was, nor redelivered to a webhook that is gone', async () => {
    expect((await world.control('GET', '/deliveries/1')).status).toBe(404);
    expect((await world.control('POST', '/deliveries/1/redeliver')).status).toBe(404);
    world.write('soon gone');
    const done = await waitFor('the delivery', async () => (await listed()).deliveries[0]);
    await world.control('DELETE', `/webhooks/${done.webhookId}`);
    expect((await world.control('POST', `/deliveries/${done.deliveryId}/redeliver`)).status).toBe(409);
  });
});

describe('deliveries under faults that pass', () => {
  const fault = fc.oneof(
    fc.record({ kind: fc.constant('fail'), status: fc.constantFrom(undefined, 404, 500, 503) }),
    fc.record({ kind: fc.constant('delay'), delayMs: fc.integer({ min: 1, max: 20 }) }),
    fc.record({
      kind: fc.constant('reorder'),
      size: fc.integer({ min: 2, max: 6 }),
      delayMs: fc.constant(20),
    }),
  );
  const probability = fc.constantFrom(0.2, 0.5, 0.9);

  it('bring every event once: none is lost, none comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fault, probability), { maxLength: 4 }),
        fc.array(fc.constantFrom(200, 500, 'reset' as const), { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        async (faults, answers, count, seed) => {
          world.receiver.received.length = 0;
          await world.control('PUT', '/faults/seed', { seed });
          for (const [{ status, ...rest }, chance] of faults as [Record<string, unknown>, number][])
            await world.control('POST', '/faults', {
              on: 'delivery',
              ...rest,
              ...(status === undefined ? {} : { status }),
              probability: chance,
            });
          const accepted: string[] = [];
          let asked = 0;
          world.receiver.onPost = (post) => {
            const answer = answers[asked++] ?? 200;
            if (answer === 200) accepted.push(JSON.parse(post.body).data.payload.direct_message_events[0].id);
            return answer;
          };
          const sent = Array.from({ length: count }, (_, at) => world.write(`message ${at}`));
          await world.control('DELETE', '/faults');
          await waitFor('the end of all', async () => {
            world.simulator.sim.clock.advance(300_000);
            return (await listed()).totals.pending === 0;
          });
          expect(accepted.toSorted()).toEqual(sent.toSorted());
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('come in the order in which they happened when nothing goes wrong and one goes at a time', async () => {
    await world.control('PATCH', '/settings', { concurrency: 1 });
    const sent = Array.from({ length: 50 }, (_, at) => world.write(`message ${at}`));
    await waitFor('all', () => world.receiver.received.length === 50);
    expect(messageIds()).toEqual(sent);
  });
});
