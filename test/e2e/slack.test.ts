import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openSlack, type SlackServer } from '../flows/slack-server.ts';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { type Office, openOffice } from './browser.ts';

let office: Office;
let slack: SlackServer;
let page: Page;

beforeAll(async () => {
  office = await openOffice({ webhookPace: { timeoutMs: 1_000 } });
  slack = await openSlack();
  const { x } = office.product;
  for (const name of ['brandy', 'custard']) await x.user(name);
  await office.product.connect('brandy');
  page = (await office.seat(office.product.admin)).page;
}, 240_000);
afterAll(async () => {
  await office?.close();
  await slack?.close();
});
afterEach(() => office.checkPages());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const shot = async (name: string) => {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
};

it('a channel is added from the overview, and the page says what Slack needs and what is missing', async () => {
  await page.goto(`${office.product.url}/settings/business`);
  await page.getByRole('link', { name: /^Slack/ }).click();
  await page.getByText('No channel of Slack is connected').waitFor();
  await shot('empty');
  await button('Add a channel').first().click();
  await button('Save').click();
  await page.getByText('Give it a name.').waitFor();
  await page.getByLabel('Name').fill('Support');
  await page.getByLabel('Command').fill('dm!');
  await button('Save').click();
  await page.getByText('A slash, then lower-case letters').waitFor();
  await page.getByLabel('Command').fill('/answer');
  await shot('form');
  await button('Save').click();
  await page.getByRole('heading', { name: 'Support' }).waitFor();
  await page.getByText('Nothing is posted yet: give a bot token').waitFor();
  await page.getByText('Nobody can answer from Slack yet').waitFor();
  const manifest = await page.getByRole('textbox', { name: 'App manifest' }).inputValue();
  const eventsUrl = await page
    .getByRole('textbox', { name: 'Request URL of Event Subscriptions' })
    .inputValue();
  expect(JSON.parse(manifest)).toMatchObject({
    features: { slash_commands: [{ command: '/answer' }] },
    settings: { event_subscriptions: { request_url: eventsUrl } },
  });
  expect(eventsUrl).toMatch(/\/business\/slack\/[0-9a-f]{24}\/[0-9a-f]{24}\/events$/);
  expect(await faults(page)).toEqual([]);
  await shot('unfinished');
});

it('with a token it posts, shows what it posted, and never shows the token again', async () => {
  await button('Edit').click();
  await page.getByRole('textbox', { name: 'Bot token' }).fill(slack.token);
  await page.getByRole('textbox', { name: 'Signing secret' }).fill(slack.signingSecret);
  await page.getByLabel('Id of the channel').fill(slack.channel);
  await page.getByLabel('Address of the API').fill(slack.apiUrl);
  await button('Save').click();
  await page.getByText('Nothing is posted yet').waitFor({ state: 'detached' });
  await button('Send a test').click();
  await page.getByText('A line was posted in The House.').first().waitFor();
  await office.product.x.write('custard', 'brandy', 'Do you deliver on Sundays?');
  await until(() => slack.posts.some((one) => one.text.includes('on Sundays')));
  await button('Refresh').click();
  await page.getByRole('button', { name: /^Open Message/ }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('Do you deliver on Sundays?').first().waitFor();
  expect(await faults(page)).toEqual([]);
  await shot('post');
  await page.keyboard.press('Escape');
  await shot('channel');
  await button('Edit').click();
  expect(await page.getByRole('textbox', { name: 'Bot token' }).inputValue()).toBe('');
  await page.getByText('Stored. Leave it empty to keep it.').first().waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.content()).not.toContain(slack.token);
});

it('a channel that is gone says so, and goes on once it is mended; it is switched off, on, and deleted', async () => {
  slack.fault = (method) =>
    method === 'chat.postMessage' ? { status: 200, body: { ok: false, error: 'is_archived' } } : undefined;
  await office.product.x.write('custard', 'brandy', 'Hello?');
  await page.getByText('the channel is archived (is_archived). Nothing is lost').waitFor();
  await shot('paused');
  slack.fault = () => undefined;
  await button('Switch on').click();
  await until(() => slack.posts.some((one) => one.text.includes('Hello?')));
  await button('Switch off').click();
  await page.getByText('Posts wait, for 7 days at most').waitFor();
  await button('Switch on').click();
  await button('Switch off').waitFor();
  await page.getByRole('link', { name: 'All Slack channels' }).click();
  await page.getByText('The House').waitFor();
  expect(await faults(page)).toEqual([]);
  await button('Delete Support').click();
  await page.getByText('What stands in Slack stays there.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No channel of Slack is connected').waitFor();
});

it('the desk shows who answered in Slack', async () => {
  const channel = await office.product.admin.ask<{ eventsUrl: string }>('POST', '/api/business/slack', {
    name: 'Again',
    apiUrl: slack.apiUrl,
    channel: slack.channel,
    botToken: slack.token,
    signingSecret: slack.signingSecret,
  });
  slack.posts.length = 0;
  slack.users.set('UADA', { name: 'Ada Lovelace' });
  await office.product.x.write('custard', 'brandy', 'And now?');
  const parent = await until(() => slack.parents()[0]);
  const event = {
    type: 'message',
    channel: slack.channel,
    user: 'UADA',
    text: 'Now it works',
    ts: '1800000000.1',
    thread_ts: parent.ts,
  };
  const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event });
  await fetch(channel.eventsUrl, { method: 'POST', body, headers: slack.sign(body) });
  await page.goto(`${office.product.url}/inbox/all`);
  await page.getByText('And now?').or(page.getByText('Now it works')).first().click();
  await page.getByText('Ada Lovelace in Slack').first().waitFor();
  expect(await faults(page)).toEqual([]);
  await shot('desk');
});
