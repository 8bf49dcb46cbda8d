import { expect, test } from 'vitest';
import { challengeOf, pkcePair } from './oauth2.ts';

test('makes the challenge of RFC 7636 appendix B', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  expect(pkcePair().verifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
