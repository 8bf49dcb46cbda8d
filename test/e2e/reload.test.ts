import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let seat: Seat;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.x.user('cara', { name: 'Cara Customer' });
  await product.connect('birdshop');
  // Rows below the open one: only the next of them is fetched ahead.
  for (const name of ['Ann', 'Bob']) {
    await product.x.user(name.toLowerCase(), { name });
    await product.x.write(name.toLowerCase(), 'birdshop', `${name} asks for seeds`);
  }
  await product.x.write('cara', 'birdshop', 'The first question');
  seat = await office.seat(product.admin);
  await deskOf(seat.page).open('Cara Customer');
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const countStreams = async () => {
  const metrics = await (await fetch(`${office.product.url}/metrics`)).text();
  return Number(/^rookery_live_streams (\d+)/m.exec(metrics)?.[1]);
};

it('keeps the conversation and what is half written over a reload', async () => {
  const { page } = seat;
  const desk = deskOf(page);
  await desk.message('The first question').waitFor();
  await desk.reply.fill('Half an answer');
  // At once, before the regular saving: leaving the page saves.
  await page.reload();
  await desk.message('The first question').waitFor();
  await until(async () => (await desk.reply.inputValue()) === 'Half an answer');
  const tab = await seat.tab(new URL(page.url()).pathname);
  await until(async () => (await deskOf(tab).reply.inputValue()) === 'Half an answer');
  await tab.close();
  await desk.reply.fill('');
  expect(await desk.thread.getByRole('heading', { level: 1 }).textContent()).toContain('Cara Customer');
});

it('opens at the first message that is new, however many there are', async () => {
  const { page } = seat;
  await page.goto(`${office.product.url}/settings/preferences`);
  await page.getByRole('heading', { name: 'Preferences' }).waitFor();
  const messages = Array.from({ length: 40 }, (_, index) => ({
    from: '@cara',
    to: '@birdshop',
    text: `line ${index + 1} of the long story`,
  }));
  await office.product.x.control('POST', '/messages/batch', { messages });
  await page.goto(`${office.product.url}/inbox/all`);
  const desk = deskOf(page);
  await desk.row('Cara Customer').filter({ hasText: 'line 40 of' }).waitFor();
  await desk.open('Cara Customer');
  const mark = desk.thread.getByRole('separator').filter({ hasText: 'New' });
  await until(async () => {
    const box = await mark.boundingBox();
    return box !== null && box.y > 50 && box.y < 850;
  });
  const first = desk.message(/^line 1 of/);
  expect(await shown(first)).toBe(true);
});

it('goes on by itself after the server was away, and misses nothing', async () => {
  const { page } = seat;
  const desk = deskOf(page);
  await office.product.restart(async () => {
    await page.getByRole('alert').filter({ hasText: 'Connection lost' }).waitFor();
    await office.product.x.write('cara', 'birdshop', 'Are you still there?');
  });
  await page.getByRole('alert').filter({ hasText: 'Connection lost' }).waitFor({ state: 'detached' });
  const row = desk.row('Cara Customer').filter({ hasText: 'Are you still there?' });
  await row.waitFor({ timeout: 15_000 });
  await office.product.x.write('cara', 'birdshop', 'Hello again');
  expect(await shown(desk.row('Cara Customer').filter({ hasText: 'Hello again' }))).toBe(true);
});

it('loads by itself what could not be loaded while the server was away', async () => {
  const { page } = seat;
  const desk = deskOf(page);
  await office.product.restart(async () => {
    await page.getByRole('alert').filter({ hasText: 'Connection lost' }).waitFor();
    await desk.row('Ann').click();
    await desk.thread.getByText('This could not be loaded').waitFor({ timeout: 20_000 });
  });
  await desk.message('Ann asks for seeds').waitFor({ timeout: 20_000 });
  expect(await shown(desk.panel)).toBe(true);
});

it('shares one stream among ten tabs, each of which is told', async () => {
  const tabs = [seat.page];
  while (tabs.length < 10) tabs.push(await seat.tab('/inbox/all'));
  for (const tab of tabs) await deskOf(tab).row('Cara Customer').waitFor();
  expect(await countStreams()).toBe(1);
  await office.product.x.write('cara', 'birdshop', 'To all of you');
  for (const tab of tabs)
    await deskOf(tab).row('Cara Customer').filter({ hasText: 'To all of you' }).waitFor();
  for (const tab of tabs.slice(0, 9)) await tab.close();
  await office.product.x.write('cara', 'birdshop', 'To the last one');
  expect(
    await shown(
      deskOf(tabs[9] ?? seat.page)
        .row('Cara Customer')
        .filter({ hasText: 'the last one' }),
    ),
  ).toBe(true);
});
