import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

let house: InboundHouse;

beforeAll(async () => {
  house = await openInboundHouse();
}, 60_000);
afterAll(() => house.close());

interface Parked {
  id: string;
  reason: string;
  tries: number;
  byteSize: number;
}

it('an event that keeps failing is parked and shown, blocks nobody, and is taken in when replayed', async () => {
  for (const username of ['parkshop', 'badkim', 'goodkim']) {
    await house.control('POST', '/users', { username, name: username, dmOpen: true });
  }
  await house.connect('parkshop', 'account_activity_v2');
  // Whatever may go wrong with one message: the database refuses it.
  await house.db.execute(
    sql`alter table message add constraint no_luck check (text not like 'cursed%') not valid`,
  );
  await house.write('badkim', 'parkshop', 'cursed message');
  await house.write('goodkim', 'parkshop', 'fine');
  await house.entries('goodkim', 1);
  const parked = () =>
    house.admin
      .ask<{ deliveries: Parked[] }>('GET', '/api/operations/parked')
      .then(({ deliveries }) => deliveries[0]);
  const first = await until(parked);
  expect(first).toMatchObject({ transport: 'webhook', reason: expect.stringContaining('no_luck') });
  expect(first.reason).not.toContain('cursed');

  const again = await house.admin.ask<{ done: boolean }>('POST', `/api/operations/parked/${first.id}/replay`);
  expect(again).toMatchObject({ done: false, reason: expect.stringContaining('no_luck') });
  await house.db.execute(sql`alter table message drop constraint no_luck`);
  const last = await house.admin.ask<{ done: boolean }>('POST', `/api/operations/parked/${first.id}/replay`);
  expect(last).toEqual({ done: true, reason: null });
  expect(await house.entries('badkim', 1)).toMatchObject([{ text: 'cursed message' }]);
  expect((await parked())?.id).not.toBe(first.id);
  expect((await house.admin.call('POST', `/api/operations/parked/${first.id}/replay`)).status).toBe(404);
});

it('a kind that this version does not know is kept and counted', async () => {
  const { webhooks } = await house.control<{ webhooks: { id: string }[] }>('GET', '/webhooks');
  const body = JSON.stringify({ for_user_id: '1', brand_new_events: [{ id: '1' }] });
  await house.control('POST', '/deliver', { webhookId: webhooks[0]?.id, body, wait: true });
  const kinds = await until(async () => {
    const found = await house.admin.ask<{ kinds: { kind: string; count: number }[] }>(
      'GET',
      '/api/operations/unknown-kinds',
    );
    return found.kinds.length > 0 && found.kinds;
  });
  expect(kinds).toMatchObject([{ kind: 'brand_new_events', count: 1 }]);
});
