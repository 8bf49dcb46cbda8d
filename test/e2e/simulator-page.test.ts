import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildWeb } from '../../bin/build-web.ts';
import { readUpTo, sendMessage, typeTo } from '../../simulator/acts/messages.ts';
import { type World, startWorld } from '../flows/simulator-world.ts';
import { launchBrowser } from './browser.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let world: World;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  await buildWeb();
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  problems.length = 0;
  world = await startWorld();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(line.text());
  });
  await page.goto(world.simulator.url);
});
afterEach(async () => {
  await page.close();
  await world.close();
  if (problems.length > 0) throw new Error(`the page had problems: ${problems.join('; ')}`);
});

const write = async (text: string) => {
  await page.getByLabel('Start a new message').fill(text);
  await page.keyboard.press('Enter');
};
const lastOf = () => world.simulator.sim.dms.all().at(-1);

const openThread = async () => {
  await page.getByRole('button', { name: 'Ann @ann' }).click();
  await page.getByRole('button', { name: 'New message' }).click();
  await page.keyboard.type('shop');
  await page.keyboard.press('Enter');
};

it('lets a customer write and see typing, the answer and the read mark', async () => {
  await openThread();
  await write('Is my order on its way?');
  await page.locator('.bubble-meta', { hasText: 'Sent' }).waitFor();
  expect(lastOf()).toMatchObject({ senderId: world.customer.id, text: 'Is my order on its way?' });

  const { sim } = world.simulator;
  typeTo(sim, world.shop.id, world.customer.id);
  await page.getByLabel('The Shop is typing').waitFor();
  readUpTo(sim, world.shop.id, world.customer.id);
  await page.locator('.bubble-meta', { hasText: 'Seen' }).waitFor();
  sendMessage(sim, { senderId: world.shop.id, to: { userId: world.customer.id }, text: 'It is!' });
  await page.getByText('It is!').waitFor();
  await page.getByLabel('The Shop is typing').waitFor({ state: 'detached' });
});

it('keeps the order of messages written quickly', async () => {
  await openThread();
  for (const text of ['one', 'two', 'three']) await write(text);
  await page.locator('.bubble', { hasText: 'three' }).waitFor();
  expect(world.simulator.sim.dms.all().map(({ text }) => text)).toEqual(['one', 'two', 'three']);
});

it('offers quick replies, sends the one chosen and takes the others away', async () => {
  sendMessage(world.simulator.sim, {
    senderId: world.shop.id,
    to: { userId: world.customer.id },
    text: 'Which size?',
    quickReply: { type: 'options', options: [{ label: 'Small', metadata: 's' }, { label: 'Large' }] },
  });
  await page.getByRole('button', { name: 'Ann @ann' }).click();
  await page.getByRole('button', { name: /Which size/ }).click();
  await page.getByRole('button', { name: 'Small' }).click();
  await page.locator('.bubble.mine', { hasText: 'Small' }).waitFor();
  await page.getByRole('button', { name: 'Large' }).waitFor({ state: 'detached' });
  expect(lastOf()?.quickReplyResponse).toEqual({ type: 'options', metadata: 's' });
});

it('attaches a picture and shares a place', async () => {
  await openThread();
  await page.locator('input[type=file]').setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.bubble img.media').waitFor();
  await page.getByRole('button', { name: 'Share a location' }).click();
  await page.getByRole('menuitem', { name: 'Tokyo Station' }).click();
  await page.getByText('35.6812, 139.7671').waitFor();
  const [picture, place] = world.simulator.sim.dms.all();
  expect(picture?.mediaId).toMatch(/^[0-9]+$/);
  expect(place?.location).toEqual({ type: 'shared_coordinate', latitude: 35.6812, longitude: 139.7671 });
});

it('makes up a person, who is chosen at once', async () => {
  await page.getByRole('button', { name: 'New person' }).click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Zoë van Dam');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'Zoë van Dam @ZoevanDam', pressed: true }).waitFor();
  expect(world.simulator.sim.users.findByUsername('zoevandam')?.name).toBe('Zoë van Dam');
});

it('turns the clock and sets a fault', async () => {
  const { clock } = world.simulator.sim;
  await page.getByRole('button', { name: '+1 day' }).click();
  await page.getByText('1.0 days ahead').waitFor();
  expect(clock.offsetMs()).toBeGreaterThan(86_000_000);
  await page.getByRole('switch', { name: 'Deliveries: twice' }).click();
  await page.getByRole('switch', { name: 'Deliveries: twice', checked: true }).waitFor();
  expect((await world.control('GET', '/faults')).body).toMatchObject({ faults: [{ kind: 'duplicate' }] });
});

it('opens a conversation by the button of a post, with the greeting and the text of its link', async () => {
  const { sim } = world.simulator;
  const welcome = sim.welcomeMessages.create({
    ownerId: world.shop.id,
    appId: world.app.id,
    content: {
      text: 'Welcome! What is it about?',
      quickReply: { type: 'options', options: [{ label: 'An order', metadata: 'o' }, { label: 'Else' }] },
    },
  });
  const link = `https://twitter.com/messages/compose?recipient_id=${world.shop.id}&welcome_message_id=${welcome.id}&text=Hello%20shop`;
  await world.control('POST', '/posts', { author: '@shop', text: `Questions? ${link}` });
  await page.goto(`${world.simulator.url}/console/posts`);
  await page.getByRole('link', { name: 'Send a private message' }).click();
  // On a narrow screen the list of people says it too.
  const hint = page.getByText('Choose who you are: the conversation opens then.');
  await hint.filter({ visible: true }).waitFor();
  await page.getByRole('button', { name: 'Ann @ann' }).click();
  await page.getByText('Welcome! What is it about?').waitFor();
  expect(await page.getByLabel('Start a new message').inputValue()).toBe('Hello shop');
  await page.getByRole('button', { name: 'An order' }).click();
  await page.locator('.bubble.mine', { hasText: 'An order' }).waitFor();
  await page.getByRole('button', { name: 'Else' }).waitFor({ state: 'detached' });
  // The greeting stays where it was, above what it was answered with.
  await page.getByText('Welcome! What is it about?').waitFor();
  expect(lastOf()).toMatchObject({ quickReplyResponse: { type: 'options', metadata: 'o' } });
});

it('fits a phone', async () => {
  await page.setViewportSize({ width: 360, height: 700 });
  await openThread();
  await write('from a small screen');
  await page.locator('.bubble.mine').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
});
