import { createConnection, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MailEntry, MailSystem } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import { answerMail, arrives, mailSetup, openPostOffice, type PostOffice, replyTo } from './mail-world.ts';

// What goes wrong between mail servers: one that is down for hours, one that refuses, a process that dies.
let product: Product;
let office: PostOffice;

const HOUR_MS = 3_600_000;

beforeAll(async () => {
  product = await startProduct({ environment: { ROOKERY_MAIL_PORT: '0' } });
  office = await openPostOffice();
  for (const name of ['brand', 'wanda', 'willi']) await product.x.user(name);
  await product.connect('brand');
  await product.admin.ask('PUT', '/api/business/mail', mailSetup(office));
});
afterAll(async () => {
  await product?.close();
  await office?.close();
});
beforeEach(() => {
  office.refuse = () => undefined;
});

const advance = (ms: number) => product.app.parts.clock.advance(ms);
const look = async () => (await product.admin.ask<{ mail: MailSystem }>('GET', '/api/business/mail')).mail;
const log = async (query = '') =>
  (await product.admin.ask<{ entries: MailEntry[] }>('GET', `/api/business/mail/log?direction=out${query}`))
    .entries;
const textsOf = (customer: string) =>
  office.got
    .filter(({ mail }) => mail.subject?.includes(`@${customer})`))
    .map(({ mail }) => /:\n\n(.*)\n/.exec(mail.text ?? '')?.[1]);
/** Some time at once, until the condition holds: pauses between tries are counted by the product's clock. */
const untilLater = (condition: () => Promise<boolean> | boolean, stepMs: number) =>
  until(
    async () => {
      if (await condition()) return true;
      await advance(stepMs);
      return false;
    },
    { everyMs: 150, timeoutMs: 60_000 },
  );

it('a mail server that is down for hours is paused; then everything goes, in order, once', async () => {
  await product.x.write('wanda', 'brand', 'w0');
  await arrives(office, 'w0');
  await office.shut();
  for (let n = 1; n <= 4; n += 1) {
    await product.x.write('wanda', 'brand', `w${n}`);
    await product.x.write('willi', 'brand', `v${n}`);
  }
  await untilLater(async () => (await look()).state === 'paused', 5_000);
  const { pauseReason, probeAt } = await look();
  expect(pauseReason).toBe('The mail server does not answer at this host and port.');
  expect(probeAt).not.toBeNull();
  for (let hour = 0; hour < 6; hour += 1) await advance(HOUR_MS);
  await until(async () => (await look()).counts.waiting === 8);
  expect((await log()).every(({ state }) => state === 'sent' || state === 'waiting')).toBe(true);
  await office.open();
  await untilLater(() => textsOf('willi').length >= 4 && textsOf('wanda').length >= 5, 60_000);
  await until(async () => (await look()).state === 'active');
  expect(textsOf('wanda')).toEqual(['w0', 'w1', 'w2', 'w3', 'w4']);
  expect(textsOf('willi')).toEqual(['v1', 'v2', 'v3', 'v4']);
  expect((await look()).counts).toMatchObject({ waiting: 0, dead: 0 });
});

it('a mail that is put off holds its own conversation back, and no other', async () => {
  office.refuse = ({ mail }) =>
    mail.text?.includes('later-1') ? { status: 451, says: 'Greylisted, come back' } : undefined;
  await product.x.write('wanda', 'brand', 'later-1');
  await until(async () =>
    (await log()).some(({ tries, reason }) => tries > 0 && reason?.includes('Greylisted')),
  );
  await product.x.write('wanda', 'brand', 'later-2');
  await product.x.write('willi', 'brand', 'at once');
  await arrives(office, 'at once');
  expect(textsOf('wanda')).not.toContain('later-2');
  office.refuse = () => undefined;
  await untilLater(() => textsOf('wanda').includes('later-2'), 10_000);
  expect(textsOf('wanda').slice(-2)).toEqual(['later-1', 'later-2']);
});

it('a mail that is refused for good is a dead letter, the next goes, and it is sent again by hand', async () => {
  office.refuse = ({ mail }) =>
    mail.text?.includes('no-1') ? { status: 554, says: 'We do not like it' } : undefined;
  await product.x.write('willi', 'brand', 'no-1');
  const dead = await until(async () => (await log('&state=dead'))[0]);
  expect(dead.reason).toBe('The mail server refused it. It says: 554 We do not like it');
  office.refuse = () => undefined;
  await product.x.write('willi', 'brand', 'yes-2');
  await arrives(office, 'yes-2');
  await product.admin.ask('POST', `/api/business/mail/log/out/${dead.id}/again`);
  await until(() => textsOf('willi').includes('no-1'));
  expect(
    (await product.admin.call('POST', `/api/business/mail/log/out/${dead.id}/again`)).body['error']?.['code'],
  ).toBe('mail_not_dead');
});

it('a wrong password is said in words by the test, and a right one mends it', async () => {
  const test = () =>
    product.admin.ask<{ ok: boolean; steps: { says: string }[] }>('POST', '/api/business/mail/test', {
      to: 'boss@acme.example',
    });
  await product.admin.ask('PUT', '/api/business/mail', mailSetup(office, {}));
  await product.admin.ask('PUT', '/api/business/mail', { ...mailSetup(office), smtpPassword: 'wrong' });
  const failed = await test();
  expect(failed.ok).toBe(false);
  expect(failed.steps[0]?.says).toMatch(/^The mail server refused the user name or the password\./);
  const other = { ...mailSetup(office), smtpHost: 'localhost', smtpPassword: undefined };
  const { body, status } = await product.admin.call('PUT', '/api/business/mail', other);
  expect([status, body['error']?.['details']?.['field']]).toEqual([400, 'smtpPassword']);
  await product.admin.ask('PUT', '/api/business/mail', mailSetup(office));
  expect(await test()).toMatchObject({ ok: true });
  expect(office.got.at(-1)?.to).toEqual(['boss@acme.example']);
});

it('a mail is answered with 250 only when it is stored: cut off before, it is taken once when it comes again', async () => {
  const post = await arrives(office, 'yes-2');
  // The table is locked: the mail is handed over in full, and stands before its commit.
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const lock = product.db.transaction(async (tx) => {
    await tx.execute(sql`lock table mail_in in access exclusive mode`);
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const more = { messageId: '<killed@acme.example>' };
  const heard: string[] = [];
  const sender = await sendRaw(
    product,
    replyTo(post),
    'Message-ID: <killed@acme.example>',
    'After all.',
    heard,
  );
  await until(async () => {
    const rows = await product.db.rows(sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    return rows.length > 0;
  });
  expect(heard.at(-1)).toMatch(/^354/);
  sender.destroy();
  held.resolve();
  await lock;
  await product.restart();
  expect(await answerMail(product, post, 'After all.', more)).toMatch(/^250/);
  const count = async () =>
    (await product.db.rows(sql`select 1 from message where direction = 'out' and text = 'After all.'`))
      .length;
  await until(async () => (await count()) === 1);
  expect(
    await product.db.rows(sql`select 1 from mail_in where mail_id = 'killed@acme.example'`),
  ).toHaveLength(1);
});

it('a database that cannot take it now makes it come later, not never', async () => {
  const post = await arrives(office, 'yes-2');
  await product.db.execute(sql`alter table mail_in rename to mail_in_away`);
  expect(await answerMail(product, post, 'Patience.', { messageId: '<p@acme.example>' })).toMatch(/^451/);
  await product.db.execute(sql`alter table mail_in_away rename to mail_in`);
  expect(await answerMail(product, post, 'Patience.', { messageId: '<p@acme.example>' })).toMatch(/^250/);
});

/** Speaks SMTP by hand, to look at what is said and when. */
async function sendRaw(
  to: Product,
  rcpt: string,
  head: string,
  text: string,
  heard: string[],
): Promise<Socket> {
  const socket = createConnection(to.app.modules.mail.listenerPort ?? 0, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => heard.push(...chunk.toString().trim().split('\r\n')));
  const say = async (line: string, answer: RegExp) => {
    const from = heard.length;
    socket.write(`${line}\r\n`);
    await until(() => heard.slice(from).some((one) => answer.test(one)));
  };
  await until(() => heard.length > 0);
  await say('EHLO acme.example', /^250 /);
  await say('MAIL FROM:<ann@acme.example>', /^250/);
  await say(`RCPT TO:<${rcpt}>`, /^250/);
  await say('DATA', /^354/);
  socket.write(`From: ann@acme.example\r\n${head}\r\n\r\n${text}\r\n.\r\n`);
  return socket;
}
