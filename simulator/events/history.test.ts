import { expect, it } from 'vitest';
import { createHistory } from './history.ts';

const DAY_MS = 86_400_000;
const event = (webhookId: string, atMs: number, bytes = 10) => ({
  webhookId,
  deliveryId: String(atMs),
  product: 'activity' as const,
  eventType: 'dm.received',
  userId: '1',
  body: Buffer.alloc(bytes),
  atMs,
});

it('gives the events of one webhook in a window, in order', () => {
  const history = createHistory();
  for (const at of [1, 2, 3, 4]) history.add(event(at === 3 ? 'other' : 'mine', at));
  expect(history.list('mine', 2, 5).map(({ atMs }) => atMs)).toEqual([2, 4]);
});

it('forgets what is older than five days', () => {
  const history = createHistory();
  history.add(event('mine', 0));
  history.add(event('mine', 6 * DAY_MS));
  expect(history.list('mine', 0, 7 * DAY_MS)).toHaveLength(1);
});

it('never keeps more than 96 MB', () => {
  const history = createHistory();
  for (let at = 0; at < 20; at++) history.add(event('mine', at, 10 * 1024 * 1024));
  expect(history.list('mine', 0, 100)).toHaveLength(9);
});
