import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../contract/api/index.ts';
import { findHits, replaceHits } from './apply.ts';
import { isCard, isIban } from './check-digits.ts';
import { checkPattern, compile } from './compile.ts';
import { mask, maskEntry, maskOutgoing, maskPreview } from './mask.ts';
import type { MaskingRules } from './rules.ts';
import { standardRules } from './standard-rules.ts';

const all = compile(standardRules.map((rule) => ({ ...rule, id: null })));
const rules: MaskingRules = { switches: { customers: true, agents: true }, in: all, out: all };
const hide = (text: string) => mask(rules, text);

const rule = (pattern: string, more: object = {}) => ({
  name: 'Own',
  pattern,
  check: 'none' as const,
  replacement: '#',
  ...more,
});
const by = (pattern: string, text: string, more: object = {}) =>
  replaceHits(text, findHits(compile([rule(pattern, more)]), text));

describe('#94 the standard rules', () => {
  it('hide payment cards however they are written, also beside other numbers', () => {
    expect(hide('card 4111 1111 1111 1111, thanks')).toBe('card #### #### #### ####, thanks');
    expect(hide('4111-1111-1111-1111')).toBe('#'.repeat(19));
    expect(hide('378282246310005')).toBe('#'.repeat(15));
    expect(hide('order 12 4111 1111 1111 1111 08/27')).toBe('order 12 #### #### #### #### 08/27');
    expect(hide('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 5555 5555 5555 4444')).toContain(
      '17 #### #### #### ####',
    );
    expect(hide('４１１１ １１１１ １１１１ １１１１')).toBe('#### #### #### ####');
  });

  it('leave numbers alone whose check digit is wrong', () => {
    expect(hide('tracking 4111 1111 1111 1112')).toBe('tracking 4111 1111 1111 1112');
    expect(isCard('4111111111111112')).toBe(false);
  });

  it('hide e-mail addresses, social security numbers, IBANs and phone numbers', () => {
    expect(hide('write to anna.b+x@mail.example.com!')).toBe(`write to ${'#'.repeat(25)}!`);
    expect(hide('письмо на анна@почта.рф')).toBe(`письмо на ${'#'.repeat(13)}`);
    expect(hide('SSN 123-45-6789')).toBe('SSN ###########');
    expect(hide('to DE89 3704 0044 0532 0130 00 please')).toBe('to #### #### #### #### #### ## please');
    expect(hide('gb29nwbk60161331926819')).toBe('#'.repeat(22));
    expect(isIban('DE89370400440532013001')).toBe(false);
    for (const number of ['+44 20 7946 0958', '030 1234567', '(555) 123-4567', '555-123-4567']) {
      expect(hide(`call ${number} now`)).not.toMatch(/\d/);
    }
  });

  it('leave ordinary sentences alone', () => {
    const plain = 'My order 10482 of 2026-11-30 cost 19.90 and weighs 1,200 g. @rookery #42 at 12:30';
    expect(hide(plain)).toBe(plain);
  });
});

describe('a masking rule', () => {
  it('puts a character for each character, and keeps spaces', () => {
    expect(by('secret \\w+', 'my secret word')).toBe('my ###### ####');
    expect(by('\\w+', '😀 ab', { replacement: '*' })).toBe('😀 **');
  });

  it('puts a word in place of the whole', () => {
    expect(by('[0-9]+', 'a 123 b 4', { replacement: '[number]' })).toBe('a [number] b [number]');
  });

  it('of two that overlap, what begins first wins', () => {
    const two = compile([rule('bcd', { replacement: '[late]' }), rule('ab', { replacement: '[early]' })]);
    expect(replaceHits('abcd', findHits(two, 'abcd'))).toBe('[early]cd');
  });

  it('is refused when it cannot be read or finds nothing', () => {
    expect(() => checkPattern('(')).toThrow('The pattern cannot be read: missing closing ): `(`.');
    expect(() => checkPattern('(?=a)b')).toThrow(/cannot be read/);
    expect(() => checkPattern('a*')).toThrow(/empty text/);
  });

  it('takes time by the length of the text only', () => {
    const nasty = compile([rule('(a+)+$')]);
    const started = performance.now();
    findHits(nasty, `${'a'.repeat(9_000)}!`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('hides the rest where it finds more than a thousand things', () => {
    const hidden = by('x', 'x y '.repeat(1_100));
    expect(hidden).not.toContain('x');
    expect(hidden.endsWith('# #')).toBe(false);
    expect(hidden.trimEnd().endsWith('# #')).toBe(true);
  });

  it('finds alone what it finds among all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '4', '@', 'a', '.', ' ', '-', '+', '0') }),
        (text) => {
          const among = new Set(findHits(all, text).map((hit) => hit.rule.name));
          const alone = standardRules.filter((one) => findHits(compile([one]), text).length > 0);
          // A rule's find may lie under another's, never the other way round.
          expect(alone.map((one) => one.name)).toEqual(expect.arrayContaining([...among]));
          expect(among.size > 0).toBe(alone.length > 0);
        },
      ),
    );
  });
});

describe('what is shown', () => {
  const entry: Omit<Entry, 'masked'> = {
    id: 'a'.repeat(24),
    conversationId: 'b'.repeat(24),
    position: '1',
    kind: 'message',
    direction: 'in',
    authorKind: 'customer',
    authorId: null,
    text: 'see a.example and 4111 1111 1111 1111 or b.example',
    content: {
      entities: [
        {
          kind: 'url',
          start: 4,
          end: 13,
          href: 'https://a.example/?mail=anna@mail.example',
          display: 'a.example',
        },
        { kind: 'url', start: 41, end: 50, href: 'https://b.example', display: 'b.example' },
      ],
      location: { latitude: null, longitude: null, name: 'at anna@mail.example' },
    },
    media: [],
    state: 'received',
    at: '2026-01-01T00:00:00.000Z',
    sendsAt: null,
    failure: null,
    deletedAt: null,
  };

  it('of an entry: text, links and places, and links keep their place', () => {
    const word = compile([
      { ...rule('[0-9 ]{15,}'), direction: 'in' as const, id: null, replacement: '[card]' },
      ...standardRules.map((one) => ({ ...one, id: null })),
    ]);
    const shown = maskEntry({ ...rules, in: word }, entry);
    expect(shown.masked).toBe(true);
    expect(shown.text).toBe('see a.example and[card]or b.example');
    const [link] = shown.content.entities ?? [];
    expect(shown.content.entities).toHaveLength(1);
    expect(shown.text.slice(link?.start, link?.end)).toBe('b.example');
    expect(JSON.stringify(shown)).not.toMatch(/4111|anna@/);
  });

  it('of what the business wrote: as it went out', () => {
    expect(maskEntry(rules, { ...entry, direction: 'out' })).toMatchObject({
      masked: false,
      text: entry.text,
    });
    expect(maskEntry(rules, { ...entry, kind: 'note', direction: 'none' }).masked).toBe(true);
  });

  it('of a preview: hidden before it is cut', () => {
    const preview = maskPreview(rules, `${'x '.repeat(65)}4111 1111 1111 1111`, 'in');
    expect(preview).toHaveLength(140);
    expect(preview).not.toMatch(/\d/);
  });

  it('as it is where the switch is off', () => {
    const off = { ...rules, switches: { customers: false, agents: false } };
    expect(maskEntry(off, entry)).toMatchObject({ masked: false, text: entry.text });
    expect(maskOutgoing(off, '4111 1111 1111 1111')).toBe('4111 1111 1111 1111');
    expect(maskOutgoing(rules, '4111 1111 1111 1111')).toBe('#### #### #### ####');
  });
});
