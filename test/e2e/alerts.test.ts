import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice } from './browser.ts';

// What the page would say and play, written down instead.
const stubs = `
  window.said = { notes: [], tones: 0, answer: 'denied' };
  window.Notification = class {
    static permission = 'default';
    static requestPermission() {
      this.permission = said.answer;
      return Promise.resolve(said.answer);
    }
    constructor(title, { body }) {
      said.notes.push(title + ': ' + body);
      said.last = this;
    }
    addEventListener(_kind, run) { this.run = run; }
    close() {}
  };
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function () {
    said.tones += 1;
    return createOscillator.call(this);
  };`;

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.x.user('cara', { name: 'Cara' });
  await product.connect('birdshop');
  await product.x.write('cara', 'birdshop', 'Do you have seeds?');
  ({ page } = await office.seat(product.admin, '/inbox/all', { preferences: { sound: true } }));
  await page.addInitScript(stubs);
  await page.goto(`${product.url}/settings/preferences`);
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('says so when the browser blocks notifications, and turns them on when it does not', async () => {
  const toggle = page.getByRole('switch', { name: 'Notifications on the desktop' });
  await toggle.click({ force: true });
  await page.getByText('This browser blocks notifications for this site.').waitFor();
  expect(await toggle.isChecked()).toBe(false);
  await page.evaluate("said.answer = 'granted'");
  await toggle.click({ force: true });
  await until(() => toggle.isChecked());
  expect(await page.getByText('This browser blocks').count()).toBe(0);
});

it('rings and notifies when a customer writes, and leads there', async () => {
  await page.evaluate('said.tones = 0');
  await office.product.x.write('cara', 'birdshop', 'Sunflower seeds?');
  await until(async () => (await page.evaluate('said.notes.join()')) === 'Cara: Sunflower seeds?');
  expect(await page.evaluate('said.tones')).toBeGreaterThan(0);
  await page.evaluate('said.last.run()');
  await deskOf(page).message('Sunflower seeds?').waitFor();
  // Who looks at the conversation needs no bell.
  await page.evaluate('said.notes = []');
  await office.product.x.write('cara', 'birdshop', 'Or millet?');
  await deskOf(page).message('Or millet?').waitFor();
  expect(await page.evaluate('said.notes.length')).toBe(0);
});
