import { expect, test } from 'vitest';
import { cutText, safeHref } from './rich-text.ts';

test('entities become links with what X wants shown', () => {
  const text = 'Look https://t.co/abc now';
  expect(
    cutText(text, [
      { kind: 'url', start: 5, end: 21, href: 'https://example.com/a', display: 'example.com/a' },
    ]),
  ).toEqual([
    { kind: 'text', text: 'Look ' },
    { kind: 'link', what: 'url', text: 'example.com/a', href: 'https://example.com/a' },
    { kind: 'text', text: ' now' },
  ]);
});

test('only http and https may be opened', () => {
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    ' javascript:x',
    '',
    null,
  ]) {
    expect(safeHref(bad)).toBeUndefined();
  }
  const text = 'click me';
  expect(
    cutText(text, [{ kind: 'url', start: 0, end: 5, href: 'javascript:alert(1)', display: null }]),
  ).toEqual([{ kind: 'text', text }]);
});

test('entities that lie outside the text or overlap lose nothing of the text', () => {
  const text = 'hi @rook';
  const cut = cutText(text, [
    { kind: 'mention', start: 3, end: 8, href: 'https://x.com/rook', display: null },
    { kind: 'mention', start: 4, end: 6, href: 'https://x.com/o', display: null },
    { kind: 'url', start: 2, end: 900, href: 'https://x.com/', display: null },
  ]);
  expect(cut.map((segment) => segment.text).join('')).toBe(text);
});

test('bare links are found, without the punctuation of the sentence', () => {
  expect(cutText('see https://example.com/a_(b). Bye')).toEqual([
    { kind: 'text', text: 'see ' },
    { kind: 'link', what: 'url', text: 'https://example.com/a_(b)', href: 'https://example.com/a_(b)' },
    { kind: 'text', text: '. Bye' },
  ]);
});
