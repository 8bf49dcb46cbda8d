import type { ColumnType } from '../columns.ts';

const MOST_BINS = 20;
const DAY = 86_400;
const WEEK = 7 * DAY;
/** Monday, 5 January 1970: weeks begin there. */
const MONDAY = 4 * DAY;
const STEPS = [1, 10, 60, 300, 900, 3_600, 10_800, 21_600, DAY, 2 * DAY, WEEK];
/** The last one takes the years 1 to 9999 in 20. */
const MONTH_STEPS = [1, 3, 12, 60, 120, 600, 1_200, 6_000];

/** Equal bins over the values of a column. */
export interface Bins {
  /** The number of the bin of a value, as SQL. */
  readonly sql: string;
  /** Where each begins, and where the last ends: a number, or seconds since 1970. */
  readonly edges: readonly number[];
}

/**
 * At most 20 bins from the least value to the most: as wide as whole numbers, minutes, days or months are, where the
 * type has such.
 * @param value SQL of the value as a number, of dates and times in seconds since 1970
 * @param column SQL of the column
 */
export function planBins(type: ColumnType, value: string, column: string, least: number, most: number): Bins {
  switch (type) {
    case 'DATE':
      return binTimes(DAY, value, column, least, most);
    case 'DATETIME':
      return binTimes(1, value, column, least, most);
    case 'LONG':
      if (Number.isSafeInteger(least) && Number.isSafeInteger(most - least + 1)) {
        return binWhole(value, least, most);
      }
      return binFractions(value, least, most);
    default:
      return binFractions(value, least, most);
  }
}

function binWhole(value: string, least: number, most: number): Bins {
  const span = most - least + 1;
  const width = Math.ceil(span / MOST_BINS);
  const count = Math.ceil(span / width);
  const sql = `floor((${value} - ${numeral(least)}) / ${width})::int`;
  return { sql, edges: edgesOf(count, (at) => least + at * width) };
}

function binFractions(value: string, least: number, most: number): Bins {
  // Divided first: the difference may be more than a number can be.
  const width = most / MOST_BINS - least / MOST_BINS;
  if (!(width > 0)) return { sql: '0', edges: [least, most] };
  const sql = `least(${MOST_BINS - 1}, floor((${value} - ${numeral(least)}) / ${numeral(width)}))::int`;
  return { sql, edges: edgesOf(MOST_BINS, (at) => (at === MOST_BINS ? most : least + at * width)) };
}

function binTimes(finest: number, value: string, column: string, least: number, most: number): Bins {
  for (const step of STEPS.filter((one) => one >= finest)) {
    const from = step === WEEK ? MONDAY : 0;
    const [first, last] = [Math.floor((least - from) / step), Math.floor((most - from) / step)];
    if (last - first >= MOST_BINS) continue;
    return {
      sql: `(floor((${value} - ${from}) / ${step}) - ${numeral(first)})::int`,
      edges: edgesOf(last - first + 1, (at) => from + (first + at) * step),
    };
  }
  const fits = (step: number) =>
    Math.floor(monthOf(most) / step) - Math.floor(monthOf(least) / step) < MOST_BINS;
  const step = MONTH_STEPS.find(fits) ?? 6_000;
  const [first, last] = [Math.floor(monthOf(least) / step), Math.floor(monthOf(most) / step)];
  return {
    sql: `((year(${column}) * 12 + month(${column}) - 1) // ${step} - ${first})::int`,
    edges: edgesOf(last - first + 1, (at) => startOfMonth((first + at) * step)),
  };
}

const edgesOf = (count: number, edge: (at: number) => number) =>
  Array.from({ length: count + 1 }, (_, at) => edge(at));

/** Months since the year 0. */
function monthOf(seconds: number): number {
  const day = new Date(seconds * 1_000);
  return day.getUTCFullYear() * 12 + day.getUTCMonth();
}

function startOfMonth(month: number): number {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1) / 1_000;
}

/** A number in SQL, exactly. */
export const numeral = (value: number): string => `'${value}'::double`;
