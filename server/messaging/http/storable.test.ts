import { expect, it } from 'vitest';
import { readStorableJson, storableText } from './storable.ts';

it.each([
  ['leaves out NUL', { text: 'a\0b', list: ['\0'], 'k\0ey': 1 }, { text: 'ab', list: [''], key: 1 }],
  ['mends halves of pairs', { high: 'a\ud83d', low: '\ude00b' }, { high: 'a\ufffd', low: '\ufffdb' }],
  ['mends two halves in the wrong order', ['\ude00\ud83d'], ['\ufffd\ufffd']],
  ['leaves pairs as they are', ['\u{1f600}'], ['\u{1f600}']],
  ['leaves text that only looks like an escape', ['\\u0000', '\\\\ud83d'], ['\\u0000', '\\\\ud83d']],
])('%s', (_name, given, read) => {
  // Pairs as escapes, too: some writers write nothing but ASCII.
  const ascii = JSON.stringify(given).replace(
    /[\ud800-\udfff]/g,
    (half) => `\\u${half.charCodeAt(0).toString(16)}`,
  );
  for (const text of [JSON.stringify(given), ascii]) expect(readStorableJson(text)).toEqual(read);
});

it.each(['\\u0000{}', '{"a":"\\u000"}', '{"a":"\\ud83d'])('refuses what is no JSON: %s', (text) => {
  expect(() => readStorableJson(text)).toThrow(SyntaxError);
});

it('mends texts of forms', () => {
  expect(storableText('a\0b\ud83d')).toBe('ab\ufffd');
});

it('refuses what is nested deeper than anything that is said, and counts no brackets in texts', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(readStorableJson(nested(100))).toHaveLength(1);
  expect(() => readStorableJson(nested(101))).toThrow(SyntaxError);
  expect(() => readStorableJson(nested(50_000))).toThrow(SyntaxError);
  const many = JSON.stringify([`"${'['.repeat(500)}`, ...Array.from({ length: 300 }, () => [1])]);
  expect(readStorableJson(many)).toHaveLength(301);
});
