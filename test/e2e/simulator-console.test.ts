import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ControlPostEngagement } from '../../contract/control/engagement.ts';
import { buildWeb } from '../../bin/build-web.ts';
import { type World, startWorld } from '../flows/simulator-world.ts';
import { waitFor } from '../flows/x-receiver.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
let context: BrowserContext;
let world: World;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  await buildWeb(['simulator-web']);
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  problems.length = 0;
  world = await startWorld();
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(line.text());
  });
});
afterEach(async () => {
  await context.close();
  await world.close();
  if (problems.length > 0) throw new Error(`the page had problems: ${problems.join('; ')}`);
});

const open = (path: string) => page.goto(`${world.simulator.url}${path}`);
const rail = () => page.getByRole('navigation', { name: 'Console' });
const control = async <Answer>(path: string): Promise<Answer> =>
  // The control API answers what its contract says.
  (await world.control('GET', path)).body as Answer;

const subscribe = async () => {
  const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  const webhookId = (body as { data: { id: string } }).data.id;
  await world.asUser(world.shop, 'POST', `/2/account_activity/webhooks/${webhookId}/subscriptions/all`);
};

it('breaks a delivery, and shows it retried', async () => {
  await subscribe();
  await open('/console/deliveries');
  await page.getByText('Nothing has been sent yet').waitFor();
  await page.getByRole('button', { name: 'Break the next' }).click();
  await page.getByRole('menuitem', { name: 'Answered with 503' }).click();
  await page.getByRole('link', { name: 'One delivery will break' }).waitFor();

  world.write('Where is my parcel?');
  const row = page.getByRole('link', { name: 'direct_message_events, will be retried' });
  await row.click();
  await page.getByText('Next attempt in').waitFor();
  expect(world.receiver.received).toEqual([]);
  await page.getByText('Struck by a fault').waitFor();

  // X's clock moves on instead of three seconds passing.
  await page.getByRole('button', { name: 'Skip the wait' }).click();
  await page.getByRole('link', { name: 'direct_message_events, delivered' }).waitFor();
  await page.getByText('Attempt 2').waitFor();
  await page.getByText('Attempt 1').waitFor();
  const body = page.getByRole('group', { name: 'Body sent' }).first();
  await body.getByText('Where is my parcel?').waitFor();
  await waitFor('the delivery', () => world.receiver.received.length === 1);
  expect(world.receiver.received[0]?.isGenuine).toBe(true);

  await page.getByRole('button', { name: 'Redeliver' }).click();
  await waitFor('the copy', () => world.receiver.received.length === 2);
});

it('issues a token that works at once, and revokes it', async () => {
  await open('/console/apps');
  await page.getByRole('link', { name: 'Test app' }).click();
  await page.getByRole('combobox', { name: 'For' }).fill('ann');
  await page.getByRole('option', { name: 'Ann (@ann)' }).click();
  await page.getByLabel('Kind').selectOption('OAuth 2.0');
  await page.getByRole('button', { name: 'Issue a token' }).click();
  const issued = page.getByRole('group', { name: 'The new token' });
  const token = await issued.locator('code').first().textContent();
  const ask = () =>
    fetch(`${world.simulator.url}/2/users/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await ask()).json()).toMatchObject({ data: { username: 'ann' } });

  const listed = page.locator('details', { hasText: 'OAuth 2.0 access' });
  await listed.locator('summary').click();
  await listed.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await listed.waitFor({ state: 'detached' });
  expect((await ask()).status).toBe(401);
});

it('filters the log, follows it live, and copies a request as curl', async () => {
  await world.asApp('GET', '/2/users/by?usernames=shop');
  await open('/console/requests');
  await page.getByRole('link', { name: 'GET /2/users/by 200' }).waitFor();
  // What is asked now shows up by itself.
  await world.asApp('GET', '/2/users/me');
  await page.getByRole('link', { name: 'GET /2/users/me 403' }).waitFor();

  await page.getByLabel('Status').selectOption('4xx: refused');
  await page.getByRole('link', { name: '/2/users/by 200' }).waitFor({ state: 'detached' });
  await page.getByLabel('Status').selectOption('All answers');
  await page.getByLabel('Find in paths').fill('usernames=shop');
  await page.getByRole('link', { name: '/2/users/me' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'GET /2/users/by 200' }).click();
  await page.getByRole('group', { name: 'Body answered' }).getByText('The Shop').waitFor();
  expect(new URL(page.url()).searchParams.get('text')).toBe('usernames=shop');
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByText('The command is on the clipboard.').last().waitFor();
  const command = await page.evaluate('navigator.clipboard.readText()');
  expect(command).toContain(`curl -X GET '${world.simulator.url}/2/users/by?usernames=shop'`);
  expect(command).toContain(`authorization: Bearer ${world.bearer}`);
});

it('finds a person, changes them, and lets them follow somebody', async () => {
  await open('/console/people');
  await page.getByRole('link', { name: 'The Shop @shop' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('ann');
  await page.getByRole('link', { name: 'The Shop @shop' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Ann @ann' }).click();
  await page.getByLabel('Bio').fill('Drinks tea.');
  await page.getByRole('switch', { name: 'Open messages' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Ann @ann' }).getByText('messages closed').waitFor();
  expect(await control(`/users/@ann`)).toMatchObject({ description: 'Drinks tea.', dmOpen: false });

  await page.getByPlaceholder('Whom?').fill('shop');
  await page.getByRole('option', { name: 'The Shop (@shop)' }).click();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Take away: @shop' }).waitFor();
  expect(await control(`/users/@shop/relations`)).toMatchObject({ followers: { count: 1 } });

  // A refusal stands in the form, in words.
  await page.getByRole('textbox', { name: 'Username' }).fill('shop');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('@shop is taken').waitFor();
  problems.length = 0;
});

it('moves the clock on and stops it', async () => {
  await open('/');
  // From the phone by keyboard.
  await page.getByRole('button', { name: 'Ann @ann' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('heading', { name: 'Clock', level: 1 }).waitFor();
  await page.getByRole('button', { name: '+1 day' }).click();
  await page.getByText('1 d ahead of this machine').waitFor();
  expect(world.simulator.sim.clock.offsetMs()).toBeGreaterThan(86_000_000);
  await page.getByText('Stopped').click();
  await waitFor('the clock to stand still', () => world.simulator.sim.clock.rate() === 0);
});

it('runs a scenario and shows how far it is', async () => {
  await open('/console/scenarios');
  await page.getByLabel('Speed').selectOption('at once');
  await page.getByRole('button', { name: 'Run: Many tongues' }).click();
  const run = page.getByRole('listitem', { name: 'Many tongues' });
  await run.getByText('done', { exact: true }).waitFor();
  await run.getByText('14 of 14 steps').waitFor();
  expect(world.simulator.sim.dms.all().length).toBeGreaterThan(5);
});

it('records what people do, and does it again', async () => {
  await open('/console/scenarios');
  await page.getByPlaceholder('Name', { exact: true }).fill('two-lines');
  await page.getByRole('button', { name: 'Start recording' }).click();
  await page.getByText('Recording two-lines').waitFor();
  for (const text of ['Hello', 'Anybody there?'])
    await world.control('POST', '/messages', { from: '@ann', to: '@shop', text });
  await page.getByText('2 steps so far').waitFor();
  await page.getByRole('button', { name: 'Stop and keep' }).click();
  await page.getByLabel('Speed').selectOption('at once');
  await page.getByRole('button', { name: 'Run: two-lines' }).click();
  await page.getByRole('listitem', { name: 'two-lines' }).getByText('2 of 2 steps').waitFor();
  expect(world.simulator.sim.dms.all().map(({ text }) => text)).toEqual([
    'Hello',
    'Anybody there?',
    'Hello',
    'Anybody there?',
  ]);
});

it('sets the curve of a post and draws it', async () => {
  const { body } = await world.control('POST', '/posts', { author: '@shop', text: 'News' });
  const { id } = body as { id: string };
  world.simulator.sim.clock.advance(26 * 3_600_000);
  await open(`/console/posts/${id}`);
  await page.getByText('Curve: as for every post').waitFor();
  await page.getByLabel('Impressions in its whole life').fill('50000');
  await page.getByLabel('Half of them after').fill('2');
  await page.getByRole('button', { name: 'Set the curve' }).click();
  await page.getByText('Curve: of its own').waitFor();
  const { totals, series } = await control<ControlPostEngagement>(`/posts/${id}/engagement`);
  expect(totals.impressions).toBeGreaterThan(40_000);
  const most = Math.max(...series.map(({ impressions }) => impressions));
  await page.getByRole('img', { name: `at most ${most.toLocaleString('en-US')}` }).waitFor();
});

it('asks before it empties everything', async () => {
  await open('/console/scenarios');
  await page.getByRole('button', { name: 'Empty this X' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(world.simulator.sim.users.count()).toBe(2);
  await page.getByRole('button', { name: 'Empty this X' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Empty it' }).click();
  await page.getByText('This X is empty.').last().waitFor();
  await rail().getByRole('link', { name: 'People' }).click();
  await page.getByText('Nobody lives here yet').waitFor();
});

it('fits a phone on every page', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await subscribe();
  world.write('from a small screen');
  await open('/');
  const names = [
    'People',
    'Posts',
    'XChat',
    'Apps & tokens',
    'Webhooks',
    'Clock',
    'Limits',
    'Cost & credits',
    'Scenarios & data',
    'Settings',
  ];
  for (const name of names) {
    await rail().getByRole('button', { name: 'More' }).click();
    await page.getByRole('dialog').getByRole('link', { name }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    expect({ name, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
      name,
      width: 390,
    });
  }
  await rail().getByRole('link', { name: 'Deliveries' }).click();
  await page.getByRole('link', { name: 'direct_message_events, delivered' }).click();
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.getByRole('heading', { name: 'Deliveries', level: 1 }).waitFor();
});

it('takes a double click as one, and odd input as input', async () => {
  await open('/console/apps');
  await page.getByRole('button', { name: 'New app' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Once');
  await form.getByRole('button', { name: 'Create' }).dblclick();
  await page.getByRole('link', { name: 'Once' }).waitFor();
  await form.waitFor({ state: 'hidden' });
  const { apps } = await control<{ apps: { name: string }[] }>('/apps');
  expect(apps.filter(({ name }) => name === 'Once')).toHaveLength(1);

  // An address that somebody mistyped shows all requests.
  await world.asUser(world.shop, 'GET', '/2/users/me');
  await open('/console/requests?statusClass=banana');
  await page.getByRole('link', { name: '/2/users/me' }).first().waitFor();
  await open('/console/people');
  await page.getByRole('searchbox').fill('x'.repeat(400));
  await page.getByText('Nobody matches').waitFor();
});

it('works on a machine without a network, as it needs none', async () => {
  const before = await control<{ offsetMs: number }>('/time');
  await open('/console/clock');
  await page.getByRole('button', { name: '+1 h', exact: true }).waitFor();
  await page.evaluate("dispatchEvent(new Event('offline'))");
  await page.getByRole('button', { name: '+1 h', exact: true }).click();
  await waitFor(
    'an hour to pass',
    // A clock that stands falls behind meanwhile.
    async () => (await control<{ offsetMs: number }>('/time')).offsetMs - before.offsetMs >= 3_500_000,
  );
  const shown = page.getByText('ahead of this machine');
  await shown.waitFor();
  expect(await shown.innerText()).toContain('1 h');
});

it('says on a narrow screen what one chooses somebody for', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(`/messages/compose?recipient_id=${world.shop.id}`);
  const note = page.locator('.people').getByText('the conversation opens then');
  await note.waitFor();
  expect(await note.isVisible()).toBe(true);
});

it('sends an encrypted message as a person, and reads it on that device', async () => {
  for (const user of ['@shop', '@ann']) await world.control('POST', '/chat/devices', { user });
  await open('/console/chat');
  await page.getByRole('combobox', { name: 'Act as' }).fill('ann');
  await page.getByRole('option', { name: 'Ann (@ann)' }).click();
  const form = page.getByRole('region', { name: 'Write to somebody' });
  await form.getByRole('combobox', { name: 'To' }).fill('shop');
  await page.getByRole('option', { name: '(@shop)' }).click();
  await form.getByRole('textbox', { name: 'Message' }).fill('For your eyes only');
  await form.getByRole('button', { name: 'Send' }).click();
  const read = page.getByRole('region', { name: 'Messages' }).getByText('For your eyes only');
  await read.waitFor();
  expect(await read.isVisible()).toBe(true);
});

it('accepts a request to follow somebody protected', async () => {
  await world.control('PATCH', '/users/@shop', { protected: true });
  await world.control('POST', '/follow-requests', { source: '@ann', target: '@shop' });
  const { id } = await control<{ id: string }>('/users/@shop');
  await open(`/console/people/${id}`);
  await page.getByRole('button', { name: 'Accept @ann' }).click();
  await page.getByText('Nobody waits for consent.').waitFor();
  const { followers } = await control<{ followers: { count: number } }>(`/users/${id}/relations`);
  expect(followers.count).toBe(1);
});

it('keeps a script that somebody pastes, and says what is wrong with one', async () => {
  await open('/console/scenarios');
  const form = page.getByRole('region', { name: 'A script of your own' });
  const keep = form.getByRole('button', { name: 'Keep it' });
  await form.getByRole('textbox', { name: 'Name' }).fill('hello');
  await form.getByRole('textbox', { name: 'Script' }).fill('{"title":');
  await keep.click();
  await form.getByText('This is not JSON').waitFor();

  const step = { atMs: 0, method: 'POST', path: '/apps', body: {} };
  const script = (path: string) => JSON.stringify({ title: 'Hello there', steps: [{ ...step, path }] });
  await form.getByRole('textbox', { name: 'Script' }).fill(script('/apps'));
  await keep.click();
  await form.getByText('Step 1: /apps is nothing that a script may ask for').waitFor();
  // The refusal stands in the browser's log too, as it should.
  expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);

  await form.getByRole('textbox', { name: 'Script' }).fill(script('/users'));
  await keep.click();
  await page.getByRole('button', { name: 'Run: Hello there' }).waitFor();
  expect(await control('/scenarios/hello')).toMatchObject({ title: 'Hello there' });
});

it('lets a Space begin, which those who subscribed hear of', async () => {
  const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  const webhookId = (body as { data: { id: string } }).data.id;
  const filter = { user_id: world.shop.id };
  const wanted = { event_type: 'spaces.start', filter, webhook_id: webhookId };
  expect((await world.asApp('POST', '/2/activity/subscriptions', wanted)).status).toBe(200);
  await open('/console/webhooks');
  await page.getByRole('button', { name: 'Let something happen' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('What').selectOption({ label: 'A Space begins' });
  await form.getByRole('combobox', { name: 'Who has it' }).fill('shop');
  await page.getByRole('option', { name: '(@shop)' }).click();
  await form.getByRole('button', { name: 'Let it happen' }).click();
  await form.waitFor({ state: 'hidden' });
  await waitFor('the Space', () => world.receiver.received.length === 1);
});

it('sets how files are processed, how encrypted messages are checked, and the usual curve', async () => {
  await open('/console/settings');
  const fails = page.getByRole('textbox', { name: 'Files that fail next' });
  await fails.fill('3');
  await fails.press('Enter');
  await page.getByText('Files that fail next: saved.').last().waitFor();
  expect(await control('/media-processing')).toEqual({ failNext: 3, scale: 1 });

  await page.getByText('Check signatures', { exact: true }).click();
  await page.getByText('Check signatures: saved.').last().waitFor();
  expect(await control('/chat/settings')).toMatchObject({ verifySignatures: false });

  const curve = page.getByRole('region', { name: 'Usual curve of a post' });
  await curve.getByRole('textbox', { name: 'Impressions in its whole life' }).fill('1234');
  await curve.getByRole('button', { name: 'Set the curve' }).click();
  await curve.getByRole('button', { name: 'As in the beginning' }).waitFor();
  const read = async () =>
    (await control<{ settings: { defaultCurve: object } }>('/engagement')).settings.defaultCurve;
  expect(await read()).toEqual({ impressions: 1234 });
  await curve.getByRole('button', { name: 'As in the beginning' }).click();
  await waitFor('the standard', async () => Object.keys(await read()).length === 0);
  await page.getByText('Closed: start with --proxy-port').waitFor();
});
