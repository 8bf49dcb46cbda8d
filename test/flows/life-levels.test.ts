import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { findRow } from './life-house.ts';

let product: Product;
let admin: ApiUser;
let opensMs: number;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  await product.x.user('brandy');
  await product.connect('brandy');
  for (const name of ['ana', 'bea']) await product.x.user(name);
  const { db, clock } = product.app.parts;
  const day = new Date(clock.now().getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
  opensMs = Date.parse(`${day}T09:00:00Z`);
  const { id } = await admin.ask<{ id: string }>('POST', '/api/hours', {
    name: 'One morning',
    description: '',
    timeZone: 'UTC',
    periods: [],
    holidays: [],
    openings: [{ date: day, fromMinute: 540, untilMinute: 1020, reason: '' }],
  });
  await db.execute(sql`update queue set hours_id = ${id}`);
  const settings = { firstAnswerMinutes: 60, resolutionMinutes: 240 };
  await db.execute(sql`update work_stream set settings = settings || ${JSON.stringify(settings)}::jsonb`);
});
afterAll(() => product?.close());

interface Item {
  firstAnswerDueAt: string | null;
  resolutionDueAt: string | null;
  slaWarnAt: string | null;
  breached: string[];
}
const itemOf = async (id: string) =>
  (await admin.ask<{ workItem: Item }>('GET', `/api/conversations/${id}`)).workItem;
const timeAt = (hours: number) => new Date(opensMs + hours * HOUR_MS).toISOString();

it('promises answers in open hours, and holds the resolution while it waits for the customer', async () => {
  await product.x.write('ana', 'brandy', 'Hello');
  const { conversationId: id } = await findRow(admin, 'ana');
  const item = await until(async () => {
    const found = await itemOf(id);
    return found.firstAnswerDueAt !== null && found;
  });
  expect(item).toMatchObject({
    firstAnswerDueAt: timeAt(1),
    resolutionDueAt: timeAt(4),
    slaWarnAt: timeAt(0.8),
    breached: [],
  });
  await admin.ask('POST', `/api/conversations/${id}/pick`);
  await admin.ask('POST', `/api/conversations/${id}/put-aside`);
  await until(async () => (await itemOf(id)).resolutionDueAt === null);
});

it('notes a miss at its time, and tells the log', async () => {
  await product.x.write('bea', 'brandy', 'Hello');
  const { conversationId: id } = await findRow(admin, 'bea');
  await until(async () => (await itemOf(id)).firstAnswerDueAt !== null);
  const { clock, db } = product.app.parts;
  await clock.advance(opensMs + HOUR_MS - clock.now().getTime() - 20_000);
  expect((await itemOf(id)).breached).toEqual([]);
  await clock.advance(21_000);
  await until(async () => (await itemOf(id)).breached.includes('first_answer'));
  const told = await until(() =>
    db.findRow(sql<{ body: { what: string } }>`
      select body from event where kind = 'work_item.changed' and key = ${id} and body->>'what' = 'sla'`),
  );
  expect(told.body.what).toBe('sla');
});
