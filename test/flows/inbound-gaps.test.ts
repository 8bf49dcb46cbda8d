import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

let house: InboundHouse;

beforeAll(async () => {
  house = await openInboundHouse();
}, 60_000);
afterAll(() => house.close());

async function people(shop: string, kim: string): Promise<void> {
  for (const username of [shop, kim])
    await house.control('POST', '/users', { username, name: username, dmOpen: true });
}

const gapOf = async (accountId: string) =>
  (
    await house.db.row(
      sql<{ gap: Date | null }>`select gap_since as gap from account_feed where account_id = ${accountId}`,
    )
  ).gap;

describe('after an absence', () => {
  it('what X gave up to deliver is read back, in order, marked late, and once', async () => {
    await people('gapshop', 'gapkim');
    const { handle } = await house.connect('gapshop', 'account_activity_v2');
    await house.write('gapkim', 'gapshop', 'before');
    await house.entries('gapkim', 1);
    await house.control('POST', '/faults', { on: 'delivery', kind: 'drop' });
    await house.stop();
    for (let n = 1; n <= 130; n += 1) await house.write('gapkim', 'gapshop', `missed ${n}`);
    await house.control('DELETE', '/faults');
    await house.start();
    await house.write('gapkim', 'gapshop', 'after');
    const entries = await house.entries('gapkim', 132);
    const expected = ['before', ...Array.from({ length: 130 }, (_one, n) => `missed ${n + 1}`), 'after'];
    expect(entries.map(({ text }) => text)).toEqual(expected);
    await until(async () => (await gapOf(handle.account.id)) === null);
    expect(await house.entries('gapkim', 132)).toHaveLength(132);
  });

  it('a fill that X interrupts goes on where it stopped, and stays within the limits', async () => {
    await people('limshop', 'limkim');
    const { handle } = await house.connect('limshop', 'account_activity_v2');
    await house.write('limkim', 'limshop', 'before');
    await house.entries('limkim', 1);
    await house.control('POST', '/faults', { on: 'delivery', kind: 'drop' });
    await house.stop();
    for (let n = 1; n <= 60; n += 1) await house.write('limkim', 'limshop', `missed ${n}`);
    await house.control('DELETE', '/faults');
    await house.control('POST', '/faults', {
      on: 'request',
      kind: 'status',
      path: '/2/dm_events',
      status: 503,
      userId: handle.account.xUserId,
      skip: 1,
      count: 1,
    });
    await house.start();
    // The first page is in, the second one was refused.
    await until(async () => (await house.entries('limkim', 1)).length === 21);
    expect(await gapOf(handle.account.id)).not.toBeNull();
    await house.admin.ask('POST', `/api/handles/${handle.id}/fill-gap`);
    expect((await house.entries('limkim', 61)).map(({ text }) => text).at(-1)).toBe('missed 60');
    await until(async () => (await gapOf(handle.account.id)) === null);
    const { requests } = await house.control<{ requests: { path: string; status: number }[] }>(
      'GET',
      '/requests?limit=500',
    );
    expect(requests.filter((one) => one.status === 429)).toEqual([]);
  });

  it('a polled account is read back to where the last poll ended', async () => {
    await people('pollshop', 'pollkim');
    await house.connect('pollshop', 'polling');
    await house.write('pollkim', 'pollshop', 'before');
    await house.entries('pollkim', 1);
    await house.stop();
    for (let n = 1; n <= 30; n += 1) await house.write('pollkim', 'pollshop', `missed ${n}`);
    await house.start();
    expect(await house.entries('pollkim', 31)).toHaveLength(31);
  });

  it('a stream that breaks is opened again and asks for what was missed', async () => {
    await people('strshop', 'strkim');
    await house.connect('strshop', 'activity_stream');
    const connected = (count: number) =>
      until(async () => (await house.metrics()).includes(`rookery_activity_streams ${count}`));
    await connected(1);
    await house.write('strkim', 'strshop', 'one');
    await house.entries('strkim', 1);
    await house.control('POST', '/stream/disconnect', { how: 'reset' });
    await house.write('strkim', 'strshop', 'two');
    await house.entries('strkim', 2);
    await house.stop();
    await house.write('strkim', 'strshop', 'three');
    await house.start();
    expect((await house.entries('strkim', 3)).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('a connection begins with what is written from then on, not with old threads', async () => {
    await people('newshop', 'oldkim');
    await house.write('oldkim', 'newshop', 'long ago', { at: Date.now() - 86_400_000 });
    await house.connect('newshop', 'polling');
    await house.write('oldkim', 'newshop', 'now');
    expect((await house.entries('oldkim', 1)).map(({ text }) => text)).toEqual(['now']);
  });
});

describe('deliveries that X repeats, delays and turns round', () => {
  it('are messages once and in their order, also across a restart', async () => {
    await people('oddshop', 'oddkim');
    await house.connect('oddshop', 'activity_webhook');
    await house.control('POST', '/faults', { on: 'delivery', kind: 'duplicate', probability: 0.5 });
    await house.control('POST', '/faults', { on: 'delivery', kind: 'reorder', size: 5, probability: 0.5 });
    await house.control('POST', '/faults', { on: 'delivery', kind: 'delay', delayMs: 40, probability: 0.3 });
    const texts = Array.from({ length: 60 }, (_one, n) => `number ${n}`);
    for (const text of texts.slice(0, 40)) await house.write('oddkim', 'oddshop', text);
    await house.stop();
    for (const text of texts.slice(40)) await house.write('oddkim', 'oddshop', text);
    await house.start();
    await house.control('DELETE', '/faults');
    expect((await house.entries('oddkim', 60)).map(({ text }) => text)).toEqual(texts);
  });
});
