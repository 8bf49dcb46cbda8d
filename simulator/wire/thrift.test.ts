import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ThriftError,
  flagField,
  flagOf,
  i32Field,
  i64Field,
  makeStruct,
  numberOf,
  readStruct,
  structField,
  structOf,
  structsField,
  textField,
  textOf,
  textsField,
  textsOf,
} from './thrift.ts';

describe("Thrift's binary protocol", () => {
  it('writes a struct as X does', () => {
    // The head of `encoded_event` in https://docs.x.com/x-api/activity/event-payloads: field 1, a text of 19 bytes.
    const event = makeStruct(textField(1, '2080400825227100160'));
    expect(event.toString('base64')).toMatch(/^CwABAAAAEzIwODA0MDA4MjUyMjcxMDAxNj/);
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string()),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.boolean(),
        (text, texts, small, large, flag) => {
          const inner = makeStruct(textsField(7, texts), i64Field(8, large));
          const bytes = makeStruct(
            textField(1, text),
            textField(2, undefined),
            i32Field(3, small),
            flagField(4, flag),
            structField(5, inner),
            structsField(6, [inner, inner]),
          );
          const read = readStruct(bytes);
          const nested = structOf(read, 5) ?? new Map();
          expect([textOf(read, 1), textOf(read, 2), numberOf(read, 3), flagOf(read, 4)]).toEqual([
            text,
            undefined,
            small,
            flag,
          ]);
          expect(textsOf(nested, 7)).toEqual(texts);
          expect(numberOf(nested, 8)).toBe(large);
          expect(read.get(6)).toHaveLength(2);
        },
      ),
    );
  });

  it('refuses whatever is no struct, and never fails otherwise', () => {
    const whole = makeStruct(textField(1, 'abc'), structField(2, makeStruct(textsField(1, ['x']))));
    for (let length = 0; length < whole.length; length++)
      expect(() => readStruct(whole.subarray(0, length))).toThrow(ThriftError);
    expect(() => readStruct(Buffer.concat([whole, whole]))).toThrow(ThriftError);
    const fails = (bytes: Uint8Array) => {
      try {
        readStruct(Buffer.from(bytes));
        return true;
      } catch (error) {
        return error instanceof ThriftError;
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fails), { numRuns: 1000 });
  });

  it('stops at a nesting that no message has', () => {
    let struct = makeStruct();
    for (let depth = 0; depth < 100; depth++) struct = makeStruct(structField(1, struct));
    expect(() => readStruct(struct)).toThrow('nested too deeply');
  });
});
