/** Every row of a table has this height: so its place follows from its number. */
export const ROW_PX = 32;
/** Browsers draw nothing right below some ten million; a longer table moves its rows as it scrolls. A multiple of a row. */
export const MOST_PX = 6_400_000;
const OVERSCAN = 8;
const NEAR_PX = 20_000;

/** Where a table with a number of rows stands. */
export interface Place {
  /** How far it is scrolled, as the browser has it. */
  readonly topPx: number;
  /** How much further down its rows are than the browser knows. A multiple of a row. */
  readonly shiftPx: number;
}
export const START: Place = { topPx: 0, shiftPx: 0 };

interface Table {
  readonly total: number;
  /** Height of what is seen of the rows. */
  readonly viewPx: number;
}

/** What the browser is told that all rows are high. */
export const heightOf = (total: number): number => Math.min(total * ROW_PX, MOST_PX);

/**
 * Where the table stands after the browser scrolled. A step of up to a screen moves rows as far as the wheel says; a
 * longer one goes to that share of all rows.
 */
export function scrolled({ total, viewPx }: Table, before: Place, topPx: number): Place {
  const [allPx, heightPx] = [total * ROW_PX, heightOf(total)];
  if (allPx <= heightPx) return { topPx, shiftPx: 0 };
  const isEdge = topPx <= 0 || topPx >= heightPx - viewPx - 1;
  const isStep = Math.abs(topPx - before.topPx) <= viewPx;
  if (!isStep) {
    const wantedPx = (topPx * (allPx - viewPx)) / (heightPx - viewPx);
    return { topPx, shiftPx: shiftOf({ total, viewPx }, wantedPx, topPx) };
  }
  const realPx = Math.min(allPx - viewPx, Math.max(0, topPx + before.shiftPx));
  // At an end of what the browser has while there are rows left: the table is put where they are.
  return isEdge ? placeOf({ total, viewPx }, realPx) : { topPx, shiftPx: before.shiftPx };
}

/** Where the table stands when this row is the first one seen. */
export function placeOfRow(table: Table, row: number): Place {
  return placeOf(table, row * ROW_PX);
}

function placeOf({ total, viewPx }: Table, wantedPx: number): Place {
  const [allPx, heightPx] = [total * ROW_PX, heightOf(total)];
  const realPx = Math.max(0, Math.min(wantedPx, allPx - viewPx));
  if (allPx <= heightPx) return { topPx: realPx, shiftPx: 0 };
  const sharePx = (realPx * (heightPx - viewPx)) / (allPx - viewPx);
  const shiftPx = shiftOf({ total, viewPx }, realPx, sharePx);
  return { topPx: realPx - shiftPx, shiftPx };
}

/** The multiple of a row that brings the rows at `realPx` to about `topPx`, where the browser can scroll to. */
function shiftOf({ total, viewPx }: Table, realPx: number, topPx: number): number {
  const least = Math.ceil((realPx - (heightOf(total) - viewPx)) / ROW_PX);
  const most = Math.min(total - heightOf(total) / ROW_PX, Math.floor(realPx / ROW_PX));
  const lastPx = total * ROW_PX - viewPx;
  // Near an end there is all the way to it.
  const whole =
    realPx < NEAR_PX ? 0 : realPx > lastPx - NEAR_PX ? most : Math.round((realPx - topPx) / ROW_PX);
  return Math.min(most, Math.max(0, least, whole)) * ROW_PX;
}

/** The rows that are drawn. */
export interface RowWindow {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  /** Empty space above and below them. */
  readonly abovePx: number;
  readonly belowPx: number;
}

export function windowOf({ total, viewPx }: Table, { topPx, shiftPx }: Place): RowWindow {
  const heightPx = heightOf(total);
  const seen = Math.floor((topPx + shiftPx) / ROW_PX);
  const from = Math.max(shiftPx / ROW_PX, Math.min(seen - OVERSCAN, total));
  const last = Math.ceil((topPx + shiftPx + viewPx) / ROW_PX) + OVERSCAN;
  const to = Math.max(from, Math.min(last, total, (heightPx + shiftPx) / ROW_PX));
  const abovePx = from * ROW_PX - shiftPx;
  return { from, to, abovePx, belowPx: Math.max(0, heightPx - abovePx - (to - from) * ROW_PX) };
}

const CHARACTER_PX = 7.6;
const SPARE_PX = 28;
const [LEAST_PX, WIDEST_PX] = [72, 360];

/** Widths of columns, so that they stay while other rows come: as wide as their names and the longest of some values. */
export function widthsOf(
  names: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): number[] {
  return names.map((name, at) => {
    const longest = rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), name.length);
    return Math.round(Math.min(WIDEST_PX, Math.max(LEAST_PX, longest * CHARACTER_PX + SPARE_PX)));
  });
}
