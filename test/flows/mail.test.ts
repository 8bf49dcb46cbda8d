import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailEntry, MailEntryDetail, MailSystem } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import {
  answerMail,
  arrives,
  mailSetup,
  openPostOffice,
  type Post,
  type PostOffice,
  replyTo,
} from './mail-world.ts';

// From a direct message on X to a mail in the team's mailbox, and back, between real mail servers.
let product: Product;
let office: PostOffice;
let first: Post;
let conversationId: string;

beforeAll(async () => {
  product = await startProduct({ environment: { ROOKERY_MAIL_PORT: '0', ROOKERY_MAIL_MOST_MB: '1' } });
  office = await openPostOffice();
  for (const name of ['brand', 'wanda', 'willi']) await product.x.user(name);
  await product.connect('brand');
  await product.admin.ask('PUT', '/api/business/mail', mailSetup(office));
});
afterAll(async () => {
  await product?.close();
  await office?.close();
});

const atX = async () =>
  (await product.db.rows(sql<{ text: string; state: string }>`
    select text, state from message where direction = 'out' order by position`)) as {
    text: string;
    state: string;
  }[];
const sent = (text: string) =>
  until(async () => (await atX()).some((one) => one.text === text && one.state === 'sent'), {
    what: `X has “${text}”`,
  });
const log = async (direction: 'in' | 'out') =>
  (await product.admin.ask<{ entries: MailEntry[] }>('GET', `/api/business/mail/log?direction=${direction}`))
    .entries;
const headers = (post: Post, name: string) => post.mail.headers.find(({ key }) => key === name)?.value;

it('a direct message is mailed, with the customer and an address to answer to', async () => {
  await product.x.write('wanda', 'brand', 'Where is my order <4711>?');
  first = await arrives(office, 'Where is my order <4711>?');
  expect(first.to).toEqual(['team@acme.example']);
  expect(first.from).toBe('desk@acme.example');
  expect(first.mail.subject).toBe('Direct message of wanda (@wanda) to @brand');
  expect(first.mail.html).toContain('Where is my order &#60;4711&#62;?');
  expect(first.mail.text).toContain('https://x.com/wanda');
  expect(replyTo(first)).toMatch(/^reply\+[a-z2-7]{45}@desk\.acme\.example$/);
  expect(headers(first, 'auto-submitted')).toBe('auto-generated');
  const entry = await until(async () => (await log('out')).find(({ state }) => state === 'sent'));
  conversationId = entry?.conversationId ?? '';
  expect(entry).toMatchObject({ tries: 1, addresses: ['team@acme.example'] });
});

it('further messages stand in the same thread, in their order', async () => {
  for (const text of ['one', 'two', 'three']) await product.x.write('wanda', 'brand', text);
  await arrives(office, 'three');
  const [a, b, c, d] = office.got.filter(({ mail }) => mail.subject?.includes('@wanda'));
  expect([b, c, d].map((post) => /:\n\n(.*)\n/.exec(post?.mail.text ?? '')?.[1])).toEqual([
    'one',
    'two',
    'three',
  ]);
  expect(b?.mail.inReplyTo).toBe(a?.mail.messageId);
  expect(c?.mail.inReplyTo).toBe(b?.mail.messageId);
  expect(d?.mail.references).toBe(`${a?.mail.messageId} ${c?.mail.messageId}`);
  expect(d?.mail.subject).toBe(`Re: ${a?.mail.subject}`);
  expect(d?.mail.text).toMatch(/Before that:[\s\S]*Where is my order[\s\S]*one[\s\S]*two/);
});

it('an answer by mail goes to the customer without what it quotes, and shows its author', async () => {
  expect(await answerMail(product, first, 'It left the house today.')).toMatch(/^250/);
  await sent('It left the house today.');
  const { entries } = await product.admin.ask<{
    entries: { text: string; content: { program?: { displayName?: string } } }[];
  }>('GET', `/api/conversations/${conversationId}/entries`);
  const entry = entries.find(({ text }) => text === 'It left the house today.');
  expect(entry?.content.program?.displayName).toBe('Ann Agent by e-mail');
  const [mail] = await log('in');
  expect(mail).toMatchObject({ state: 'taken', addresses: ['ann@acme.example'], conversationId });
  const detail = await product.admin.ask<MailEntryDetail>('GET', `/api/business/mail/log/in/${mail?.id}`);
  expect(detail.taken).toBe('It left the house today.');
  expect(detail.original).toContain('> Write your answer above this line');
  // The others of the team see it, and it stands below the answer.
  const copy = await arrives(office, 'It left the house today.');
  expect(copy.mail.text).toContain('Ann Agent by e-mail');
});

it('the same mail twice is sent on once', async () => {
  const more = { messageId: '<twice@acme.example>' };
  expect(await answerMail(product, first, 'Only once.', more)).toMatch(/^250/);
  expect(await answerMail(product, first, 'Only once.', more)).toMatch(/^250/);
  await sent('Only once.');
  expect((await atX()).filter(({ text }) => text === 'Only once.')).toHaveLength(1);
});

it('nobody else gets in: a forged address, another domain, a sender that is not allowed', async () => {
  const before = (await atX()).length;
  const address = replyTo(first);
  const forged = address.replace(/\+./, (two) => (two === '+a' ? '+b' : '+a'));
  expect(await answerMail(product, first, 'Evil', { to: forged })).toMatch(/^550/);
  expect(await answerMail(product, first, 'Evil', { to: address.replace('@desk.', '@evil.') })).toMatch(
    /^550/,
  );
  expect(await answerMail(product, first, 'Evil', { to: 'someone@else.example' })).toMatch(/^550/);
  expect(await answerMail(product, first, 'Evil', { from: 'eve@evil.example' })).toMatch(
    /^550 .*not allowed/,
  );
  expect((await atX()).length).toBe(before);
  expect((await log('in'))[0]).toMatchObject({ state: 'refused', addresses: ['eve@evil.example'] });
});

it('what machines write is taken off their hands and goes to no customer', async () => {
  const before = (await atX()).length;
  for (const [n, more] of [
    { headers: { 'Auto-Submitted': 'auto-replied' } },
    { headers: { Precedence: 'bulk' } },
    { from: 'MAILER-DAEMON@acme.example' },
    { envelope: { from: '', to: replyTo(first) } },
    // One of ours that somebody's rule sends back to us.
    { headers: { 'X-Rookery-Mail': 'abc' } },
  ].entries())
    expect(await answerMail(product, first, `I am on holiday ${n}.`, more)).toMatch(/^250/);
  expect((await atX()).length).toBe(before);
  const entries = (await log('in')).slice(0, 5);
  expect(entries.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'ignored'));
  expect(entries.at(-1)?.reason).toBe('It was not sent on, since it is an automatic answer.');
});

it('a picture goes along; a file that X does not take is refused in words, and nothing of that mail is sent', async () => {
  const png = await readFile(new URL('../fixtures/dot.png', import.meta.url)).catch(() => ONE_DOT);
  expect(
    await answerMail(product, first, 'Here it is.', { attachments: [{ filename: 'it.png', content: png }] }),
  ).toMatch(/^250/);
  await sent('Here it is.');
  const copy = await arrives(office, 'Here it is.');
  expect(copy.mail.attachments.map(({ mimeType }) => mimeType)).toEqual(['image/png']);
  const attachments = [{ filename: 'bill.pdf', content: '%PDF-1.4 nothing' }];
  expect(await answerMail(product, first, 'And the bill.', { attachments })).toMatch(/^250/);
  const refusal = await arrives(office, 'was not sent');
  expect(refusal).toMatchObject({ from: '', to: ['ann@acme.example'] });
  expect(refusal.mail.text).toContain('The file “bill.pdf” cannot go with a direct message');
  expect(refusal.mail.text).toContain('> And the bill.');
  expect(headers(refusal, 'auto-submitted')).toBe('auto-replied');
  expect((await atX()).some(({ text }) => text === 'And the bill.')).toBe(false);
});

it('an empty answer and one that X refuses come back in words', async () => {
  expect(await answerMail(product, first, '')).toMatch(/^250/);
  await arrives(office, 'no text above the quoted mail');
  await product.x.control('POST', '/faults', {
    on: 'request',
    kind: 'status',
    path: '/2/dm_conversations/with/:participant_id/messages',
    status: 403,
  });
  expect(await answerMail(product, first, 'X says no.')).toMatch(/^250/);
  const failed = await until(() => office.got.find(({ mail }) => mail.text?.includes('> X says no.')));
  expect(failed.mail.text).toContain('Your answer to wanda was not sent.');
  await product.x.control('DELETE', '/faults');
});

it('in another character set, as HTML only, and of many letters it arrives whole', async () => {
  const koi = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]);
  const raw = Buffer.concat([
    Buffer.from(
      `From: Ann <ann@acme.example>\r\nTo: ${replyTo(first)}\r\nMessage-ID: <koi@acme.example>\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n`,
    ),
    koi,
  ]);
  const envelope = { from: 'ann@acme.example', to: replyTo(first) };
  expect(await answerMail(product, first, '', { raw, envelope })).toMatch(/^250/);
  await sent('Привет');
  const html = '<p>Gr&uuml;&szlig;e 🐦</p><blockquote>Write your answer above this line</blockquote>';
  expect(await answerMail(product, first, '', { text: undefined, html })).toMatch(/^250/);
  await sent('Grüße 🐦');
});

it('what is too large is refused, and the next mail taken', async () => {
  const content = Buffer.alloc(900_000, 1);
  const answer = await answerMail(product, first, 'Huge', { attachments: [{ filename: 'a.bin', content }] });
  expect(answer).toMatch(/^552/);
  expect(await answerMail(product, first, 'Small again.')).toMatch(/^250/);
  await sent('Small again.');
});

it('an answer from the desk is mailed once X has it; a handle may have its own addresses', async () => {
  const { handles } = await product.admin.ask<{ handles: { id: string }[] }>('GET', '/api/handles');
  const routes = [
    { kind: 'handle', id: handles[0]?.id, recipients: ['north@acme.example', 'ann@acme.example'] },
  ];
  await product.admin.ask('PUT', '/api/business/mail', {
    ...mailSetup(office),
    routes,
    smtpPassword: undefined,
  });
  await product.admin.ask('POST', `/api/conversations/${conversationId}/messages`, {
    text: 'From the desk.',
    idempotencyKey: 'from-the-desk-1',
  });
  expect((await arrives(office, 'From the desk.')).to).toEqual(['north@acme.example', 'ann@acme.example']);
  // Whoever wrote an answer by mail does not get it again.
  expect(await answerMail(product, first, 'By Ann.')).toMatch(/^250/);
  expect((await arrives(office, 'By Ann.')).to).toEqual(['north@acme.example']);
});

it('shows how it fares without a secret, and ends: old addresses lead nowhere', async () => {
  const answer = await product.admin.call('GET', '/api/business/mail');
  expect(JSON.stringify(answer.body)).not.toContain('post office');
  const { mail } = answer.body as unknown as { mail: MailSystem };
  expect(mail).toMatchObject({
    hasSmtpPassword: true,
    hasImapPassword: false,
    state: 'active',
    lastError: null,
  });
  expect(mail.counts.sent).toBeGreaterThan(8);
  expect(mail.counts.received).toBeGreaterThan(4);
  await product.admin.ask('DELETE', '/api/business/mail');
  expect(await answerMail(product, first, 'Too late')).toMatch(/^550/);
  expect((await product.admin.call('DELETE', '/api/business/mail')).status).toBe(404);
  const rows =
    await product.db.rows(sql`select 1 from mail_out union all select 1 from mail_in union all select 1 from mail_thread
    union all select 1 from secret where owner_id = 'mail'`);
  expect(rows).toHaveLength(0);
});

/** A picture of one dot. */
const ONE_DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
