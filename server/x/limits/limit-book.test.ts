import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase } from '../../../test/harness.ts';
import { type Db, newId, openDb } from '../../base/index.ts';
import { type Endpoint, perAppDay, perUser, perUserDay } from '../endpoint.ts';
import type { WindowSaid } from '../rate-headers.ts';
import { LimitBook, type Reservation } from './limit-book.ts';

let base: TestBase;
let otherPool: Db;
let book: LimitBook;
let otherBook: LimitBook;

beforeAll(async () => {
  base = await openTestBase();
  otherPool = openDb({ url: base.url, poolSize: 8, onError: () => undefined });
  book = new LimitBook(base.workspace);
  otherBook = new LimitBook(otherPool.workspace(base.workspaceId));
});
afterAll(async () => {
  await otherPool?.close();
  await base?.close();
});

let names = 0;
function endpoint(...limits: Endpoint['limits']): Endpoint {
  names += 1;
  return { name: `test_${names}`, method: 'POST', host: 'api', path: '/', auth: ['oauth1'], limits };
}

const subject = { appId: 'app', xUserId: '42' };
const take = async (from: LimitBook, of: Endpoint, who = subject) =>
  from.reserve(who, of, 'oauth1', 'person');

async function taken(of: Endpoint, from = book): Promise<Reservation> {
  const reserved = await take(from, of);
  if ('freeAt' in reserved) throw new Error('nothing left');
  return reserved;
}

const isTaken = (reserved: Reservation | { freeAt: Date }) => 'taken' in reserved;
const said = (
  limit: number,
  remaining: number,
  resetSeconds = 1_000_900,
  resetInMs = 900_000,
): WindowSaid => ({
  limit,
  remaining,
  resetSeconds,
  resetInMs,
});

test('two processes never set more aside than X allows, and nothing less', async () => {
  const of = endpoint(perUser(15), perUserDay(1440), perAppDay(1440));
  const tries = Array.from({ length: 60 }, (_, n) => take(n % 2 === 0 ? book : otherBook, of));
  const granted = (await Promise.all(tries)).filter(isTaken);
  expect(granted).toHaveLength(15);
});

test('takes from all windows or from none', async () => {
  const of = endpoint(perUser(15), perAppDay(2));
  await taken(of);
  await take(book, of, { appId: 'app', xUserId: '43' });
  const refused = await take(book, of, { appId: 'app', xUserId: '44' });
  expect(refused).toHaveProperty('freeAt');
  const windows = (await book.list('app')).filter((window) => window.bucket.startsWith(of.name));
  expect(windows.find((window) => window.subject === 'user:44')).toBeUndefined();
  expect(windows.find((window) => window.subject === 'app')?.used).toBe(2);
});

test('says when there is room again, by the end that X named', async () => {
  const of = endpoint(perUser(1));
  const one = await taken(of);
  await book.settle(one, { quarterHour: said(1, 0, 1_000_060, 60_000) }, 'answered');
  const refused = await take(book, of);
  if (!('freeAt' in refused)) throw new Error('should be used up');
  expect(refused.freeAt.getTime() - performance.timeOrigin - performance.now()).toBeGreaterThan(55_000);
  expect(refused.freeAt.getTime() - performance.timeOrigin - performance.now()).toBeLessThan(65_000);
});

test('the headers of X win over the documented number, both ways', async () => {
  const more = endpoint(perUser(1));
  await book.settle(await taken(more), { quarterHour: said(200, 199) }, 'answered');
  expect(isTaken(await take(book, more))).toBe(true);

  const fewer = endpoint(perUser(15));
  await book.settle(await taken(fewer), { quarterHour: said(5, 0) }, 'answered');
  expect(isTaken(await take(book, fewer))).toBe(false);
});

test('calls that others make with the same token are noticed', async () => {
  const of = endpoint(perUser(15));
  await book.settle(await taken(of), { quarterHour: said(15, 4) }, 'answered');
  const more = await Promise.all(Array.from({ length: 10 }, () => take(book, of)));
  expect(more.filter(isTaken)).toHaveLength(4);
});

test('an answer that was overtaken does not give calls back', async () => {
  const of = endpoint(perUser(3));
  const first = await taken(of);
  const second = await taken(of);
  await book.settle(second, { quarterHour: said(3, 1) }, 'answered');
  await book.settle(first, { quarterHour: said(3, 2) }, 'answered');
  expect((await Promise.all([take(book, of), take(book, of)])).filter(isTaken)).toHaveLength(1);
});

test('a correction never goes below what is still in flight', async () => {
  const of = endpoint(perUser(3));
  const first = await taken(of);
  await taken(of);
  await taken(of);
  await book.settle(first, { quarterHour: said(3, 2) }, 'answered');
  expect(isTaken(await take(book, of))).toBe(false);
});

test('a call that never left is given back, one of unknown fate is not', async () => {
  const of = endpoint(perUser(2));
  const unsent = await taken(of);
  const unknown = await taken(of);
  expect(isTaken(await take(book, of))).toBe(false);
  await book.release(unsent);
  await book.settle(unknown, {}, 'unknown');
  const third = await taken(of);
  expect(isTaken(await take(book, of))).toBe(false);
  // X counted the unknown one after all, and says so.
  await book.settle(third, { quarterHour: said(2, 0) }, 'answered');
  expect(isTaken(await take(book, of))).toBe(false);
});

test('a new window starts when the old one is over, and late answers of the old one do not touch it', async () => {
  const of = endpoint(perUser(2));
  const late = await taken(of);
  await book.settle(await taken(of), { quarterHour: said(2, 0, 500, -999) }, 'answered');
  await endWindow(of);
  const fresh = await taken(of);
  await book.settle(fresh, { quarterHour: said(2, 1, 2000) }, 'answered');
  await book.settle(late, { quarterHour: said(2, 0, 1000) }, 'answered');
  expect(isTaken(await take(book, of))).toBe(true);
  expect(isTaken(await take(book, of))).toBe(false);
});

test('a crash counts as used in its window and is forgotten after the next', async () => {
  const of = endpoint(perUser(2));
  await taken(of);
  await endWindow(of);
  expect((await Promise.all([take(book, of), take(book, of)])).filter(isTaken)).toHaveLength(1);
  await endWindow(of);
  await endWindow(of, 120);
  expect((await Promise.all([take(book, of), take(book, of)])).filter(isTaken)).toHaveLength(2);
});

test('a 429 without headers closes the window', async () => {
  const of = endpoint(perUser(15), perUserDay(100));
  await book.settle(await taken(of), {}, 'limited');
  expect(isTaken(await take(book, of))).toBe(false);
});

test('automation leaves the last calls to people', async () => {
  const of = endpoint(perUser(15));
  const automated = () => book.reserve(subject, of, 'oauth1', 'automation');
  const granted = (await Promise.all(Array.from({ length: 15 }, automated))).filter(isTaken);
  expect(granted.length).toBeGreaterThanOrEqual(12);
  expect(granted.length).toBeLessThan(15);
  expect(isTaken(await take(book, of))).toBe(true);
});

test('one workspace’s windows are not another’s', async () => {
  const of = endpoint(perUser(1));
  await taken(of);
  const twin = new LimitBook(base.db.workspace(newId<'workspace'>()));
  expect(isTaken(await take(twin, of))).toBe(true);
  expect((await twin.list('app')).map((window) => window.used)).toEqual([1]);
});

async function endWindow(of: Endpoint, secondsAgo = 0): Promise<void> {
  const client = await base.db.pool.connect();
  try {
    await client.query(
      `update x_limit set ends_at = clock_timestamp() - interval '1 second',
         reserved_at = reserved_at - $2 * interval '1 second' where bucket like $1`,
      [`${of.name}/%`, secondsAgo],
    );
  } finally {
    client.release();
  }
}
