import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountRecord } from '../../server/accounts/index.ts';
import { type Db, openDb } from '../../server/base/index.ts';
import { dmSendEndpoint, sendDm } from '../../server/x/index.ts';
import { openXWorld, type XWorld } from './x-world.ts';

const SENDS = 'POST /2/dm_conversations/with/:participant_id/messages';
const WINDOW_MS = 4_000;

let world: XWorld;
let otherPool: Db;
beforeAll(async () => {
  world = await openXWorld();
  otherPool = openDb({ url: world.base.url, poolSize: 8, onError: () => undefined });
});
afterAll(async () => {
  await otherPool?.close();
  await world?.close();
});

/** Sends as fast as the book lets it, until the next free moment is further away than two windows. */
async function sendUntilTheDayIsUsedUp(db: XWorld['db'], account: AccountRecord): Promise<number> {
  const client = await world.anotherProcess().clientFor(db, account);
  const target = { participantId: world.customer.id };
  for (let sent = 0; ; ) {
    const reserved = await client.reserve(dmSendEndpoint(target));
    if ('freeAt' in reserved) {
      const waitMs = reserved.freeAt.getTime() - performance.timeOrigin - performance.now();
      if (waitMs > 2 * WINDOW_MS) return sent;
      await pause(Math.max(5, waitMs));
      continue;
    }
    await sendDm(client, target, { text: `${account.id} ${sent}` }, { reservation: reserved });
    sent += 1;
  }
}

test('two processes with three accounts use all that X allows and are never refused', async () => {
  const { sim } = world.simulator;
  const rule = Object.keys(sim.limits.rules()).find(
    (key) => key.startsWith(SENDS.slice(0, 33)) && key.includes('with'),
  );
  if (rule === undefined) throw new Error(`no such limit: ${Object.keys(sim.limits.rules()).join('; ')}`);
  // 40 a day for each of three, but 100 for the app: both caps bite.
  sim.limits.override(rule, { user: 15, userDay: 40, appDay: 100, windowMs: WINDOW_MS });
  const users = [
    world.shop,
    sim.users.create({ username: 'shop2' }),
    sim.users.create({ username: 'shop3' }),
  ];
  const accounts: AccountRecord[] = [];
  for (const user of users) accounts.push(await world.signIn(user, 'oauth1'));

  const pools = [world.db, otherPool.workspace(world.base.workspaceId)];
  const counts = await Promise.all(
    accounts.flatMap((account) =>
      pools.flatMap((db) => [1, 2].map(() => sendUntilTheDayIsUsedUp(db, account))),
    ),
  );
  const sent = counts.reduce((sum, count) => sum + count, 0);
  expect(sim.limits.refusals()).toEqual({});
  expect(sent).toBeGreaterThanOrEqual(95);
  expect(sent).toBeLessThanOrEqual(100);
}, 60_000);
