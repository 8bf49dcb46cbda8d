import type { ColumnFigures, ColumnTypeName } from '../../contract/api/index.ts';
import { statisticsTexts as texts } from '../texts/statistics.ts';

const DAY_MS = 86_400_000;
const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
const small = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const extreme = new Intl.NumberFormat(undefined, { notation: 'scientific', maximumSignificantDigits: 5 });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

export const isTime = (type: ColumnTypeName): boolean => type === 'DATE' || type === 'DATETIME';

/** A number as people read it: short, but never nothing for something. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.0001 || size >= 1e15)) return extreme.format(value);
  return size < 1 ? small.format(value) : plain.format(value);
}

/** A value of a column, as its statistics have it. */
export function formatValue(type: ColumnTypeName, text: string): string {
  if (isTime(type)) {
    const at = new Date(text);
    return (type === 'DATE' ? days : times).format(at);
  }
  return /^-?\d+$/.test(text) ? plain.format(BigInt(text)) : formatNumber(Number(text));
}

/** What is in a bar: `7`, `1 to 3`, a day, several days. */
export function formatBin(type: ColumnTypeName, { from, to }: ColumnFigures['bins'][number]): string {
  if (isTime(type)) return formatSpan(new Date(from), new Date(to));
  if (type === 'LONG' && Number.isSafeInteger(Number(from)) && Number.isSafeInteger(Number(to))) {
    // The end is not in it.
    const last = Number(to) - 1;
    return Number(from) === last
      ? plain.format(last)
      : texts.range(plain.format(Number(from)), plain.format(last));
  }
  return from === to ? formatValue(type, from) : texts.range(formatValue(type, from), formatValue(type, to));
}

function formatSpan(from: Date, to: Date): string {
  const isWhole = from.getTime() % DAY_MS === 0 && to.getTime() % DAY_MS === 0;
  if (!isWhole) return times.formatRange(from, to);
  return days.formatRange(from, new Date(to.getTime() - DAY_MS));
}

/** A standard deviation; of dates and times in the unit that fits. */
export function formatDeviation(type: ColumnTypeName, deviation: number): string {
  if (!isTime(type)) return formatNumber(deviation);
  if (deviation >= 86_400) return texts.days(plain.format(deviation / 86_400));
  if (deviation >= 3_600) return texts.hours(plain.format(deviation / 3_600));
  if (deviation >= 60) return texts.minutes(plain.format(deviation / 60));
  return texts.seconds(plain.format(deviation));
}
