import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Seat, shown } from './browser.ts';
import { cardOf, openPushOffice, type PushOffice } from './push-office.ts';

let house: PushOffice;
let ben: Seat;
beforeAll(async () => {
  house = await openPushOffice();
  ben = await house.office.seat(house.ben, '/inbox/all');
  await ben.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
}, 180_000);
afterAll(() => house?.office.close());
afterEach(() => house.office.checkPages());

it('#61 #62 shows who writes, in fields, with the time that is left, and is accepted by y', async () => {
  const { page } = ben;
  await page.keyboard.press('/');
  await house.customer('Maria Sommer', 'Where is my parcel?\nIt is late.');
  const card = cardOf(page, 'Maria Sommer');
  await card.getByText('Where is my parcel?').waitFor();
  expect(await shown(card.getByText('@mariasommer'))).toBe(true);
  expect(await shown(card.getByText('Visitor', { exact: true }))).toBe(true);
  expect(await card.getByRole('timer').getAttribute('aria-label')).toMatch(/^(1:\d\d|2:00) left$/);
  // It takes no focus: who types, types on.
  await page.keyboard.type('y');
  expect(await page.getByLabel('Search messages and people').inputValue()).toBe('y');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('y');
  await deskOf(page).message('Where is my parcel?').waitFor();
  await card.waitFor({ state: 'detached' });
  expect(await shown(deskOf(page).thread.getByText('Active', { exact: true }))).toBe(true);
});

it('#68 keeps the session in its panel, with what is unread in it', async () => {
  const { page } = ben;
  const panel = page.getByRole('navigation', { name: 'Your sessions' });
  await panel.getByRole('link', { name: 'Maria Sommer' }).waitFor();
  // What is looked at for a moment only stays unread.
  await until(async () => {
    const { rows } = await house.ben.ask<{ rows: { unreadCount: number }[] }>('GET', '/api/inbox?view=all');
    return rows.length === 1 && rows[0]?.unreadCount === 0;
  });
  await page.goto(`${house.office.product.url}/inbox/all`);
  for (let n = 1; n <= 3; n += 1) {
    await house.office.product.x.write('mariasommer', 'birdshop', `Still there? ${n}`);
  }
  await panel.getByLabel('Maria Sommer. 3 new updates in your conversation.').waitFor();
  await page.keyboard.press('s');
  await deskOf(page).message('Still there? 3').waitFor();
  await panel.getByLabel(/new updates/).waitFor({ state: 'detached' });
  expect(await panel.getByRole('link').count()).toBe(1);
});

it('#69 keeps what is written while one switches between sessions', async () => {
  const { page } = ben;
  const desk = deskOf(page);
  await desk.reply.fill('Dear Maria, half a sentence');
  await house.customer('Otto Zwei', 'And mine?');
  await cardOf(page, 'Otto Zwei')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await desk.message('And mine?').waitFor();
  await desk.reply.fill('Dear Otto');
  await page.getByRole('navigation', { name: 'Your sessions' }).getByRole('link', { name: 'Maria' }).click();
  await until(async () => (await desk.reply.inputValue()) === 'Dear Maria, half a sentence');
  await page.getByRole('navigation', { name: 'Your sessions' }).getByRole('link', { name: 'Otto' }).click();
  await desk.message('And mine?').waitFor();
  await until(async () => (await desk.reply.inputValue()) !== '');
  expect(await desk.reply.inputValue()).toBe('Dear Otto');
});

it('is on the screen of every tab, and gone from all of them once it is answered', async () => {
  const second = await ben.tab('/inbox/all');
  await house.customer('Tara Drei', 'Hello?');
  await cardOf(second, 'Tara Drei').waitFor();
  await cardOf(ben.page, 'Tara Drei')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await cardOf(second, 'Tara Drei').waitFor({ state: 'detached' });
  expect(await cardOf(ben.page, 'Tara Drei').count()).toBe(0);
  await second.close();
});

it('#82 ends into wrap-up, which says what it blocks, until it is finished', async () => {
  const { page } = ben;
  const desk = deskOf(page);
  await desk.message('Hello?').waitFor();
  await page.keyboard.press('w');
  await page.getByText('Wrap-up: the talk has ended.').waitFor();
  expect(await shown(page.getByText('It takes 30 of your capacity until you finish it.'))).toBe(true);
  expect(await shown(desk.thread.getByText('Wrap-up', { exact: true }))).toBe(true);
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Wrap-up: the talk has ended.').waitFor({ state: 'detached' });
});

it('#82 is put aside with b: it waits, frees the capacity at once, and comes back with z', async () => {
  const { page } = ben;
  const desk = deskOf(page);
  await page.getByRole('navigation', { name: 'Your sessions' }).getByRole('link', { name: 'Otto' }).click();
  await desk.message('And mine?').waitFor();
  const used = async () =>
    (await house.ben.ask<{ presence: { usedUnits: number } }>('GET', '/api/presence/mine')).presence
      .usedUnits;
  await until(async () => (await used()) === 60);
  await page.keyboard.press('b');
  await until(async () => (await used()) === 30);
  await page.getByRole('button', { name: 'Undo' }).first().waitFor();
  await page.keyboard.press('z');
  await until(async () => (await used()) !== 30);
  expect(await used()).toBe(60);
});

it('#55 comes back when the customer writes: open again, with an unread mark', async () => {
  const { page } = ben;
  await page.getByRole('navigation', { name: 'Your sessions' }).getByRole('link', { name: 'Otto' }).click();
  await deskOf(page).message('And mine?').waitFor();
  await page.keyboard.press('b');
  await until(async () => {
    const { rows } = await house.ben.ask<{ rows: { workItem: { state: string } }[] }>(
      'GET',
      '/api/inbox?view=all',
    );
    return rows.some((row) => row.workItem.state === 'waiting');
  });
  await page.goto(`${house.office.product.url}/inbox/all`);
  await house.office.product.x.write('ottozwei', 'birdshop', 'One more thing');
  const row = deskOf(page).row('Otto Zwei');
  await row.getByText('One more thing').waitFor();
  expect(await shown(row.getByText('Unread'))).toBe(true);
});
