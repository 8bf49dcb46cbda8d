import { expect, it } from 'vitest';
import { addPosts, readPostIds } from './post-ids.ts';

it('reads ids and addresses in any mixture, each once', () => {
  const pasted = `1850000000000000001, https://x.com/birdshop/status/1850000000000000002?s=20
    twitter.com/i/web/status/3;mobile.twitter.com/birdshop/status/4/photo/1 1850000000000000001`;
  expect(readPostIds(pasted)).toEqual({
    ids: ['1850000000000000001', '1850000000000000002', '3', '4'],
    wrong: [],
  });
});

it('names what is neither', () => {
  expect(
    readPostIds('12 https://x.com/birdshop https://evil.example/x.com/a/status/5 12345678901234567890'),
  ).toEqual({
    ids: ['12'],
    wrong: ['https://x.com/birdshop', 'https://evil.example/x.com/a/status/5', '12345678901234567890'],
  });
});

it('refuses the one that is too many, and those that are there already take no room', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => String(at));
  expect(addPosts(hundred.slice(0, 99), ['98', '99', '100'], 100)).toEqual({ chosen: hundred, leftOut: 1 });
  expect(addPosts(hundred, ['5'], 100).leftOut).toBe(0);
});
