import { describe, expect, it } from 'vitest';
import { matchNumberedAnswer, numberedText } from './numbered.ts';
import { problemOfOptions } from './options.ts';
import { render } from './render.ts';

const twoOptions = [
  { label: 'Order', metadata: 'm1' },
  { label: 'Something else', metadata: 'm2' },
];
const oauth1 = { v1Dm: 'enabled', authKind: 'oauth1' } as const;

describe('render', () => {
  it('sends plain text by v2, untouched', () => {
    expect(render({ text: ' Hi \n', options: [] }, oauth1)).toEqual({ via: 'v2', text: ' Hi \n' });
  });

  it('sends choices as quick replies where the app has v1.1 direct messages', () => {
    expect(render({ text: 'What is it?', options: twoOptions }, oauth1)).toEqual({
      via: 'v1',
      text: 'What is it?',
      quickReply: {
        type: 'options',
        options: [
          { label: 'Order', metadata: 'm1' },
          { label: 'Something else', metadata: 'm2' },
        ],
      },
    });
  });

  it.each([
    { v1Dm: 'refused', authKind: 'oauth1' } as const,
    { v1Dm: 'enabled', authKind: 'oauth2' } as const,
  ])('sends choices as numbered text with $v1Dm and $authKind', (ability) => {
    expect(render({ text: 'What is it?', options: twoOptions }, ability)).toEqual({
      via: 'v2',
      text: 'What is it?\n\n1. Order\n2. Something else',
    });
  });

  it('leaves descriptions out of quick replies unless all have one', () => {
    const options = [{ label: 'A', description: 'first' }, { label: 'B' }];
    const rendered = render({ text: 'x', options }, oauth1);
    expect(rendered.via === 'v1' && rendered.quickReply).toMatchObject({
      options: [
        { label: 'A', metadata: '1' },
        { label: 'B', metadata: '2' },
      ],
    });
    expect(numberedText('x', options)).toBe('x\n\n1. A – first\n2. B');
  });
});

describe('an answer to numbered choices', () => {
  it.each([
    ['1', 0],
    ['2.', 1],
    ['(2)', 1],
    ['#2', 1],
    ['２', 1],
    ['٢', 1],
    ['2️⃣', 1],
    [' order ', 0],
    ['ORDER!', 0],
    ['2. Something else', 1],
    ['2 - something  else', 1],
    ['“Something else”', 1],
  ])('%s means choice %i', (text, index) => {
    expect(matchNumberedAnswer(twoOptions, text)?.index).toBe(index);
  });

  it.each(['3', '0', '12', '1 or 2', 'an order', '', '2 Order', '-1', 'else'])('%s means none', (text) => {
    expect(matchNumberedAnswer(twoOptions, text)).toBeNull();
  });

  it('gives back the metadata of the choice', () => {
    expect(matchNumberedAnswer(twoOptions, '2')).toEqual({
      index: 1,
      label: 'Something else',
      metadata: 'm2',
    });
  });

  it('uses letters where a label is a number, so that an answer has one meaning', () => {
    const sizes = [{ label: '2' }, { label: '4' }, { label: '1' }];
    expect(numberedText('How many?', sizes)).toBe('How many?\n\nA. 2\nB. 4\nC. 1');
    expect(matchNumberedAnswer(sizes, '2')?.index).toBe(0);
    expect(matchNumberedAnswer(sizes, 'b')?.index).toBe(1);
    expect(matchNumberedAnswer(sizes, 'C. 1')?.index).toBe(2);
  });
});

describe('choices', () => {
  it.each([
    [[{ label: ' ' }], 'no label'],
    [[{ label: 'x'.repeat(37) }], '36'],
    [[{ label: 'see https://a.example' }], 'link'],
    [[{ label: 'A' }, { label: 'a' }], 'twice'],
    [Array.from({ length: 21 }, (_, n) => ({ label: `x${n}` })), '20'],
  ])('%j are refused', (options, words) => {
    expect(problemOfOptions(options)).toContain(words);
  });

  it('are fine within the bounds', () => {
    expect(problemOfOptions(twoOptions)).toBeNull();
  });
});
