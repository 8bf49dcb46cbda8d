import type { DataChartSpec } from '../../../contract/api/index.ts';
import { quoteName, quoteText } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import { columnOf, filterSql, filterWrong } from '../filter/filter.ts';
import { measureName, measureSql } from '../filter/measure.ts';

/** The name under which a chart's statement knows its DataSet. */
export const TABLE = 'data';

export interface ChartSql {
  readonly sql: string;
  /** Rows that are wanted; the statement brings one more where there is one. */
  readonly most: number;
  /** They come newest first, and are to be turned round. */
  readonly turned: boolean;
}

/**
 * A chart as one SELECT over its DataSet: the group, then the measures. Pure.
 * @throws AppError dataset_filter_wrong with `details.field`
 */
export function chartSql(columns: readonly Column[], spec: DataChartSpec, now: Date): ChartSql {
  const { kind, measures, groupBy, filter, most } = spec;
  const where = filterSql(columns, filter, now);
  const grouped = kind === 'number' ? null : groupBy;
  if (grouped === null && (kind === 'line' || kind === 'bar')) {
    throw filterWrong('Choose the column along the axis.', 'groupBy');
  }
  const taken = new Set<string>(grouped === null ? [] : [grouped.toLowerCase()]);
  const list = measures.map((measure, at) => {
    const call = measureSql(columns, measure, `measures.${at}`);
    return `${call} as ${quoteName(ownName(measureName(measure), taken))}`;
  });
  const from = `from ${quoteName(TABLE)} where ${where}`;
  if (grouped === null) return { sql: `select ${list.join(', ')} ${from}`, most: 1, turned: false };
  const column = columnOf(columns, grouped, 'groupBy');
  const isTime = column.type === 'DATE' || column.type === 'DATETIME';
  const group = `${groupSql(column, spec)} as ${quoteName(grouped)}`;
  const byMost = spec.order === 'most' && kind !== 'line';
  // Of more times than are shown the newest are shown, in their order.
  const turned = isTime && !byMost;
  const order = byMost ? '2 desc nulls last, 1' : turned ? '1 desc nulls last' : '1 nulls last';
  const sql = `select ${[group, ...list].join(', ')} ${from} group by 1 order by ${order} limit ${most + 1}`;
  return { sql, most, turned };
}

function groupSql({ name, type }: Column, { grain }: DataChartSpec): string {
  const cell = quoteName(name);
  if (grain === null) return cell;
  if (type !== 'DATE' && type !== 'DATETIME') {
    throw filterWrong(`“${name}” is no column of dates: it has no ${grain}s.`, 'grain');
  }
  if (grain === 'hour') {
    if (type === 'DATE') throw filterWrong(`“${name}” has dates without hours.`, 'grain');
    return `date_trunc('hour', ${cell})`;
  }
  return `date_trunc(${quoteText(grain)}, ${cell})::date`;
}

/** SQL does not tell names apart by their case. */
function ownName(name: string, taken: Set<string>): string {
  let own = name;
  for (let n = 2; taken.has(own.toLowerCase()); n += 1) own = `${name} (${n})`;
  taken.add(own.toLowerCase());
  return own;
}
