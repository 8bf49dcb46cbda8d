import { expect, test } from 'vitest';
import type { XEngagementType } from '../../../contract/x/engagement.ts';
import { type Cells, groupAsJson } from './group.ts';

const types: XEngagementType[] = ['impressions', 'favorites'];
/** 22:00 and 23:00 of one day, 00:00 and 01:00 of the next; each count tells where it is from. */
const cells: Cells = {
  ids: ['20', '7'],
  types,
  from: Date.UTC(2026, 0, 31, 22),
  hours: 4,
  count: (id, type) => [1, 2, 3, 4].map((hour) => (id === 0 ? 1 : 10) * (type === 0 ? 1 : 100) * hour),
};

test('a level for each item, in the order of the request, not of the numbers', () => {
  expect(groupAsJson(cells, ['tweet.id', 'engagement.type'])).toBe(
    '{"20":{"impressions":"10","favorites":"1000"},"7":{"impressions":"100","favorites":"10000"}}',
  );
  expect(groupAsJson(cells, ['engagement.type'])).toBe('{"impressions":"110","favorites":"11000"}');
});

test('an hour brings its day along, unless the day is there', () => {
  const hours = '{"2026-01-31":{"22":"1111","23":"2222"},"2026-02-01":{"00":"3333","01":"4444"}}';
  expect(groupAsJson(cells, ['engagement.hour'])).toBe(hours);
  expect(groupAsJson(cells, ['engagement.day', 'engagement.hour'])).toBe(hours);
});

test('time may stand above posts and types', () => {
  expect(groupAsJson(cells, ['engagement.day', 'tweet.id'])).toBe(
    '{"2026-01-31":{"20":"303","7":"3030"},"2026-02-01":{"20":"707","7":"7070"}}',
  );
  expect(JSON.parse(groupAsJson(cells, ['engagement.hour', 'engagement.type']))).toEqual({
    '2026-01-31': {
      22: { impressions: '11', favorites: '1100' },
      23: { impressions: '22', favorites: '2200' },
    },
    '2026-02-01': {
      '00': { impressions: '33', favorites: '3300' },
      '01': { impressions: '44', favorites: '4400' },
    },
  });
});

test('hours above days come by the clock', () => {
  expect(groupAsJson(cells, ['engagement.hour', 'engagement.day'])).toBe(
    '{"00":{"2026-02-01":"3333"},"01":{"2026-02-01":"4444"},"22":{"2026-01-31":"1111"},"23":{"2026-01-31":"2222"}}',
  );
});

test('no posts leave no counts', () => {
  const none = { ...cells, ids: [] };
  expect(groupAsJson(none, ['tweet.id', 'engagement.hour'])).toBe('{}');
  expect(groupAsJson(none, ['engagement.type', 'tweet.id'])).toBe('{"impressions":{},"favorites":{}}');
});
