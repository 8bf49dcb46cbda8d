import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, seal } from './secretbox.ts';

// The vector of NaCl's own tests: https://nacl.cr.yp.to/secretbox.html (tests/secretbox.c).
const key = Buffer.from('1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389', 'hex');
const nonce = Buffer.from('69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37', 'hex');
const plain = Buffer.from(
  'be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705',
  'hex',
);
const sealed =
  'f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5';

describe('XSalsa20-Poly1305', () => {
  it('gives the published ciphertext', () => {
    expect(seal(key, plain, nonce).subarray(24).toString('hex')).toBe(sealed);
  });

  it('opens what it sealed, whatever its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const message = Buffer.from(bytes);
        expect(open(key, seal(key, message))?.equals(message)).toBe(true);
      }),
    );
  });

  it('opens nothing that was changed by a bit, cut, or sealed with another key', () => {
    const good = seal(key, Buffer.from('attack at dawn'));
    fc.assert(
      fc.property(fc.nat(good.length * 8 - 1), (bit) => {
        const bad = Buffer.from(good);
        bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(open(key, bad)).toBeUndefined();
      }),
    );
    for (let length = 0; length < good.length; length++)
      expect(open(key, good.subarray(0, length))).toBeUndefined();
    expect(open(randomBytes(32), good)).toBeUndefined();
  });
});
