import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Handle, Notice, OperatingHours } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let hours: OperatingHours;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('bakery', { name: 'Bakery' });
  await product.connect('bakery');
  hours = await product.admin.ask<OperatingHours>('POST', '/api/hours', {
    name: 'Shop hours',
    description: '',
    timeZone: 'Europe/Stockholm',
    periods: [{ day: 1, fromMinute: 540, untilMinute: 1020 }],
    holidays: [],
    openings: [],
  });
  ({ page } = await office.seat(product.admin, '/settings/x'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const read = async () => {
  const { handles } = await office.product.admin.ask<{ handles: Handle[] }>('GET', '/api/x-apps');
  const [handle] = handles;
  if (!handle) throw new Error('no handle');
  return handle;
};
const clean = async () => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
};
/** What a camera would read: dark modules of one unit, as they are drawn. */
function readCode(path: string | null): string {
  const dark = [...(path ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const side = (Math.max(...dark.map(([x = 0]) => x)) + 5) * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x = 0, y = 0] of dark) {
    for (let dy = 0; dy < SCALE; dy += 1) {
      const from = ((y * SCALE + dy) * side + x * SCALE) * 4;
      data.fill(0, from, from + SCALE * 4);
    }
  }
  return decodeQR({ width: side, height: side, data });
}
const SCALE = 6;
const tab = (name: string) =>
  page.getByRole('navigation', { name: /^Settings of/ }).getByRole('link', { name });
const save = () => page.getByRole('button', { name: 'Save' }).click();

it('#1 sets what a handle is called and its language, and asks before a change is lost', async () => {
  await page.getByRole('link', { name: /^Settings of/ }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill(' ');
  await save();
  await page.getByText('Give it a name.').waitFor();
  await name.fill('The bakery');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('sv');
  await tab('Files').click();
  await page.getByRole('dialog').getByRole('button').filter({ hasText: 'Keep editing' }).click();
  await clean();
  await save();
  await page.getByRole('heading', { name: 'The bakery' }).waitFor();
  expect(await read()).toMatchObject({ name: 'The bakery', language: 'sv', enabled: true });
});

it('#1 switches files off, and gives the handle hours of its own that cannot be deleted then', async () => {
  await tab('Files').click();
  await page.getByRole('switch', { name: 'Agents may attach files' }).click();
  await save();
  await until(async () => !(await read()).filesFromAgents);
  await tab('Opening hours').click();
  await page.getByText(/keeps none of its own/).waitFor();
  await page.getByRole('combobox', { name: 'Opening hours' }).selectOption('Shop hours');
  await save();
  await until(async () => (await read()).hoursId === hours.id);
  await clean();
  const { admin } = office.product;
  const listed = await admin.ask<{ hours: OperatingHours[] }>('GET', '/api/hours');
  expect(listed.hours[0]?.usedBy).toEqual(['The bakery']);
  expect((await admin.call('DELETE', `/api/hours/${hours.id}`)).status).toBe(409);
  const unknown = await admin.call('PATCH', `/api/handles/${(await read()).id}`, {
    hoursId: '0123456789abcdef01234567',
  });
  expect(unknown.status).toBe(404);
});

it('#1 #112 has its automatic messages, privacy, survey and link in tabs, each of this handle', async () => {
  await tab('Automatic messages').click();
  await page.getByRole('button', { name: 'Greeting', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: 'Text' }).fill('Welcome to the bakery!');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.waitFor({ state: 'detached' });
  const of = async (query: string) => {
    const { notices } = await office.product.admin.ask<{ notices: Notice[] }>(
      'GET',
      `/api/automatic-messages${query}`,
    );
    return notices.find(({ trigger }) => trigger === 'greeting');
  };
  expect(await of(`?handleId=${(await read()).id}`)).toMatchObject({ level: 'handle' });
  expect(await of('')).toMatchObject({ level: 'standard' });
  await clean();
  await tab('Privacy').click();
  await page.getByRole('heading', { name: 'Privacy and consent' }).waitFor();
  await tab('Survey').click();
  await page.getByRole('heading', { name: 'Survey', exact: true }).waitFor();
  await clean();
  await tab('Link').click();
  const here = page.getByRole('navigation', { name: /^Settings of/ }).locator('[aria-current]');
  expect(await here.allTextContents()).toEqual(['Link']);
  const link = page.getByRole('textbox', { name: 'Link', exact: true });
  const { account } = await read();
  expect(await link.inputValue()).toBe(
    `https://twitter.com/messages/compose?recipient_id=${account.xUserId}`,
  );
  await page.getByRole('textbox', { name: 'First words' }).fill('My order & I');
  await until(async () => new URL(await link.inputValue()).searchParams.get('text') === 'My order & I');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Number of the account' }).inputValue()).toBe(
    account.xUserId,
  );
  const code = page.getByRole('img', { name: 'QR code of the link to The bakery' });
  expect(readCode(await code.locator('path').getAttribute('d'))).toBe(await link.inputValue());
  await page.getByRole('textbox', { name: 'Words on the button' }).fill('Ask <us>');
  const button = page.getByRole('textbox', { name: 'Button for a web page' });
  await until(async () =>
    /text=My%20order%20%26%20I".*>Ask &lt;us&gt;<\/a>$/.test(await button.inputValue()),
  );
  await clean();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('link', { name: 'All X accounts' }).click();
  expect(await shown(page.getByRole('link', { name: 'Settings of The bakery' }))).toBe(true);
});
