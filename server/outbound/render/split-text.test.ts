import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLongText } from './split-text.ts';

const tail = /[\uD800-\uDBFF]$/;
const head = /^[\uDC00-\uDFFF]/;

describe('a long text', () => {
  it('is one part while it fits', () => {
    expect(splitLongText('hello', 5)).toEqual(['hello']);
    expect(splitLongText('', 5)).toEqual(['']);
  });

  it('is cut between words where one ends near', () => {
    expect(splitLongText('one two three', 9)).toEqual(['one two ', 'three']);
    expect(splitLongText(`${'x'.repeat(4000)} ${'y'.repeat(200)}`, 4096).map((part) => part.length)).toEqual([
      4001, 200,
    ]);
  });

  it('is cut between characters, not inside a family, a flag or an accent', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(splitLongText(`${'x'.repeat(5)}${family}`, 12)).toEqual(['xxxxx', family]);
    expect(splitLongText(`xxx🇩🇪`, 5)).toEqual(['xxx', '🇩🇪']);
    expect(splitLongText('xxxe\u0301', 4)).toEqual(['xxx', 'e\u0301']);
    // Longer than a part altogether: then between code points.
    expect(splitLongText(family, 4)).toEqual(['👨‍', '👩‍', '👧‍', '👦']);
  });

  it('#115 loses nothing, fits, and never halves a surrogate pair', () => {
    const units = fc.string({ unit: 'grapheme', maxLength: 300 });
    const wild = fc.array(fc.oneof(units, fc.constant('👨‍👩‍👧‍👦'), fc.constant(' '), fc.constant('🇩🇪')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(wild, fc.integer({ min: 2, max: 400 }), (pieces, most) => {
        const text = pieces.join('');
        const parts = splitLongText(text, most);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.length <= most)).toBe(true);
        expect(parts.slice(0, -1).some((part) => tail.test(part))).toBe(false);
        expect(parts.slice(1).some((part) => head.test(part))).toBe(false);
      }),
    );
  });
});
