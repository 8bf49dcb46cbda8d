import { describe, expect, it } from 'vitest';
import { textOfHtml } from './html-text.ts';
import { REPLY_LINE, stripQuotes } from './strip-quotes.ts';

const quoted = `> ${REPLY_LINE}: it goes to the customer as a direct message.\n>\n> Jane, 30 Nov 2026, 15:01 UTC:\n>\n> Where is my order?`;

describe('what is new in a mail', () => {
  it.each([
    [
      'Gmail',
      `It is on its way.\n\nOn Mon, 30 Nov 2026 at 15:02, Acme <desk@acme.example> wrote:\n\n${quoted}\n`,
    ],
    [
      'Gmail, broken over two lines',
      `It is on its way.\n\nOn Mon, 30 Nov 2026 at 15:02, Acme with a long name\n<desk+abc@acme.example> wrote:\n${quoted}`,
    ],
    [
      'Apple Mail',
      `It is on its way.\n\nSent from my iPhone\n\n> On 30 Nov 2026, at 15:02, Acme <d@a.example> wrote:\n> \n${quoted}`,
    ],
    [
      'Thunderbird',
      `It is on its way.\n\n-- \nAnn Agent\nAcme Ltd\n\nOn 30.11.26 15:02, Acme wrote:\n${quoted}`,
    ],
    [
      'German',
      `It is on its way.\n\nAm Mo., 30. Nov. 2026 um 15:02 Uhr schrieb Acme <d@a.example>:\n\n${quoted}`,
    ],
    [
      'French',
      `It is on its way.\n\nLe lun. 30 nov. 2026 à 15:02, Acme <d@a.example> a écrit :\n\n${quoted}`,
    ],
    [
      'Spanish',
      `It is on its way.\n\nEl lun, 30 nov 2026 a las 15:02, Acme (<d@a.example>) escribió:\n\n${quoted}`,
    ],
    ['Japanese', `It is on its way.\n\n2026年11月30日(月) 15:02 Acme <d@a.example>:\n\n${quoted}`],
    [
      'Outlook',
      `It is on its way.\r\n\r\n________________________________\r\nFrom: Acme <d@a.example>\r\nSent: Monday, November 30, 2026 3:02 PM\r\nTo: Team <t@a.example>\r\nSubject: Direct message\r\n\r\n${REPLY_LINE}: it goes …\r\nWhere is my order?`,
    ],
    [
      'Outlook in German, without a rule',
      `It is on its way.\n\nVon: Acme <d@a.example>\nGesendet: Montag, 30. November 2026 15:02\nAn: Team <t@a.example>\nBetreff: Direct message\n\nWhere is my order?`,
    ],
    ['an old Outlook', `It is on its way.\n\n-----Original Message-----\nFrom: Acme\nWhere is my order?`],
    ['our line alone', `It is on its way.\n\n${REPLY_LINE}: it goes to the customer.\n\nWhere is my order?`],
    ['a phone', 'It is on its way.\n\nVon meinem iPhone gesendet\n'],
    ['Outlook on a phone', 'It is on its way.\n\nGet Outlook for iOS\n'],
  ])('%s', (_program, mail) => {
    expect(stripQuotes(mail)).toBe('It is on its way.');
  });

  it.each([
    [
      'a sentence that begins like an announcement',
      'On Monday you wrote:\nthat it is late. It comes tomorrow.',
    ],
    ['a list with dashes', 'We have:\n- red\n- blue\n--- and more'],
    ['a line that begins with From', 'From: the depot it goes to you.\nThat takes a day.'],
    ['a quote with words below it', '> Where is my order?\n\nIt is on its way.'],
    ['empty lines between', 'Hello,\n\nit is on its way.\n\nAnn'],
    ['other scripts', 'مرحبا\n\n注文は発送済みです。\nПосылка в пути.'],
  ])('keeps %s', (_what, mail) => {
    expect(stripQuotes(mail)).toBe(mail);
  });

  it('is nothing where there are only quotes', () => {
    expect(stripQuotes(`On Mon, 30 Nov 2026 at 15:02, Acme <d@a.example> wrote:\n${quoted}`)).toBe('');
    expect(stripQuotes('\n\n')).toBe('');
  });

  it('is found in linear time', () => {
    const begin = performance.now();
    stripQuotes(`${'On a '.repeat(20_000)}\n${'> x\n'.repeat(30_000)}`);
    stripQuotes('From: a\n'.repeat(20_000));
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});

describe('HTML alone', () => {
  it.each([
    [
      'Gmail',
      '<div dir="ltr">It is <b>on</b> its way.<br></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 30 Nov 2026 at 15:02, Acme &lt;<a href="mailto:d@a.example">d@a.example</a>&gt; wrote:<br></div><blockquote><p>Where?</p></blockquote></div>',
    ],
    [
      'Outlook on the web',
      '<html><head><style>p {margin:0}</style></head><body><div>It is on its way.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Acme<br><b>Sent:</b> Monday</div><div>Where?</div></body></html>',
    ],
    [
      'Apple Mail',
      '<body>It is on its way.<br><div><br><blockquote type="cite"><div>On 30 Nov, Acme wrote:</div>Where?</blockquote></div></body>',
    ],
    [
      'a signature that is marked',
      '<p>It is on its way.</p><div class="gmail_signature"><p>Ann</p><img src="cid:logo"></div>',
    ],
  ])('of %s', (_program, html) => {
    expect(stripQuotes(textOfHtml(html))).toBe('It is on its way.');
  });

  it('becomes lines, with its characters', () => {
    expect(
      textOfHtml('<p>Gr&uuml;&szlig;e &amp; &#128512; &lt;b&gt;</p><ul><li>one<li>two</ul>a<br>b\n c'),
    ).toBe('Grüße & 😀 <b>\none\ntwo\na\nb c');
    expect(textOfHtml('1 < 2 <!-- no --> and <script>alert(1)</script>3 <')).toBe('1 < 2 and 3 <');
  });

  it('of any form takes its time once', () => {
    const begin = performance.now();
    for (const piece of ['<', '<a ', '<!--', '<div><blockquote>', '</p>', '<p', '&#x', '<style>'])
      textOfHtml(piece.repeat(20_000));
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
