import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, signIn, startProduct } from '../product.ts';
import { findRow } from './life-house.ts';

let product: Product;
let admin: ApiUser;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Item {
  state: string;
  stateReason: string;
  closeDueAt: string | null;
  closedAt: string | null;
}

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  await product.x.user('brandy');
  await product.connect('brandy');
  for (const name of ['ana', 'bea', 'cyd', 'dan']) await product.x.user(name);
});
afterAll(() => product?.close());

const itemOf = async (id: string) =>
  (await admin.ask<{ workItem: Item }>('GET', `/api/conversations/${id}`)).workItem;
const advance = (ms: number) => product.app.parts.clock.advance(ms);
const now = () => product.app.parts.clock.now().getTime();
const post = (id: string, verb: string) => admin.ask('POST', `/api/conversations/${id}/${verb}`);

async function begin(username: string): Promise<string> {
  await product.x.write(username, 'brandy', 'Hello');
  return (await findRow(admin, username)).conversationId;
}

async function setMinutes(settings: Record<string, number>): Promise<void> {
  const { db } = product.app.parts;
  await db.execute(sql`update work_stream set settings = settings || ${JSON.stringify(settings)}::jsonb`);
}

it('#57 closes what waits for the customer after the time of its work stream', async () => {
  await setMinutes({ autoCloseMinutes: 60 });
  const id = await begin('ana');
  await post(id, 'pick');
  await post(id, 'put-aside');
  const waiting = await itemOf(id);
  expect(waiting.state).toBe('waiting');
  const dueMs = Date.parse(waiting.closeDueAt ?? '');
  expect(Math.abs(dueMs - now() - 60 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
  await advance(dueMs - now() - 5_000);
  expect((await itemOf(id)).state).toBe('waiting');
  await advance(6_000);
  const closed = await until(async () => {
    const item = await itemOf(id);
    return item.state === 'closed' && item;
  });
  expect(closed.stateReason).toBe('closed_after_inactivity');
  // ± 5 minutes is asked for; a second is kept.
  expect(Date.parse(closed.closedAt ?? '') - dueMs).toBeLessThan(10_000);
});

it('#58 closes what is open or active for 30 days, and a wrap-up after a day', async () => {
  const open = await begin('bea');
  const active = await begin('cyd');
  await post(active, 'pick');
  const wrapUp = await begin('dan');
  await post(wrapUp, 'pick');
  await post(wrapUp, 'end');
  await advance(DAY_MS + MINUTE_MS);
  await until(async () => (await itemOf(wrapUp)).state === 'closed');
  expect([(await itemOf(open)).state, (await itemOf(active)).state]).toEqual(['open', 'active']);
  await advance(29 * DAY_MS);
  // A sign-in lives no longer than that either.
  admin = await signIn(product.url, 'ada@house.example');
  for (const id of [open, active]) await until(async () => (await itemOf(id)).state === 'closed');
  expect((await itemOf(open)).stateReason).toBe('closed_by_system');
});

it('#58 takes changed times for what is open already', async () => {
  const id = await begin('ana');
  await setMinutes({ openCloseMinutes: 120 });
  // Any change of the set-up that times depend on makes them be reckoned again.
  await admin.ask('POST', '/api/hours', {
    name: 'Any',
    description: '',
    timeZone: 'UTC',
    periods: [],
    holidays: [],
    openings: [],
  });
  await until(async () => Date.parse((await itemOf(id)).closeDueAt ?? '') - now() < 121 * MINUTE_MS);
  await advance(121 * MINUTE_MS);
  await until(async () => (await itemOf(id)).state === 'closed');
  expect((await itemOf(id)).stateReason).toMatch(/^closed_/);
});
