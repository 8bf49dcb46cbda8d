import { describe, expect, it } from 'vitest';
import { sameText } from './same-text.ts';

describe('a text that X shows', () => {
  it('is ours when X trimmed it, escaped it or normalised it', () => {
    expect(sameText('  a < b & c \r\n', 'a &lt; b &amp; c')).toBe(true);
    expect(sameText('caf\u00e9', 'cafe\u0301')).toBe(true);
  });

  it('is ours when X shortened its links, listed or not', () => {
    const came = 'see https://t.co/abc now';
    expect(
      sameText('see https://example.com/a now', came, {
        links: [{ url: 'https://t.co/abc', expandedUrl: 'https://example.com/a' }],
      }),
    ).toBe(true);
    expect(sameText('see example.com/a now', came)).toBe(true);
  });

  it('is ours when X added a link for the attachment', () => {
    expect(sameText('here', 'here https://t.co/xyz', { media: true })).toBe(true);
    expect(sameText('', 'https://t.co/xyz', { media: true })).toBe(true);
    expect(sameText('here', 'here https://t.co/xyz')).toBe(false);
  });

  it('is another one when a word differs', () => {
    expect(sameText('yes', 'yes!')).toBe(false);
    expect(sameText('see example.com', 'look https://t.co/abc')).toBe(false);
  });
});
