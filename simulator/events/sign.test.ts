import { expect, it } from 'vitest';
import { answersChallenge, corrupt, sign } from './sign.ts';

it('signs as in the published example of HMAC-SHA256', () => {
  // RFC 4231, test case 2, in base64.
  const expected = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex');
  expect(sign('Jefe', 'what do ya want for nothing?')).toBe(`sha256=${expected.toString('base64')}`);
});

it('takes only the right answer to a challenge', () => {
  expect(answersChallenge('secret', 'token', sign('secret', 'token'))).toBe(true);
  for (const wrong of [sign('other', 'token'), sign('secret', 'token').slice(7), '', undefined, 7, {}])
    expect(answersChallenge('secret', 'token', wrong)).toBe(false);
});

it('spoils a signature without changing its form', () => {
  const right = sign('secret', 'body');
  expect(corrupt(right)).not.toBe(right);
  expect(corrupt(right)).toMatch(/^sha256=[A-Za-z0-9+/]{43}=$/);
});
