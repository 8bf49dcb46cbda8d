import { describe, expect, it } from 'vitest';
import { changeOf, formatChange, formatLength, formatMeasure } from './measure-format.ts';

describe('numbers of a report', () => {
  it('are lengths of time by their two largest units', () => {
    expect([400, 59_499, 60_000, 252_000, 3_600_000, 5_430_000, 200_000_000].map(formatLength)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '4 min 12 s',
      '1 h',
      '1 h 30 min',
      '2 d 7 h',
    ]);
  });

  it('are a dash where there is nothing to measure, and zero where there is', () => {
    expect([
      formatMeasure('time', null),
      formatMeasure('share', undefined),
      formatMeasure('count', 0),
    ]).toEqual(['–', '–', '0']);
  });

  it('say how they moved only where that can be said', () => {
    expect([changeOf(3, 2), changeOf(1, 0), changeOf(null, 4), changeOf(0, 4)]).toEqual([
      0.5,
      null,
      null,
      -1,
    ]);
    expect([0.5, -0.034, 0.004].map(formatChange)).toEqual(['+50 %', '−3 %', '±0 %']);
  });
});
