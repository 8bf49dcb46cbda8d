import type { Measure } from '../../contract/api/measures.ts';

const count = new Intl.NumberFormat();
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const score = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** A number as people read it: `1,204`, `93.5 %`, `4 min 12 s`; a dash where there is nothing to measure. */
export function formatMeasure(unit: Measure['unit'], value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  switch (unit) {
    case 'count':
      return count.format(value);
    case 'share':
      return share.format(value);
    case 'score':
      return score.format(value);
    case 'time':
      return formatLength(value);
  }
}

/** A length of time by its two largest units. */
export function formatLength(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, 'min', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return both(hours, 'h', minutes % 60, 'min');
  return both(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function both(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** How far a number moved, as a share of what it was; nothing where that cannot be said. */
export function changeOf(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || !before) return null;
  return (now - before) / before;
}

/** `+12 %`, `−3 %`, `±0 %`. */
export function formatChange(change: number): string {
  const rounded = Math.round(change * 100);
  if (rounded === 0) return '±0 %';
  return `${rounded > 0 ? '+' : '−'}${count.format(Math.abs(rounded))} %`;
}
