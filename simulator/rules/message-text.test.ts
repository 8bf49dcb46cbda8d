import { describe, expect, it } from 'vitest';
import { countCharacters, findEntities, linkText } from './message-text.ts';

describe('the text of a message', () => {
  it('has its links shortened, with positions in code points', () => {
    const { text, urls } = linkText('👍 see https://example.com/a?b=1, ok');
    const [url] = urls ?? [];
    expect(text).toMatch(/^👍 see https:\/\/t\.co\/\w{10}, ok$/u);
    expect(url).toMatchObject({
      start: 6,
      end: 29,
      expandedUrl: 'https://example.com/a?b=1',
      displayUrl: 'example.com/a?b=1',
    });
  });

  it('refers to the posts that it links to', () => {
    expect(
      linkText('https://x.com/a/status/12 https://twitter.com/b/status/34?s=20').referencedPostIds,
    ).toEqual(['12', '34']);
    expect(linkText('https://example.com/status/12').referencedPostIds).toBeUndefined();
  });

  it('has hashtags, cashtags and mentions', () => {
    const found = findEntities('👍 #día $TWTR @ann a@b.example #1');
    expect(found.hashtags).toEqual([{ start: 2, end: 6, text: 'día' }]);
    expect(found.cashtags).toEqual([{ start: 7, end: 12, text: 'TWTR' }]);
    expect(found.mentions).toEqual([{ start: 13, end: 17, text: 'ann' }]);
  });

  it('is counted in code points', () => {
    expect(countCharacters('a👍中')).toBe(3);
  });
});
