import { describe, expect, it } from 'vitest';
import { readVideo } from './video.ts';

const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

const movieHeader = (version: 0 | 1, unitsPerSecond: number, units: number): Buffer => {
  const content = Buffer.alloc(version === 1 ? 112 : 100);
  content[0] = version;
  content.writeUInt32BE(unitsPerSecond, version === 1 ? 20 : 12);
  if (version === 1) content.writeBigUInt64BE(BigInt(units), 24);
  else content.writeUInt32BE(units, 16);
  return box('mvhd', content);
};

const track = (width: number, height: number): Buffer => {
  const content = Buffer.alloc(84);
  content.writeUInt16BE(width, 76);
  content.writeUInt16BE(height, 80);
  return box('trak', box('tkhd', content));
};

const start = box('ftyp', Buffer.from('isom0000'));

describe('what a video says of itself', () => {
  it('is read from its movie header and its first picture, past sound and data', () => {
    const file = Buffer.concat([
      start,
      box('mdat', Buffer.alloc(50)),
      box('moov', movieHeader(0, 600, 1500), track(0, 0), track(64, 48)),
    ]);
    expect(readVideo(file)).toEqual({ width: 64, height: 48, durationMs: 2500 });
  });

  it('is read from headers that count in 64 bits', () => {
    const file = Buffer.concat([start, box('moov', movieHeader(1, 90_000, 90_000 * 140), track(1920, 1080))]);
    expect(readVideo(file)).toEqual({ width: 1920, height: 1080, durationMs: 140_000 });
  });

  it('is nothing without a movie, without a picture, and of what is cut off anywhere', () => {
    const whole = Buffer.concat([start, box('moov', movieHeader(0, 600, 600), track(64, 48))]);
    expect(readVideo(start)).toBeUndefined();
    expect(readVideo(Buffer.concat([start, box('moov', movieHeader(0, 1, 1), track(0, 0))]))).toBeUndefined();
    for (let length = 0; length < whole.length; length += 1)
      expect(readVideo(whole.subarray(0, length))).toBeUndefined();
  });

  it('does not loop on boxes that claim no size or a wrong one', () => {
    const odd = Buffer.concat([start, box('moov', movieHeader(0, 600, 600), track(64, 48))]);
    for (const size of [0, 1, 7, 0xffffffff]) {
      const broken = Buffer.from(odd);
      broken.writeUInt32BE(size, 0);
      expect(readVideo(broken)).toBeUndefined();
    }
  });
});
