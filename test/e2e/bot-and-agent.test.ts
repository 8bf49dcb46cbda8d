import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../clients/sunshine/receiver.ts';
import { type Answer, type Api, openClient, refusal } from '../clients/sunshine/world.ts';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { deskOf, type Office, openOffice } from './browser.ts';

const BOT = 'night-bot';

let office: Office;
let page: Page;
let receiver: Receiver;
let appId: string;
/** The unmodified client of Sunshine Conversations, with the bot's own key. */
let bot: (name: string) => Api;
let caras: string;

beforeAll(async () => {
  office = await openOffice();
  receiver = await openReceiver();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  for (const [username, name] of [
    ['cara', 'Cara Customer'],
    ['omar', 'Omar Amin'],
  ] as const)
    await product.x.user(username, { name });
  await product.connect('birdshop');
  ({ appId } = await product.admin.ask<{ appId: string }>('GET', '/api/programs/keys'));
  const { key, secret } = await product.admin.ask<{ key: { id: string }; secret: string }>(
    'POST',
    '/api/programs/keys',
    { name: 'Set-up', scope: 'app' },
  );
  bot = await seatBot(openClient(`${product.url}/sc`, { id: key.id, secret }));
  const ben = await product.invite('Ben Agent', 'agent');
  ({ page } = await office.seat(ben, '/inbox/programs'));
}, 240_000);
afterAll(async () => {
  await office?.close();
  await receiver?.close();
});
afterEach(() => office.checkPages());

/** What somebody does who makes a bot that answers first, by the client alone; answers the client as the bot. */
async function seatBot(owner: (name: string) => Api): Promise<(name: string) => Api> {
  const made = await owner('IntegrationsApi')['createIntegration']?.(appId, {
    type: 'custom',
    displayName: 'Night bot',
    webhooks: [{ target: receiver.urlOf('bot'), triggers: ['*'] }],
  });
  const integrationId = made?.['integration']?.['id'];
  const keys = owner('CustomIntegrationApiKeysApi');
  const keyed = await keys['createCustomIntegrationKey']?.(appId, integrationId, {
    displayName: 'Night bot',
  });
  const key = keyed?.['key'];
  const boards = owner('SwitchboardsApi');
  const boardId = (await boards['createSwitchboard']?.(appId))?.['switchboard']?.['id'];
  const seat = async (body: object) =>
    (await owner('SwitchboardIntegrationsApi')['createSwitchboardIntegration']?.(appId, boardId, body))?.[
      'switchboardIntegration'
    ]?.['id'];
  const defaultSwitchboardIntegrationId = await seat({
    name: BOT,
    integrationId,
    deliverStandbyEvents: false,
  });
  await seat({ name: 'desk', integrationType: 'rookery:desk' });
  await boards['updateSwitchboard']?.(appId, boardId, { enabled: true, defaultSwitchboardIntegrationId });
  return openClient(`${office.product.url}/sc`, { id: String(key?.['id']), secret: String(key?.['secret']) });
}

const desk = () => deskOf(page);
const says = (who: string, text: string) => office.product.x.write(who, 'birdshop', text);
const say = (conversationId: string, text: string) =>
  bot('MessagesApi')['postMessage']?.(appId, conversationId, {
    author: { type: 'business' },
    content: { type: 'text', text },
  }) as Promise<Answer>;
/** What the bot's webhook was told of this type, its payloads. */
const told = (type: string) => receiver.events('bot', type).map((event) => event['payload'] as Answer);
/** Its webhook has this customer's message; answers the conversation. */
const hears = (text: string) =>
  until(
    () =>
      told('conversation:message').find((one) => one['message']?.['content']?.['text'] === text)?.[
        'conversation'
      ]?.['id'],
  );
const passes = (count: number) =>
  until(() => {
    const all = told('switchboard:passControl');
    return all.length === count && all.at(-1);
  });
/** What left for X by the business. */
const sent = async () => {
  const { entries } = await office.product.x.control<{ entries: { text: string; appId?: string }[] }>(
    'GET',
    '/ledger',
  );
  return entries.filter((entry) => entry.appId).map((entry) => entry.text);
};
const bar = (text: string | RegExp) => desk().thread.locator('strong', { hasText: text });
const button = (name: string) => desk().thread.getByRole('button', { name, exact: true });
const looks = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;
const look = async ({ width, height, colorScheme }: (typeof looks)[number]) => {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
};
const shot = async (name: string) => {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  for (const each of looks) {
    await look(each);
    await page.screenshot({ path: `${folder}/${name}-${each.width}.png` });
  }
  await look(looks[0]);
};

it('a customer speaks to the bot: the desk is asked for nothing, and sees what they say', async () => {
  await says('cara', 'Where is my parrot?');
  caras = await hears('Where is my parrot?');
  await desk().row('Cara Customer').filter({ hasText: 'With the bot' }).filter({ hasText: BOT }).waitFor();
  await desk().open('Cara Customer');
  await bar(`With the bot “${BOT}”.`).waitFor();
  await desk().thread.getByText('The customer has waited for its answer since').waitFor();
  // It is taken from the bot; there is nothing to be opened or closed.
  await button('Take over').waitFor();
  expect(await button('Reopen').count()).toBe(0);
  await say(caras, 'One moment, I look it up.');
  await desk().message('One moment, I look it up.').waitFor();
  await desk().thread.getByText('It answers; the desk is asked for nothing.').waitFor();
  await until(async () => (await sent()).includes('One moment, I look it up.'));
  await shot('with-bot');
  expect(await faults(page)).toEqual([]);
  await look(looks[0]);
});

it('the bot hands over with what it knows, and an agent who sees it takes the work and answers', async () => {
  await bot('SwitchboardActionsApi')['passControl']?.(appId, caras, {
    switchboardIntegration: 'desk',
    metadata: { order: '4711', items: 3, gift: true },
  });
  await bar(`Handed over by “${BOT}”`).waitFor();
  const knows = desk().thread.getByRole('group', { name: 'What the bot knows' });
  await knows.waitFor();
  const [names, values] = [knows.getByRole('term'), knows.getByRole('definition')];
  expect((await names.allTextContents()).toSorted()).toEqual(['gift', 'items', 'order']);
  expect((await values.allTextContents()).toSorted()).toEqual(['3', '4711', 'true']);
  await button('Take').click();
  await button('End').waitFor();
  await desk().reply.fill('It is on its way, Cara.');
  await desk().reply.press('ControlOrMeta+Enter');
  await until(async () => (await sent()).includes('It is on its way, Cara.'));
  // Away from what has a tip.
  await desk().reply.hover();
  await shot('handed-over');
  expect(await faults(page)).toEqual([]);
});

it('on a phone in the dark the agent hands back by the keys alone, and the bot hears it at its webhook', async () => {
  await look(looks[1]);
  const more = button('More');
  await more.focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: `Hand back to “${BOT}”` });
  await item.waitFor();
  if (process.env['SCREENSHOTS'])
    await page.screenshot({ path: `${process.env['SCREENSHOTS']}/menu-390.png` });
  await until(async () => {
    if ((await item.and(page.locator(':focus')).count()) === 1) return true;
    await page.keyboard.press('ArrowDown');
    return undefined;
  });
  await page.keyboard.press('Enter');
  const passed = await passes(2);
  expect(passed).toMatchObject({
    conversation: { id: caras, activeSwitchboardIntegration: { name: BOT } },
  });
  await page.getByText(`“${BOT}” has the conversation.`).first().waitFor();
  await look(looks[0]);
  await says('cara', 'Thank you!');
  expect(await hears('Thank you!')).toBe(caras);
});

it('an agent takes over in one click: the conversation is theirs, and the bot is told', async () => {
  await page.goto(`${office.product.url}/inbox/programs`);
  await desk().open('Cara Customer');
  await desk().thread.getByText(`Ben Agent handed this back to “${BOT}”`).waitFor();
  await button('Take over').click();
  const passed = await passes(3);
  expect(passed).toMatchObject({
    conversation: { id: caras, activeSwitchboardIntegration: { name: 'desk' } },
  });
  await bar(`With the bot “${BOT}”.`).waitFor({ state: 'detached' });
  await button('End').waitFor();
  await desk().thread.getByText(`Ben Agent took this over from “${BOT}”`).waitFor();
  await says('cara', 'Is it green?');
  await desk().message('Is it green?').waitFor();
  await page.goto(`${office.product.url}/inbox/mine`);
  await desk().row('Cara Customer').waitFor();
  // What customers say to the desk is not told to a bot that does not listen in.
  await says('omar', 'Good evening');
  await hears('Good evening');
  expect(
    told('conversation:message').some((one) => one['message']?.['content']?.['text'] === 'Is it green?'),
  ).toBe(false);
});

it('a bot that talks on is stopped, and shown where one looks, until somebody answers it', async () => {
  const omars = await hears('Good evening');
  for (let n = 1; n <= 20; n += 1) await say(omars, `Offer ${n}`);
  expect(await refusal(say(omars, 'Offer 21'))).toMatchObject({ status: 429 });
  await page.goto(`${office.product.url}/inbox/programs`);
  await desk().row('Omar Amin').getByLabel('A bot was stopped').waitFor();
  await desk().open('Omar Amin');
  await bar('was stopped here:').waitFor();
  await desk().thread.getByText('A bot was stopped: it wrote 20 messages that nobody answered').waitFor();
  await shot('stopped');
  expect(await faults(page)).toEqual([]);

  const { page: settings } = await office.seat(office.product.admin, '/settings/programs');
  const section = settings.getByRole('region', { name: 'Who answers first' });
  await section.getByText('it wrote 20 messages that nobody answered').waitFor();
  await section.getByText('1 conversation', { exact: true }).waitFor();
  if (process.env['SCREENSHOTS']) {
    for (const { width, height, colorScheme } of looks) {
      await settings.setViewportSize({ width, height });
      await settings.emulateMedia({ colorScheme });
      await section.scrollIntoViewIfNeeded();
      await section.screenshot({ path: `${process.env['SCREENSHOTS']}/switchboard-${width}.png` });
    }
  }
  expect(await faults(settings)).toEqual([]);
  await settings.goto(`${office.product.url}/board`);
  const alerts = settings.getByRole('list', { name: 'Alerts' });
  await alerts.getByText('Programs: bots stopped in 1 conversation').waitFor();

  await says('omar', 'Stop, please');
  await bar('was stopped here:').waitFor({ state: 'detached' });
  expect((await say(omars, 'Sorry'))['messages']?.['length']).toBe(1);
});
