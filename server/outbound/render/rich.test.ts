import { describe, expect, it } from 'vitest';
import type { RichAction, RichContent } from '../../../contract/api/index.ts';
import { fallbackText, isShort, type Rendered, render, splitRich } from './index.ts';

const v1 = { v1Dm: 'enabled', authKind: 'oauth1' } as const;
const v2 = { v1Dm: 'refused', authKind: 'oauth1' } as const;

const say = (rich: RichContent, ability: typeof v1 | typeof v2, hasFile = false): Rendered =>
  render({ text: '', options: [], rich, hasFile }, ability);
const text = (words: string, ...actions: RichAction[]): RichContent => ({
  type: 'text',
  text: words,
  actions,
});

const link = (
  label: string,
  uri = `https://shop.example/${label}`,
): Extract<RichAction, { type: 'link' }> => ({
  type: 'link',
  text: label,
  uri,
});
const reply = (label: string, payload = label): RichAction => ({ type: 'reply', text: label, payload });
const postback = (label: string, payload = label): Extract<RichAction, { type: 'postback' }> => ({
  type: 'postback',
  text: label,
  payload,
});

describe('links', () => {
  it('are buttons where the app has them, up to three; more stand in the text', () => {
    const rich = text('See', link('A'), link('B'), link('C'), link('D'));
    expect(say(rich, v1)).toEqual({
      via: 'v1',
      text: 'See\n\nD: https://shop.example/D',
      buttons: ['A', 'B', 'C'].map((label) => ({ label, url: `https://shop.example/${label}` })),
    });
    expect(say(rich, v2).text).toBe(
      'See\n\nA: https://shop.example/A\nB: https://shop.example/B\nC: https://shop.example/C\nD: https://shop.example/D',
    );
  });

  it('with a long label, or to what is no web page, stand in the text', () => {
    const long = 'x'.repeat(37);
    const rich = text('See', link(long), link('Call', 'tel:+491234'), link('Page'));
    expect(say(rich, v1)).toEqual({
      via: 'v1',
      text: `See\n\n${long}: https://shop.example/${long}\nCall: tel:+491234`,
      buttons: [{ label: 'Page', url: 'https://shop.example/Page' }],
    });
  });

  it('without a text above them are the text', () => {
    expect(say(text('', link('A')), v1)).toEqual({ via: 'v2', text: 'A: https://shop.example/A' });
  });

  it('of a page view lead to its fallback, and a price is said', () => {
    const view = { type: 'webview', text: 'Map', uri: 'app://map', fallback: 'https://m.example' } as const;
    const buy = { type: 'buy', text: 'Pay', amount: 2599, currency: 'usd' } as const;
    const yen = { ...buy, amount: 900, currency: 'JPY' };
    expect(say(text('Here', view, buy, yen), v1)).toEqual({
      via: 'v1',
      text: 'Here\n\nPay: $25.99\nPay: ¥900',
      buttons: [{ label: 'Map', url: 'https://m.example' }],
    });
  });
});

describe('choices', () => {
  it('are quick replies that bring the payload back, or numbered lines', () => {
    const rich = text('Coffee?', reply('Yes', 'YES'), postback('No', 'NO'));
    expect(say(rich, v1)).toEqual({
      via: 'v1',
      text: 'Coffee?',
      quickReply: {
        type: 'options',
        options: [
          { label: 'Yes', metadata: 'YES' },
          { label: 'No', metadata: 'NO' },
        ],
      },
    });
    expect(say(rich, v2)).toEqual({ via: 'v2', text: 'Coffee?\n\n1. Yes\n2. No' });
  });

  it('with links: X takes one of both, so the links stand in the text', () => {
    expect(say(text('Hm', link('A'), reply('Yes')), v1)).toMatchObject({
      text: 'Hm\n\nA: https://shop.example/A',
      quickReply: { options: [{ label: 'Yes' }] },
    });
    expect(say(text('Hm', link('A'), reply('Yes')), v2).text).toBe(
      'Hm\n\nA: https://shop.example/A\n\n1. Yes',
    );
  });

  it('with long, double or linking labels are marked, and said in full', () => {
    const long = `The one with ${'very '.repeat(6)}many words`;
    const rich = text(
      'Which?',
      reply(long),
      reply('Same', 'a'),
      reply('same', 'b'),
      reply('see www.a.example'),
    );
    const rendered = say(rich, v1);
    expect(rendered.text).toBe(`Which?\n\n1. ${long}\n2. Same\n3. same\n4. see www.a.example`);
    expect(rendered.via === 'v1' && rendered.quickReply).toMatchObject({
      options: [
        { label: '1. The one with very very very very…', metadata: long },
        { label: '2. Same', metadata: 'a' },
        { label: '3. same', metadata: 'b' },
        { label: '4. see…', metadata: 'see www.a.example' },
      ],
    });
  });

  it('with one payload, or one that X cannot carry, have words of their own', () => {
    const rich = text(
      'Which?',
      reply('A', 'p'),
      reply('B', 'p'),
      reply('C', 'x'.repeat(1001)),
      reply('D', ' d '),
    );
    const rendered = say(rich, v1);
    expect(rendered.via === 'v1' && rendered.quickReply).toMatchObject({
      options: [{ metadata: 'p' }, { metadata: '#2' }, { metadata: '#3' }, { metadata: '#4' }],
    });
  });

  it('of more than twenty are numbered whatever the account can', () => {
    const rich = text('Which?', ...Array.from({ length: 21 }, (_, n) => reply(`choice ${n}`)));
    expect(say(rich, v1)).toEqual(say(rich, v2));
  });

  it('without a text are the text as well', () => {
    expect(say(text('', reply('Yes')), v1)).toMatchObject({ via: 'v1', text: '1. Yes' });
  });
});

describe('a request for the place', () => {
  const where: RichAction = { type: 'locationRequest', text: 'Send location' };

  it('is X’s own button, or a sentence', () => {
    expect(say(text('Where?', where), v1)).toEqual({
      via: 'v1',
      text: 'Where?',
      quickReply: { type: 'location' },
    });
    expect(say(text('Where?', where), v2).text).toBe(
      'Where?\n\nSend location: please share your location here, with X’s own button for it.',
    );
    expect(say(text('', where), v1).text).toBe('Send location');
  });

  it('beside choices is a sentence', () => {
    expect(say(text('Where?', where, reply('Here')), v1)).toMatchObject({
      text: expect.stringContaining('Send location: please share'),
      quickReply: { type: 'options' },
    });
  });
});

describe('other types', () => {
  it('a picture goes with its text and buttons, or as a link', () => {
    const rich: RichContent = {
      type: 'image',
      mediaUrl: 'https://m.example/a.png',
      text: 'Look',
      actions: [link('Buy')],
    };
    expect(say(rich, v1, true)).toEqual({
      via: 'v1',
      text: 'Look',
      buttons: [{ label: 'Buy', url: 'https://shop.example/Buy' }],
    });
    expect(say(rich, v2, true).text).toBe('Look\n\nBuy: https://shop.example/Buy');
    expect(say(rich, v2).text).toBe('Look\nhttps://m.example/a.png\n\nBuy: https://shop.example/Buy');
  });

  it('a file is a link', () => {
    expect(say({ type: 'file', mediaUrl: 'https://m.example/a.pdf', text: 'Terms' }, v1)).toEqual({
      via: 'v2',
      text: 'Terms\nhttps://m.example/a.pdf',
    });
    expect(say({ type: 'file', mediaUrl: 'https://m.example/a.mp4' }, v1, true).text).toBe('');
  });

  it('a place is a link to a map', () => {
    const rich: RichContent = { type: 'location', coordinates: { lat: 45.5010115, long: -73.5613885 } };
    expect(say(rich, v1).text).toBe(
      'Location shared:\nhttps://maps.google.com/maps?q=45.5010115,-73.5613885',
    );
    expect(say({ ...rich, location: { name: 'Office' } }, v2).text).toMatch(
      /^Location shared:\n\S+\n\nOffice$/,
    );
    expect(say({ type: 'location', coordinates: { lat: 1e-9, long: 0 } }, v2).text).toMatch(/q=0,0$/);
  });
});

const tacos = {
  title: 'Tacos',
  description: 'Get your tacos today!',
  actions: [link('More info', 'https://example.org'), postback('Order', 'TACOS')],
};
const ramen = { title: 'Ramen', description: 'Get your ramen today!', actions: [postback('Order', 'RAMEN')] };

describe('a carousel', () => {
  const rich: RichContent = { type: 'carousel', items: [tacos, ramen] };

  it('is text to the letter as clients know it, and its choices follow', () => {
    expect(fallbackText(rich)).toBe(
      '1. Tacos\nGet your tacos today!\nMore info: https://example.org\n\n2. Ramen\nGet your ramen today!\n',
    );
    expect(fallbackText({ type: 'carousel', items: [ramen, tacos] })).toBe(
      '1. Ramen\nGet your ramen today!\n\n\n2. Tacos\nGet your tacos today!\nMore info: https://example.org',
    );
    expect(say(rich, v2).text).toBe(
      '1. Tacos\nGet your tacos today!\nMore info: https://example.org\n\n2. Ramen\nGet your ramen today!' +
        '\n\nA. Order: Tacos\nB. Order: Ramen',
    );
    expect(say(rich, v1)).toMatchObject({
      via: 'v1',
      quickReply: {
        options: [
          { label: 'Order: Tacos', metadata: 'TACOS' },
          { label: 'Order: Ramen', metadata: 'RAMEN' },
        ],
      },
    });
  });
});

describe('a list', () => {
  it('becomes a message for each row, and one with what can be chosen', () => {
    const picture = { ...tacos, mediaUrl: 'https://m.example/t.png', altText: 'Tacos' };
    expect(splitRich({ type: 'list', items: [picture, ramen], actions: [postback('More', 'MORE')] })).toEqual(
      [
        {
          type: 'image',
          mediaUrl: 'https://m.example/t.png',
          altText: 'Tacos',
          text: 'Tacos\nGet your tacos today!',
          actions: [link('More info', 'https://example.org')],
        },
        { type: 'text', text: 'Ramen\nGet your ramen today!' },
        {
          type: 'text',
          text: '',
          actions: [
            postback('More', 'MORE'),
            postback('Order: Tacos', 'TACOS'),
            postback('Order: Ramen', 'RAMEN'),
          ],
        },
      ],
    );
  });

  it('of one row is one message', () => {
    expect(splitRich({ type: 'list', items: [ramen] })).toEqual([
      { type: 'text', text: 'Ramen\nGet your ramen today!', actions: [postback('Order', 'RAMEN')] },
    ]);
  });
});

describe('what is too long for X', () => {
  it('is cut between its parts, and every part fits', () => {
    const far = (n: number) => link(`page ${n}`, `https://shop.example/${n}?${'x'.repeat(2000)}`);
    const actions = [...Array.from({ length: 10 }, (_, n) => far(n)), reply('Yes'), reply('No')];
    const parts = splitRich(text('y'.repeat(4096), ...actions));
    expect(parts.every(isShort)).toBe(true);
    expect(parts.flatMap((part) => ('actions' in part && part.actions) || [])).toEqual(actions);
    expect(parts.at(-1)).toMatchObject({
      actions: [{ type: 'link' }, { type: 'link' }, reply('Yes'), reply('No')],
    });
    const cards = Array.from({ length: 10 }, (_, n) => ({
      title: `Card ${n}`,
      actions: [far(n), far(n + 1), postback('Order')],
    }));
    const rows = splitRich({ type: 'carousel', items: cards });
    expect(rows).toHaveLength(11);
    expect(rows.every(isShort)).toBe(true);
  });

  it('is left whole while it fits', () => {
    const rich = text('Hi', reply('Yes'));
    expect(splitRich(rich)).toEqual([rich]);
  });
});
