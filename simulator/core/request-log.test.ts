import { expect, it } from 'vitest';
import { type LoggedRequest, createRequestLog } from './request-log.ts';

const entry = (path: string, more: Partial<LoggedRequest> = {}) => ({
  at: 0,
  method: 'GET',
  path,
  query: '',
  route: path,
  status: 200,
  durationMs: 1,
  ...more,
});

it('finds the latest first when asked, and pages back from there', () => {
  const log = createRequestLog(100);
  for (let count = 1; count <= 10; count++) log.add(entry(`/${count}`));
  const paths = (filter: object) => log.list({ limit: 3, ...filter }, true).map(({ path }) => path);
  expect(paths({})).toEqual(['/8', '/9', '/10']);
  expect(paths({ before: 8 })).toEqual(['/5', '/6', '/7']);
  expect(paths({ before: 2 })).toEqual(['/1']);
  expect(log.list({ limit: 2, after: 3 }).map(({ path }) => path)).toEqual(['/4', '/5']);
});

it('filters by kind of answer, caller and words', () => {
  const log = createRequestLog(100);
  log.add(entry('/a', { status: 429, auth: 'oauth1', userId: '7' }));
  log.add(entry('/b', { body: '{"text":"Hello"}' }));
  log.add(entry('/c', { responseBody: '{"title":"Unauthorized"}', status: 401 }));
  const paths = (filter: object) => log.list({ limit: 9, ...filter }).map(({ path }) => path);
  expect(paths({ statusClass: 4 })).toEqual(['/a', '/c']);
  expect(paths({ auth: 'none' })).toEqual(['/b', '/c']);
  expect(paths({ userId: '7' })).toEqual(['/a']);
  expect(paths({ text: 'hello' })).toEqual(['/b']);
  expect(paths({ text: 'UNAUTH' })).toEqual(['/c']);
});

it('forgets the oldest requests, and the bodies of old ones when they are large', () => {
  const log = createRequestLog(4);
  for (let count = 1; count <= 6; count++) log.add(entry(`/${count}`, { body: 'x'.repeat(10_000_000) }));
  expect(log.list({ limit: 9 }).map(({ path, body }) => [path, body === undefined])).toEqual([
    ['/3', true],
    ['/4', true],
    ['/5', false],
    ['/6', false],
  ]);
  expect(log.find(2)).toBeUndefined();
  expect(log.find(6)?.path).toBe('/6');
  log.reset();
  log.add(entry('/7', { body: 'kept' }));
  expect(log.list({ limit: 9 }).map(({ id, body }) => [id, body])).toEqual([[7, 'kept']]);
});
