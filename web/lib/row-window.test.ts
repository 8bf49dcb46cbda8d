import { describe, expect, it } from 'vitest';
import {
  heightOf,
  MOST_PX,
  type Place,
  placeOfRow,
  ROW_PX,
  scrolled,
  START,
  widthsOf,
  windowOf,
} from './row-window.ts';

const few = { total: 1_000, viewPx: 640 };
const many = { total: 1_000_000, viewPx: 640 };
const seenFirst = ({ topPx, shiftPx }: Place) => Math.floor((topPx + shiftPx) / ROW_PX);
/** What a browser draws: the window's rows fill the height that it is told, and cover what is seen. */
function isDrawn(table: typeof many, place: Place): boolean {
  const { from, to, abovePx, belowPx } = windowOf(table, place);
  const bottomPx = abovePx + (to - from) * ROW_PX;
  return (
    abovePx >= 0 &&
    bottomPx + belowPx === heightOf(table.total) &&
    abovePx <= place.topPx &&
    bottomPx >= Math.min(place.topPx + table.viewPx, heightOf(table.total)) &&
    to - from < 60
  );
}

describe('a short table', () => {
  it('is as high as its rows, and draws those that are seen', () => {
    expect(heightOf(1_000)).toBe(32_000);
    const place = scrolled(few, START, 16_000);
    expect(place).toEqual({ topPx: 16_000, shiftPx: 0 });
    expect(windowOf(few, place)).toMatchObject({ from: 492, to: 528 });
    expect(isDrawn(few, place)).toBe(true);
    expect(windowOf({ total: 3, viewPx: 640 }, START)).toEqual({ from: 0, to: 3, abovePx: 0, belowPx: 0 });
    expect(windowOf({ total: 0, viewPx: 640 }, START)).toEqual({ from: 0, to: 0, abovePx: 0, belowPx: 0 });
  });
});

describe('a table of a million rows', () => {
  it('is no higher than a browser can draw, and its ends are its first and last row', () => {
    expect(heightOf(many.total)).toBe(MOST_PX);
    expect(seenFirst(scrolled(many, START, 0))).toBe(0);
    const end = scrolled(many, START, MOST_PX - many.viewPx);
    expect(windowOf(many, end)).toMatchObject({ to: 1_000_000, belowPx: 0 });
    expect(seenFirst(end)).toBe(1_000_000 - 20);
  });

  it('goes to that share of all rows when the bar is drawn', () => {
    const half = scrolled(many, START, (MOST_PX - many.viewPx) / 2);
    expect(Math.abs(seenFirst(half) - 499_990)).toBeLessThan(2);
    expect(isDrawn(many, half)).toBe(true);
  });

  it('moves as far as the wheel says from where it is', () => {
    let place = scrolled(many, START, 3_000_000);
    const first = seenFirst(place);
    for (let n = 0; n < 50; n += 1) place = scrolled(many, place, place.topPx + 320);
    expect(seenFirst(place)).toBe(first + 500);
    expect(isDrawn(many, place)).toBe(true);
  });

  it('reaches its first row by the wheel, whatever the bar says', () => {
    let place = placeOfRow(many, 200);
    expect(seenFirst(place)).toBe(200);
    for (let n = 0; n < 60 && place.topPx + place.shiftPx > 0; n += 1) {
      const before = seenFirst(place);
      place = scrolled(many, place, Math.max(0, place.topPx - 320));
      expect(before - seenFirst(place)).toBeLessThanOrEqual(11);
      expect(isDrawn(many, place)).toBe(true);
    }
    expect(place).toEqual({ topPx: 0, shiftPx: 0 });
  });

  it('reaches its last row by the wheel', () => {
    let place = placeOfRow(many, 999_800);
    const end = MOST_PX - many.viewPx;
    for (let n = 0; n < 60 && windowOf(many, place).to < many.total; n += 1) {
      place = scrolled(many, place, Math.min(end, place.topPx + 320));
      expect(isDrawn(many, place)).toBe(true);
    }
    expect(windowOf(many, place).to).toBe(1_000_000);
  });

  it('puts any row first that is asked for, but the last ones', () => {
    for (const row of [0, 1, 17, 12_345, 500_000, 999_000]) {
      const place = placeOfRow(many, row);
      expect(Math.abs(seenFirst(place) - row)).toBeLessThanOrEqual(1);
      const { from, to } = windowOf(many, place);
      expect(from <= row && row < to).toBe(true);
      expect(isDrawn(many, place)).toBe(true);
    }
    expect(windowOf(many, placeOfRow(many, 999_999)).to).toBe(1_000_000);
  });
});

it('columns are as wide as what stands in them, within bounds', () => {
  const [id, text, flag] = widthsOf(['id', 'a rather long name', 'flag'], [[1, 'x'.repeat(500), null]]);
  expect([id, text, flag]).toEqual([72, 360, 72]);
  expect(widthsOf(['twelve chars'], [])).toEqual([119]);
});
