import { describe, expect, it } from 'vitest';
import { readRange } from './range.ts';

describe('a byte range', () => {
  it('is read in its three forms', () => {
    expect(readRange('bytes=0-9', 100)).toEqual({ start: 0, end: 9 });
    expect(readRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 });
    expect(readRange('bytes=-5', 100)).toEqual({ start: 95, end: 99 });
    expect(readRange('bytes=50-900', 100)).toEqual({ start: 50, end: 99 });
  });

  it('outside the file cannot be had; one that is not understood means the whole file', () => {
    expect(readRange('bytes=100-', 100)).toBeNull();
    expect(readRange('bytes=-0', 100)).toBeNull();
    for (const odd of [undefined, 'bytes=', 'bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2']) {
      expect(readRange(odd, 100)).toBeUndefined();
    }
  });
});
