import nodemailer, { type SendMailOptions } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { isAllowed, isSenderRule } from './addresses.ts';
import { readMail } from './read-mail.ts';
import { RateBound } from './rate-bound.ts';

const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function written(mail: SendMailOptions): Promise<Buffer> {
  const { message } = await writer.sendMail({
    from: 'Ann <ann@acme.example>',
    to: 'r@d.example',
    text: 'Hi',
    ...mail,
  });
  // `buffer` makes it one.
  return message as Buffer;
}
const read = async (mail: SendMailOptions) => readMail(await written(mail));
const raw = (head: string, body: string | Buffer) =>
  readMail(Buffer.concat([Buffer.from(`From: ann@acme.example\r\n${head}\r\n\r\n`), Buffer.from(body)]));

describe('a mail', () => {
  it('is read with who wrote it, and has the same key each time', async () => {
    const bytes = await written({ subject: 'Re: Größe', messageId: '<1@acme.example>' });
    const mail = await readMail(bytes);
    expect(mail).toMatchObject({
      fromAddress: 'ann@acme.example',
      fromName: 'Ann',
      subject: 'Re: Größe',
      text: 'Hi',
    });
    expect(mail.mailId).toBe('1@acme.example');
    expect(mail.automatic).toBeUndefined();
    const further = Buffer.concat([Buffer.from('Received: from a by b\r\n'), bytes]);
    expect((await readMail(further)).key).toBe(mail.key);
  });

  it('in an old character set reads as it was meant', async () => {
    const text = (charset: string) =>
      `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit`;
    expect((await raw(text('iso-8859-1'), Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]))).text).toBe('Grüße');
    expect((await raw(text('windows-1252'), Buffer.from([0x80, 0x31]))).text).toBe('€1');
    expect((await raw(text('Shift_JIS'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]))).text).toBe('日本');
    expect((await raw(text('koi8-r'), Buffer.from([0xf0, 0xd2, 0xc9]))).text).toBe('При');
    expect((await raw(text('gb18030'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]))).text).toBe('你好');
    expect((await raw(text('no-such-thing'), 'plain')).text).toBe('plain');
    expect((await raw('Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', 'x')).subject).toBe('日本');
  });

  it('without a text part gives the text of its HTML', async () => {
    const mail = await read({ text: undefined, html: '<p>Gr&uuml;&szlig;e</p><blockquote>old</blockquote>' });
    expect(mail.text).toBe('Grüße');
    expect(mail.original).toContain('> old');
  });

  it('holds its files, without pictures of a signature', async () => {
    const png = Buffer.alloc(400, 1);
    const mail = await read({
      html: '<p>Look</p><div class="gmail_signature"><img src="cid:logo"></div>',
      attachments: [
        { filename: '../bill.pdf', content: png },
        { filename: 'logo.png', cid: 'logo', content: png, contentDisposition: 'inline' },
      ],
    });
    expect(mail.files.map((file) => [file.name, file.bytes.length])).toEqual([['.._bill.pdf', 400]]);
  });

  it('that was pasted a picture into holds that', async () => {
    const mail = await read({
      html: '<p>Look <img src="cid:shot"></p><blockquote>old <img src="cid:older"></blockquote>',
      attachments: [
        {
          filename: 'image.png',
          cid: 'shot',
          content: Buffer.alloc(30_000, 1),
          contentDisposition: 'inline',
        },
        { filename: 'old.png', cid: 'older', content: Buffer.alloc(30_000, 1), contentDisposition: 'inline' },
      ],
    });
    expect(mail.files.map((file) => file.name)).toEqual(['image.png']);
  });

  it.each([
    ['an answer of RFC 3834', { 'Auto-Submitted': 'auto-replied' }],
    ['an old notice of absence', { 'X-Autoreply': 'yes' }],
    ['what was sent to many', { Precedence: 'bulk' }],
    ['a list', { 'List-Id': '<news.acme.example>' }],
    ['a report by its head', { 'X-Failed-Recipients': 'a@b.example' }],
  ])('%s is known as automatic', async (_what, headers) => {
    expect((await read({ headers })).automatic).toBeDefined();
  });

  it('of a mail server is known as such', async () => {
    const report = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"';
    expect((await raw(report, '--b\r\nContent-Type: text/plain\r\n\r\nno\r\n--b--')).automatic).toBeDefined();
    expect((await raw('Return-Path: <>', 'x')).automatic).toBeDefined();
    expect((await read({ from: 'MAILER-DAEMON@mx.example' })).automatic).toBeDefined();
    expect((await read({ headers: { 'Auto-Submitted': 'no' } })).automatic).toBeUndefined();
  });
});

describe('senders', () => {
  it('are allowed by address and by domain', () => {
    const rules = ['@acme.example', 'bob@else.example'];
    expect(isAllowed('Ann@ACME.example', rules)).toBe(true);
    expect(isAllowed('bob@else.example', rules)).toBe(true);
    for (const no of ['eve@else.example', 'ann@sub.acme.example', 'ann@notacme.example', 'acme.example', ''])
      expect(isAllowed(no, rules)).toBe(false);
    expect(['@acme.example', 'a@b.example'].every(isSenderRule)).toBe(true);
    expect(['acme.example', '@', 'a b@c.example', '@a@b'].some(isSenderRule)).toBe(false);
  });

  it('may come so often within a time', () => {
    const bound = new RateBound(2, 1_000);
    expect([bound.take('a', 0), bound.take('a', 1), bound.take('a', 2), bound.take('b', 2)]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(bound.take('a', 1_000)).toBe(true);
  });
});
