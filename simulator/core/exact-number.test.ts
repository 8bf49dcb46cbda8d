import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNumber, parseExactly } from './exact-number.ts';

describe('numbers of nineteen digits', () => {
  it('are written with every digit', () => {
    expect(JSON.stringify({ id: exactNumber('1582103724607971329'), id_str: '1582103724607971329' })).toBe(
      '{"id":1582103724607971329,"id_str":"1582103724607971329"}',
    );
  });

  it('are read as the digits that were sent, whoever wrote them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), (id) => {
        expect(parseExactly(`{"a":{"id":${id}},"b":[${id}],"c":"${id}"}`)).toEqual({
          a: { id: String(id) },
          b: [String(id)],
          c: String(id),
        });
      }),
    );
  });

  it('leave everything else as JSON has it', () => {
    const differs = fc.check(
      fc.property(fc.jsonValue(), (value) => {
        const inside = JSON.stringify(value);
        // Whole numbers beyond 2^53 are what is read differently.
        fc.pre(!/(?<![."\d])\d{16,}/.test(inside));
        const text = `{"value":${inside},"filler":"0000000000000000"}`;
        return JSON.stringify(parseExactly(text)) === JSON.stringify(JSON.parse(text));
      }),
    );
    expect(differs.counterexample).toBeNull();
    expect(differs.numRuns).toBeGreaterThan(50);
  });
});
