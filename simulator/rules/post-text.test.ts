import { describe, expect, it } from 'vitest';
import { namesIn, repostText, weighText } from './post-text.ts';

describe('the weight of a post', () => {
  it('is one for a Latin letter, two for others and for an emoji, 23 for a link', () => {
    expect(weighText('a'.repeat(280))).toBe(280);
    expect(weighText('é’—')).toBe(3);
    expect(weighText('…')).toBe(2);
    expect(weighText('e\u0301')).toBe(1);
    expect(weighText('中文')).toBe(4);
    expect(weighText('👍')).toBe(2);
    expect(weighText('👨‍👩‍👧‍👦')).toBe(2);
    expect(weighText('🇩🇪')).toBe(2);
    expect(weighText('1️⃣')).toBe(2);
    expect(weighText('https://example.com/a/very/long/address?with=parameters')).toBe(23);
    expect(weighText('see http://a.co.')).toBe(4 + 23 + 1);
  });
});

describe('names in a text', () => {
  it('are found with their marks away', () => {
    expect(namesIn('@ann, ask @Bob_1! not a@b.example')).toEqual(['ann', 'Bob_1']);
  });
});

describe('the text of a repost', () => {
  it('is cut at 140 characters, never inside one', () => {
    expect(repostText('ann', 'short')).toBe('RT @ann: short');
    const cut = repostText('ann', '👍'.repeat(200));
    expect([Array.from(cut).length, cut.isWellFormed(), cut.endsWith('👍…')]).toEqual([140, true, true]);
  });
});
