import type { ColumnFigures, ColumnStatistics, ColumnTexts } from '../../../contract/api/index.ts';
import type { DuckRows } from '../../duck/index.ts';
import type { Column, ColumnType } from '../columns.ts';
import type { Bins } from './bins.ts';

/** What the first look at a column brings. */
export interface FirstLook {
  /** How many there are, null not among them. */
  readonly values: number;
  /** How many different ones, about. */
  readonly rough: number;
  /** Of numbers, dates and times: how many the figures are made of. */
  readonly fit?: number;
  readonly least?: number | null;
  readonly most?: number | null;
  readonly leastText?: string | null;
  readonly mostText?: string | null;
  /** Of texts. */
  readonly empty?: number;
  readonly shortest?: number | null;
  readonly longest?: number | null;
  readonly average?: number | null;
}

/** What is asked of a column of numbers, dates or times at the second look. */
export interface Plan {
  readonly least: number;
  readonly most: number;
  /** What values are divided by. */
  readonly scale: number;
  readonly bins: Bins;
  /** For exact quartiles. */
  readonly sorts: boolean;
}

/** What it brings; values are divided by the scale. */
export interface Spread {
  readonly average: number;
  readonly deviation: number | null;
  readonly quarters: readonly [number, number, number];
  /** Null: there were too many to be told apart. */
  readonly distinct: number | null;
  /** Rows by the number of the bin. */
  readonly bins: Readonly<Record<string, number>>;
}

export interface SecondLook {
  readonly plan: Plan | undefined;
  readonly spread: Spread | undefined;
  /** Rows of: how many different texts there are, one that comes most, how often. */
  readonly frequent: DuckRows | undefined;
}

export function presentColumn(
  { name, type }: Column,
  rows: number,
  first: FirstLook,
  { plan, spread, frequent }: SecondLook,
): ColumnStatistics {
  const { values, rough } = first;
  const exact = values === 0 ? 0 : (spread?.distinct ?? frequent?.rows[0]?.[0] ?? null);
  return {
    name,
    type,
    nulls: rows - values,
    distinct: exact === null ? Math.min(rough, values) : Number(exact),
    distinctIsRough: exact === null,
    figures: plan && spread ? figuresOf(type, first, plan, spread) : null,
    texts: type === 'STRING' && values > 0 ? textsOf(first, frequent) : null,
  };
}

function figuresOf(type: ColumnType, first: FirstLook, plan: Plan, spread: Spread): ColumnFigures {
  const { scale, bins, sorts } = plan;
  const text = (value: number) => textOf(type, value);
  const [lower, middle, upper] = spread.quarters;
  const deviation = spread.deviation === null ? null : spread.deviation * scale;
  // 64-bit numbers and decimals are more exact than a number of ours.
  const isExact = type === 'LONG' || type === 'DECIMAL';
  return {
    least: isExact ? trimZeros(first.leastText ?? '') : text(plan.least),
    most: isExact ? trimZeros(first.mostText ?? '') : text(plan.most),
    average: text(spread.average * scale),
    lowerQuartile: text(lower * scale),
    median: text(middle * scale),
    upperQuartile: text(upper * scale),
    quartilesAreRough: !sorts,
    deviation: deviation !== null && Number.isFinite(deviation) ? deviation : null,
    leftOut: first.values - (first.fit ?? 0),
    bins: bins.edges.slice(0, -1).map((edge, at) => ({
      from: text(edge),
      to: text(bins.edges[at + 1] ?? edge),
      rows: spread.bins[String(at)] ?? 0,
    })),
  };
}

const textsOf = (first: FirstLook, frequent: DuckRows | undefined): ColumnTexts => ({
  empty: first.empty ?? 0,
  shortest: first.shortest ?? 0,
  longest: first.longest ?? 0,
  average: first.average ?? 0,
  frequent:
    frequent?.rows.flatMap(([, value, count]) =>
      value === null || value === undefined ? [] : [{ value: String(value), rows: Number(count) }],
    ) ?? null,
});

function textOf(type: ColumnType, value: number): string {
  if (type !== 'DATE' && type !== 'DATETIME') return String(value);
  const moment = new Date(Math.round(value * 1_000)).toISOString();
  return type === 'DATE' ? moment.replace(/T.*$/, '') : moment;
}

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
