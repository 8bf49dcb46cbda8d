import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { deskOf, type Seat } from './browser.ts';
import { cardOf, openPushOffice, type PushOffice } from './push-office.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let house: PushOffice;
let ben: Seat;
beforeAll(async () => {
  house = await openPushOffice();
  ben = await house.office.seat(house.ben, '/inbox/all', phone);
  await ben.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
}, 300_000);
afterAll(() => house?.office.close());
afterEach(() => house.office.checkPages());

it('is offered on a phone, without a fault that axe finds, and accepted by a tap', async () => {
  const { page } = ben;
  await house.customer('Maria Sommer', 'Where is my parcel?');
  const card = cardOf(page, 'Maria Sommer');
  await card.getByText('Where is my parcel?').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await card.getByRole('button', { name: /^Accept/ }).tap();
  await deskOf(page).message('Where is my parcel?').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});
