import type { DataChart, DataChartSpec, DatasetColumn, QueryView } from '../../contract/api/index.ts';
import { isFigureColumn, isTimeColumn, unfinished } from './data-filter.ts';

/** A chart as its form holds it. */
export interface ChartDraft {
  readonly title: string;
  readonly spec: DataChartSpec;
}

/** Counts rows: over time where there are times, else by the first texts, else as one number. */
export function newChart(columns: readonly DatasetColumn[]): ChartDraft {
  const time = columns.find(isTimeColumn);
  const group = time ?? columns.find(({ type }) => type === 'STRING');
  return {
    title: '',
    spec: {
      kind: time ? 'line' : group ? 'bar' : 'number',
      measures: [{ aggregate: 'rows', column: null }],
      groupBy: group?.name ?? null,
      grain: time ? 'day' : null,
      filter: [],
      order: time ? 'group' : 'most',
      most: 50,
    },
  };
}

export const chartOf = ({ title, spec }: DataChart): ChartDraft => ({ title, spec });

/** The same chart over another column: grains are of dates. */
export function withGroup(
  spec: DataChartSpec,
  groupBy: string | null,
  columns: readonly DatasetColumn[],
): DataChartSpec {
  const column = columns.find(({ name }) => name === groupBy);
  if (!column || !isTimeColumn(column)) return { ...spec, groupBy, grain: null };
  const grain = column.type === 'DATE' && spec.grain === 'hour' ? 'day' : (spec.grain ?? 'day');
  return { ...spec, groupBy, grain };
}

/** Another kind of picture: lines and bars need a column along the axis. */
export function withKind(
  spec: DataChartSpec,
  kind: DataChartSpec['kind'],
  columns: readonly DatasetColumn[],
): DataChartSpec {
  const needsGroup = (kind === 'line' || kind === 'bar') && spec.groupBy === null;
  const first = needsGroup ? (columns.find((one) => !isFigureColumn(one)) ?? columns[0]) : undefined;
  return withGroup({ ...spec, kind }, first?.name ?? spec.groupBy, columns);
}

/** How the rows of a chart are drawn: the first column along the axis, the others as values. */
export function viewOf(
  { kind, groupBy }: DataChartSpec,
  columns: readonly { readonly name: string }[],
): QueryView {
  const hasGroup = kind !== 'number' && groupBy !== null;
  const names = columns.map(({ name }) => name);
  return { kind, x: hasGroup ? (names[0] ?? null) : null, y: hasGroup ? names.slice(1) : names };
}

export function chartProblems(
  { title, spec }: ChartDraft,
  words: Readonly<Record<'title' | 'value' | 'column', string>>,
): Readonly<Record<string, string | undefined>> {
  const values = unfinished(spec.filter).map((at) => [`filter.${at}`, words.value] as const);
  const measures = spec.measures.flatMap(({ aggregate, column }, at) =>
    aggregate !== 'rows' && column === null ? [[`measures.${at}`, words.column] as const] : [],
  );
  return {
    title: title.trim() === '' ? words.title : undefined,
    ...Object.fromEntries([...values, ...measures]),
  };
}
