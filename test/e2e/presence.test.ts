import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Seat, shown } from './browser.ts';
import { cardOf, openPushOffice, type PushOffice } from './push-office.ts';
import { until } from '../harness.ts';
import { sql } from '../../server/base/index.ts';

let house: PushOffice;
let ben: Seat;
beforeAll(async () => {
  house = await openPushOffice();
  ben = await house.office.seat(house.ben, '/inbox/all');
  await ben.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
}, 180_000);
afterAll(() => house?.office.close());
afterEach(() => house.office.checkPages());

const presence = (text: string) => ben.page.getByRole('button', { name: `Presence: ${text}` });

it('is chosen in the rail and kept over a reload', async () => {
  const { page } = ben;
  await presence('Available').click();
  expect(await shown(page.getByRole('meter', { name: 'Capacity' }))).toBe(true);
  await page
    .getByRole('menuitem', { name: 'Appear away' })
    .or(page.getByRole('menuitem', { name: 'Away' }))
    .click();
  await page.getByRole('button', { name: /Presence: .*away/i }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /Presence: .*away/i }).waitFor();
  await page.getByRole('button', { name: /Presence: .*away/i }).click();
  await page.getByRole('menuitem', { name: 'Available' }).click();
  expect(await shown(presence('Available'))).toBe(true);
});

it('is chosen by the keyboard alone', async () => {
  const { page } = ben;
  // The menu takes the focus a moment after it opens, and gives it back a moment after it closes.
  const choose = async (now: string, wanted: string) => {
    const item = page.getByRole('menuitem', { name: wanted });
    await until(() => presence(now).evaluate((button) => button.matches(':focus')));
    await page.keyboard.press('Enter');
    await item.waitFor();
    await until(async () => {
      if (await item.evaluate((one) => one.matches(':focus'))) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
    await presence(wanted).waitFor();
  };
  await presence('Available').focus();
  await choose('Available', 'Busy');
  await choose('Busy', 'Available');
  expect(await shown(presence('Available'))).toBe(true);
});

it('#31 says that an offer was missed, and comes back with one click', async () => {
  const { db, clock } = house.office.product.app.parts;
  await db.execute(sql`
    update workspace set settings = jsonb_set(settings, '{distribution}', '{"missedMakesInactive": true}')`);
  await house.customer('Dora Eins', 'Hello?');
  await cardOf(ben.page, 'Dora Eins').waitFor();
  await clock.advance(121_000);
  await ben.page.getByText('You missed an offer, so nothing more is offered to you.').waitFor();
  await presence('Inactive').waitFor();
  await ben.page.getByRole('button', { name: 'I’m here' }).click();
  await presence('Available').waitFor();
  // Whoever missed it is left alone with it for two minutes.
  await clock.advance(121_000);
  expect(await shown(cardOf(ben.page, 'Dora Eins'))).toBe(true);
});

it('#32 says that a declined offer set it to Do not disturb', async () => {
  const { db } = house.office.product.app.parts;
  await db.execute(sql`
    update workspace set settings = jsonb_set(settings, '{distribution}', '{"declineMakesBusy": true}')`);
  await cardOf(ben.page, 'Dora Eins')
    .getByRole('button', { name: /^Decline/ })
    .click();
  await ben.page.getByText('You are set to Do not disturb: nothing more is offered to you.').waitFor();
  await ben.page.getByRole('button', { name: 'I’m available' }).click();
  expect(await shown(presence('Available'))).toBe(true);
});
