import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Seat } from './browser.ts';
import { cardOf, openPushOffice, type PushOffice } from './push-office.ts';

// What the page would play, and what the desktop would show, written down instead: a browser without a window has no
// desktop.
const stubs = `
  window.said = { tones: 0, running: new Set(), notes: [] };
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
    const note = { title, ...options, close: () => (said.notes = said.notes.filter((each) => each !== note)) };
    // One of the same tag is replaced.
    said.notes = [...said.notes.filter((each) => each.tag !== note.tag), note];
  };
  ServiceWorkerRegistration.prototype.getNotifications = async ({ tag }) =>
    said.notes.filter((note) => note.tag === tag);
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function () {
    said.tones += 1;
    return createOscillator.call(this);
  };
  // Whatever rings again and again does it by an interval of this length.
  const { setInterval: begin, clearInterval: end } = window;
  window.setInterval = (work, ms, ...more) => {
    const id = begin(work, ms, ...more);
    if (ms === 3000) said.running.add(id);
    return id;
  };
  window.clearInterval = (id) => {
    said.running.delete(id);
    end(id);
  };`;

let house: PushOffice;
let ben: Seat;
beforeAll(async () => {
  house = await openPushOffice();
  const { product } = house.office;
  const { id } = await product.admin.ask<{ id: string }>('POST', '/api/templates', {
    name: 'Loud',
    settings: { sound: 'bell', soundLoops: true, desktop: 'always', acceptText: 'Take it' },
  });
  await house.settings({ templates: { incomingKnown: id, incomingUnknown: id } });
  ben = await house.office.seat(house.ben, '/inbox/all');
  await ben.page.addInitScript(stubs);
  await ben.page.reload();
  await ben.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
}, 180_000);
afterAll(() => house?.office.close());
afterEach(() => house.office.checkPages());

const tones = () => ben.page.evaluate<number>('said.tones');
const notes = () =>
  ben.page.evaluate<{ title: string; body: string; actions: string[]; data: unknown }[]>(`
    said.notes.map(({ title, body, actions, data }) =>
      ({ title, body, data, actions: actions.map((each) => each.title) }))`);
/** Presses a button of the notification, as the system would tell the worker. */
const press = async (action: string) => {
  const [worker] = ben.page.context().serviceWorkers();
  const [note] = await notes();
  await worker?.evaluate(`dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'), {
    action: '${action}', notification: { data: ${JSON.stringify(note?.data)}, close() {} } }))`);
};

it('#65 rings as its template says, again and again until it is answered', async () => {
  const { page } = ben;
  await house.customer('Maria Sommer', 'Where is my parcel?');
  await cardOf(page, 'Maria Sommer').waitFor();
  await until(async () => (await tones()) >= 2);
  const heard = await tones();
  await until(async () => (await tones()) > heard);
  expect(await page.evaluate('said.running.size')).toBe(1);
  expect(await cardOf(page, 'Maria Sommer').isVisible()).toBe(true);
});

it('#64 shows on the desktop, with buttons; Accept works from there', async () => {
  const { page } = ben;
  const shown = await until(async () => {
    const found = await notes();
    return found.length === 1 && found;
  });
  expect(shown[0]?.title).toBe('New conversation: Maria Sommer');
  expect(shown[0]?.body).toContain('Says: Where is my parcel?');
  expect(shown[0]?.actions).toEqual(['Take it', 'Decline']);
  await press('accept');
  await deskOf(page).message('Where is my parcel?').waitFor();
  await until(async () => (await notes()).length === 0);
  // Nothing is left that would ring again.
  expect(await page.evaluate('said.running.size')).toBe(0);
});

it('#65 is silent for whoever prefers that', async () => {
  const { page } = ben;
  await page.goto(`${house.office.product.url}/settings/preferences`);
  await page.getByRole('combobox', { name: 'Sound of an offer' }).click();
  await page.getByRole('option', { name: 'Silent' }).click();
  await until(async () => {
    const { preferences } = await house.ben.ask<{ preferences: { offerSound: string } }>(
      'GET',
      '/api/session',
    );
    return preferences.offerSound === 'none';
  });
  await page.evaluate('said.tones = 0');
  await house.customer('Otto Zwei', 'Hello?');
  await cardOf(page, 'Otto Zwei').waitFor();
  expect(await tones()).toBe(0);
});
