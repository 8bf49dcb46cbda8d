import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { findRow, saidTo, switchOn, untilSaid, untilSettled } from './life-house.ts';

let product: Product;
let admin: ApiUser;
let hoursId: string;

const DAY_MS = 86_400_000;
/** A day of the calendar, so many days from now, where the hours are. */
const dateIn = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Auckland' }).format(
    product.app.parts.clock.now().getTime() + days * DAY_MS,
  );
const never = () => ({
  name: 'Later',
  description: '',
  timeZone: 'Pacific/Auckland',
  periods: [],
  holidays: [] as object[],
  openings: [{ date: dateIn(3), fromMinute: 540, untilMinute: 600, reason: '' }],
});

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  await product.x.user('brandy');
  for (const name of ['ana', 'bea', 'cyd']) await product.x.user(name);
  const { handleId } = await product.connect('brandy');
  hoursId = (await admin.ask<{ id: string }>('POST', '/api/hours', never())).id;
  await product.app.parts.db.execute(sql`update handle set hours_id = ${hoursId} where id = ${handleId}`);
  await switchOn(admin, 'out_of_hours', { en: 'Closed until {NextOpening}.' });
  await switchOn(admin, 'holiday', { en: 'It is a holiday.' });
});
afterAll(() => product?.close());

it('#86 tells who writes out of hours when it opens again, once', async () => {
  await product.x.write('ana', 'brandy', 'Hello?');
  const { conversationId } = await findRow(admin, 'ana');
  const [said] = await untilSaid(admin, conversationId, 1);
  expect(said).toMatch(/^Closed until \w+day.* 09:00.* \(Pacific\/Auckland\)\.$/);
  await product.x.write('ana', 'brandy', 'Hello??');
  await untilSettled(product);
  expect(await saidTo(admin, conversationId)).toHaveLength(1);
});

it('#86 says that it is a holiday on a holiday', async () => {
  const today = dateIn(0);
  await admin.ask('PUT', `/api/hours/${hoursId}`, {
    ...never(),
    holidays: [{ from: today, until: dateIn(1), reason: 'Waitangi Day' }],
  });
  await product.x.write('bea', 'brandy', 'Hello?');
  const { conversationId } = await findRow(admin, 'bea');
  expect(await untilSaid(admin, conversationId, 1)).toEqual(['It is a holiday.']);
});

it('says nothing of hours while it is open', async () => {
  const periods = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, fromMinute: 0, untilMinute: 1440 }));
  await admin.ask('PUT', `/api/hours/${hoursId}`, { ...never(), periods });
  await product.x.write('cyd', 'brandy', 'Hello?');
  const { conversationId } = await findRow(admin, 'cyd');
  await untilSettled(product);
  expect(await saidTo(admin, conversationId)).toEqual([]);
});

it('keeps hours that are in use', async () => {
  const refused = await admin.call('DELETE', `/api/hours/${hoursId}`);
  expect(refused).toMatchObject({
    status: 409,
    body: { error: { code: 'hours_in_use', message: expect.stringContaining('brandy') } },
  });
});
