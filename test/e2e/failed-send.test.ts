import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, type Seat } from './browser.ts';

const sendPath = '/2/dm_conversations/with/:id/messages';
const sendLimit = 'POST /2/dm_conversations/with/:participant_id/messages';

let office: Office;
let seat: Seat;
let customer = 0;
beforeAll(async () => {
  office = await openOffice();
  await office.product.x.user('birdshop', { name: 'Bird Shop' });
  await office.product.connect('birdshop');
  seat = await office.seat(office.product.admin);
}, 120_000);
afterAll(() => office?.close());
beforeEach(async () => {
  customer += 1;
  await office.product.admin.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
  const username = `cara${customer}`;
  const { x } = office.product;
  await x.user(username, { name: `Cara ${customer}` });
  await x.write(username, 'birdshop', 'Is it in stock?');
  await desk().open(`Cara ${customer}`);
});
afterEach(async () => {
  await office.product.x.control('DELETE', '/faults');
  office.checkPages();
});

const desk = () => deskOf(seat.page);
const sentTexts = async () => {
  const { entries } = await office.product.x.control<{ entries: { text: string; appId?: string }[] }>(
    'GET',
    '/ledger',
  );
  return entries.filter((entry) => entry.appId).map((entry) => entry.text);
};
const fault = (more: object) =>
  office.product.x.control('POST', '/faults', { on: 'request', path: sendPath, count: 1, ...more });
const answer = async (text: string) => {
  await desk().reply.fill(text);
  await desk().reply.press('Control+Enter');
};

it('shows at the message why X refused it, with X’s own words, and retries', async () => {
  await fault({ kind: 'status', status: 403 });
  await answer('Yes, 12 of them.');
  const message = desk().message('Yes, 12 of them.');
  await message.getByText('Not sent').waitFor();
  const failure = message.getByRole('alert');
  expect((await failure.getByRole('paragraph').textContent())?.length).toBeGreaterThan(20);
  await failure.getByRole('button', { name: 'What X said' }).click();
  await failure.getByText(/HTTP 403/).waitFor();
  await desk().row(`Cara ${customer}`).getByLabel('Not sent').waitFor();
  await failure.getByRole('button', { name: 'Retry' }).click();
  await message.getByText('Sent', { exact: true }).waitFor();
  expect(await sentTexts()).toEqual(['Yes, 12 of them.']);
});

it('lets a refused message be changed before it is sent again', async () => {
  await fault({ kind: 'status', status: 403 });
  await answer('Wrong wrods.');
  const message = desk().message('Wrong wrods.');
  await message.getByRole('button', { name: 'Edit' }).click();
  await message.getByRole('textbox', { name: 'Edit and send again' }).fill('Right words.');
  await message.getByRole('button', { name: 'Send again' }).click();
  await desk().message('Right words.').getByText('Sent', { exact: true }).waitFor();
  expect(await sentTexts()).toContain('Right words.');
  expect(await sentTexts()).not.toContain('Wrong wrods.');
});

it('shows an unknown outcome as unknown until X’s echo settles it, and sends only once', async () => {
  await fault({ kind: 'timeout_after', delayMs: 100 });
  await office.product.x.control('POST', '/faults', { on: 'delivery', kind: 'delay', delayMs: 1_500 });
  await answer('Did this arrive?');
  const message = desk().message('Did this arrive?');
  await message.getByText('Unknown whether it was sent').waitFor();
  await message.getByText('Sent', { exact: true }).waitFor();
  expect((await sentTexts()).filter((text) => text === 'Did this arrive?')).toHaveLength(1);
});

it('lets a person say that an unknown one did not arrive, and then sends it again', async () => {
  await fault({ kind: 'timeout_before', delayMs: 100 });
  await answer('Is it there?');
  const message = desk().message('Is it there?');
  await message.getByRole('button', { name: 'It did not arrive' }).click();
  await message.getByText('Nothing is sent again by itself.').waitFor();
  await message.getByRole('button', { name: 'Retry' }).click();
  await message.getByText('Sent', { exact: true }).waitFor();
  expect((await sentTexts()).filter((text) => text === 'Is it there?')).toHaveLength(1);
});

it('asks the server though the browser believes that there is no network', async () => {
  const { x } = office.product;
  await x.user('offline', { name: 'Olga Offline' });
  await x.write('offline', 'birdshop', 'Are you there?');
  await desk().row('Olga Offline').waitFor();
  await seat.page.evaluate('window.dispatchEvent(new Event("offline"))');
  await desk().open('Olga Offline');
  await desk().message('Are you there?').waitFor();
  await answer('Yes, on this machine.');
  await desk().message('Yes, on this machine.').getByText('Sent', { exact: true }).waitFor();
  await seat.page.evaluate('window.dispatchEvent(new Event("online"))');
  expect(await sentTexts()).toContain('Yes, on this machine.');
});

it('says that the server was not reached, keeps what was written, and sends it once', async () => {
  const context = seat.page.context();
  await context.setOffline(true);
  await answer('Written on a train.');
  await seat.page.getByText('The server cannot be reached. Check your connection.').first().waitFor();
  expect(await desk().message('Written on a train.').count()).toBe(0);
  await until(async () => (await desk().reply.inputValue()) === 'Written on a train.');
  await context.setOffline(false);
  await desk().reply.press('Control+Enter');
  await desk().message('Written on a train.').getByText('Sent', { exact: true }).waitFor();
  expect((await sentTexts()).filter((text) => text === 'Written on a train.')).toHaveLength(1);
});

it('sends an answer once when only the server’s word was lost', async () => {
  const path = '**/api/conversations/*/messages';
  await seat.page.route(path, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await answer('Did you hear me?');
  await until(async () => (await desk().reply.inputValue()) === 'Did you hear me?');
  await seat.page.unroute(path);
  await desk().reply.press('Control+Enter');
  await desk().message('Did you hear me?').first().getByText('Sent', { exact: true }).waitFor();
  await answer('Another one.');
  await desk().message('Another one.').getByText('Sent', { exact: true }).waitFor();
  expect((await sentTexts()).filter((text) => text === 'Did you hear me?')).toHaveLength(1);
});

it('takes an answer back in its undo time, and nothing is sent', async () => {
  await office.product.admin.ask('PATCH', '/api/session/preferences', { undoSeconds: 10 });
  await seat.page.reload();
  await answer('Oops, wrong customer.');
  await seat.page.getByText(/ in \d+ s/).waitFor();
  await seat.page.getByRole('button', { name: 'Undo' }).click();
  await seat.page.getByText(/ in \d+ s/).waitFor({ state: 'detached' });
  await until(async () => (await desk().reply.inputValue()) === 'Oops, wrong customer.');
  expect(await desk().message('Oops, wrong customer.').count()).toBe(0);
  expect(await sentTexts()).not.toContain('Oops, wrong customer.');
});

it('says when a message leaves that X’s limits hold back, and lets it be taken back', async () => {
  const { x } = office.product;
  const used = (await sentTexts()).length;
  await x.control('POST', '/limits', { key: sendLimit, rule: { user: used + 1 } });
  await seat.page.reload();
  await answer('The last that is allowed.');
  await desk().message('The last that is allowed.').getByText('Sent', { exact: true }).waitFor();
  await answer('One too many.');
  const message = desk().message('One too many.');
  await message.getByText(/^Sends .*\d\d?:\d\d/).waitFor();
  expect(await sentTexts()).not.toContain('One too many.');
  await message.getByRole('button', { name: 'Take back' }).click();
  await message.waitFor({ state: 'detached' });
});
