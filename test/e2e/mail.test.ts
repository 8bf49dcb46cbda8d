import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  answerMail,
  arrives,
  mailSetup,
  openPostOffice,
  type PostOffice,
  TEAM_PASSWORD,
} from '../flows/mail-world.ts';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { type Office, openOffice } from './browser.ts';

// E-mail as an administrator sets it up, with a real mail server behind it.
let office: Office;
let post: PostOffice;
let page: Page;

beforeAll(async () => {
  office = await openOffice({ environment: { ROOKERY_MAIL_PORT: '0' } });
  post = await openPostOffice();
  const { x } = office.product;
  for (const name of ['brandy', 'custard']) await x.user(name);
  await office.product.connect('brandy');
  page = (await office.seat(office.product.admin)).page;
}, 240_000);
afterAll(async () => {
  await office?.close();
  await post?.close();
});
afterEach(() => office.checkPages());

const button = (name: string | RegExp, exact = false) => page.getByRole('button', { name, exact });
/** Pictures for whoever wants to look at them. */
const shots = process.env['SHOTS'];
const shoot = async (name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

it('is set up, and what is missing is said at its field', async () => {
  await page.goto(`${office.product.url}/settings/business/mail`);
  await page.getByText('No conversation is mailed yet').waitFor();
  expect(await faults(page)).toEqual([]);
  await shoot('mail-empty');
  await button('Set e-mail up').click();
  await button('Save').click();
  await page.getByText('Give at least one address.').waitFor();
  await page.getByLabel('Addresses', { exact: true }).fill('team@acme.example');
  await page.getByLabel('Host').fill('127.0.0.1');
  await page.getByLabel('Encryption').selectOption('none');
  await page.getByLabel('Port').fill(String(post.port));
  await page.getByLabel('User').fill('desk');
  await page.getByRole('textbox', { name: 'Password' }).fill('not that');
  await page.getByLabel('Sender address').fill('desk@acme.example');
  await page.getByLabel('Address for answers').fill('a-local-part-too-long@acme.example');
  expect(await faults(page)).toEqual([]);
  await shoot('mail-form');
  await button('Save').click();
  await page.getByText('at most 18 characters').first().waitFor();
  await page.getByLabel('Address for answers').fill('reply@desk.acme.example');
  await button('Save').click();
  await page.getByText('Say whose answers are taken').first().waitFor();
  await page.getByLabel('Whose answers are taken').fill('@acme.example');
  await button('Save').click();
  await page.getByText('team@acme.example').first().waitFor();
});

it('the test says in words what failed, and then that it went', async () => {
  await button('Send a test').click();
  expect(await page.getByLabel('Send it to').inputValue()).toBe('ada@house.example');
  await button('Send', true).click();
  await page.getByText('The mail server refused the user name or the password').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await button('Edit').click();
  await page.getByRole('textbox', { name: 'Password' }).fill(TEAM_PASSWORD);
  await button('Save').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await button('Send a test').click();
  await button('Send', true).click();
  await page.getByText('The mail server took a mail to ada@house.example.').waitFor();
  expect(post.got[0]?.mail.subject).toBe('Test of the mail server');
  await page.keyboard.press('Escape');
});

it('the log shows what went out and what came in, as it was written', async () => {
  await office.product.x.write('custard', 'brandy', 'Do you deliver on Sundays?');
  const mail = await arrives(post, 'Do you deliver on Sundays?');
  await answerMail(office.product, mail, 'We do.');
  await until(async () => {
    await button('Refresh').click();
    return (await page.getByRole('button', { name: /^Open Direct message of custard/ }).count()) > 0;
  });
  await page.getByLabel('Direction').selectOption('in');
  await button(/^Open Re: Direct message/).click();
  await page.getByRole('region', { name: 'What the customer got' }).getByText('We do.').waitFor();
  await page
    .getByRole('region', { name: 'The whole mail' })
    .getByText('> Write your answer above this line')
    .waitFor();
  expect(await faults(page)).toEqual([]);
  await shoot('mail-entry');
  await page.keyboard.press('Escape');
  await page.getByLabel('Direction').selectOption('out');
  expect(await faults(page)).toEqual([]);
  await shoot('mail-page');
});

it('fits a phone and the dark, and says when the mail server is down', async () => {
  await post.shut();
  for (const text of ['one', 'two']) await office.product.x.write('custard', 'brandy', text);
  await until(
    async () => {
      const { mail } = await office.product.admin.ask<{ mail: { state: string } }>(
        'GET',
        '/api/business/mail',
      );
      if (mail.state === 'paused') return true;
      await office.product.app.parts.clock.advance(5_000);
      return false;
    },
    { everyMs: 150 },
  );
  await page.getByText('does not answer at this host and port').first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(390);
  expect(await faults(page)).toEqual([]);
  await shoot('mail-phone-dark');
  await button('Edit').click();
  await page.getByLabel('Host').waitFor();
  expect(await faults(page)).toEqual([]);
  await shoot('mail-form-phone-dark');
  await button('Cancel').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await post.open();
  await button('Try now').click();
  await until(() => post.got.filter(({ to }) => to[0] === mailSetup(post).recipients[0]).length >= 3);
});

it('is deleted after a question', async () => {
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What waits is not sent').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No conversation is mailed yet').waitFor();
  expect(await office.product.admin.ask('GET', '/api/business/mail')).toMatchObject({ mail: null });
});
