import { expect, it } from 'vitest';
import { noJournal } from '../core/journal.ts';
import { createStore } from '../core/store.ts';
import { createHistory } from './history.ts';

const DAY_MS = 86_400_000;
let lastId = 0;
const event = (webhookId: string, atMs: number, bytes = 10) => ({
  webhookId,
  appId: '1',
  deliveryId: String(++lastId),
  product: 'activity' as const,
  eventType: 'dm.received',
  userId: '1',
  body: 'x'.repeat(bytes),
  atMs,
});
const start = () => createHistory(createStore(noJournal));

it('gives the events of one webhook in a window, in order', () => {
  const history = start();
  for (const at of [1, 2, 3, 4]) history.add(event(at === 3 ? 'other' : 'mine', at));
  expect(history.list('mine', 2, 5).map(({ atMs }) => atMs)).toEqual([2, 4]);
});

it('forgets what is older than five days', () => {
  const history = start();
  const old = event('mine', 0);
  history.add(old);
  history.add(event('mine', 6 * DAY_MS));
  expect(history.list('mine', 0, 7 * DAY_MS)).toHaveLength(1);
  expect(history.find(old.deliveryId)).toBeUndefined();
});

it('never keeps more than 96 MB, whichever webhooks they are for', () => {
  const history = start();
  for (let at = 0; at < 20; at++) history.add(event(at % 2 ? 'mine' : 'other', at, 10 * 1024 * 1024));
  const kept = [...history.list('mine', 0, 100), ...history.list('other', 0, 100)];
  expect(kept.map(({ atMs }) => atMs).toSorted((a, b) => a - b)).toEqual([
    11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
});

it('forgets a webhook without forgetting others', () => {
  const history = start();
  for (const at of [1, 2, 3]) history.add(event(at === 2 ? 'mine' : 'other', at));
  history.forget('other');
  history.add(event('other', 4));
  expect(history.list('mine', 0, 9)).toHaveLength(1);
  expect(history.list('other', 0, 9).map(({ atMs }) => atMs)).toEqual([4]);
});
