import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prettyJson } from './pretty-json.ts';

it('lays out every JSON as the language itself does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, 4), (value, space) => {
      // Minus zero is written as zero.
      const text = JSON.stringify(value, null, space);
      expect(prettyJson(text).pretty).toBe(
        typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text,
      );
    }),
  );
});

it('keeps digits that a number would lose', () => {
  expect(prettyJson('{"id":1234567890123456789}').pretty).toBe('{\n  "id": 1234567890123456789\n}');
});

it('leaves other text as it is', () => {
  expect(prettyJson('oauth_token=1&x={')).toEqual({ pretty: 'oauth_token=1&x={', isJson: false });
  expect(prettyJson('{"cut":').isJson).toBe(false);
});
