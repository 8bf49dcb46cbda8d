import type {
  DataAggregate,
  DataCondition,
  DataFilter,
  DataMeasure,
  DataOperator,
  DatasetColumn,
} from '../../contract/api/index.ts';

const ANY: readonly DataOperator[] = ['is', 'is_not'];
const EMPTY: readonly DataOperator[] = ['empty', 'filled'];
const COMPARED: readonly DataOperator[] = [...ANY, 'over', 'at_least', 'under', 'at_most'];

/** What a column can be asked, the most usual first. */
export function operatorsOf({ type }: DatasetColumn): readonly DataOperator[] {
  if (type === 'STRING') return [...ANY, 'contains', 'contains_not', 'starts', ...EMPTY];
  if (isTimeColumn({ type })) return [...COMPARED, 'last_days', ...EMPTY];
  return [...COMPARED, ...EMPTY];
}

export const needsValue = (operator: DataOperator): boolean => !EMPTY.includes(operator);

export const isTimeColumn = ({ type }: Pick<DatasetColumn, 'type'>): boolean =>
  type === 'DATE' || type === 'DATETIME';
export const isFigureColumn = ({ type }: Pick<DatasetColumn, 'type'>): boolean =>
  type === 'LONG' || type === 'DOUBLE' || type === 'DECIMAL';

/** The condition of another column: what it cannot be asked becomes what it can. */
export function withColumn(condition: DataCondition, column: DatasetColumn): DataCondition {
  const operators = operatorsOf(column);
  const operator = operators.includes(condition.operator) ? condition.operator : (operators[0] ?? 'is');
  return { ...condition, column: column.name, operator };
}

/** Where a filter is not finished: by the number of the condition. */
export function unfinished(filter: DataFilter): number[] {
  return filter.flatMap(({ operator, value }, at) =>
    needsValue(operator) && value.trim() === '' ? [at] : [],
  );
}

/** Columns that an aggregate can be of. */
export function columnsFor(
  aggregate: DataAggregate,
  columns: readonly DatasetColumn[],
): readonly DatasetColumn[] {
  if (aggregate === 'rows') return [];
  return aggregate === 'distinct' ? columns : columns.filter(isFigureColumn);
}

/** The same measure by another aggregate, of the same column where that can be. */
export function withAggregate(
  { column }: DataMeasure,
  aggregate: DataAggregate,
  columns: readonly DatasetColumn[],
): DataMeasure {
  const fitting = columnsFor(aggregate, columns);
  const same = fitting.find(({ name }) => name === column);
  return { aggregate, column: (same ?? fitting[0])?.name ?? null };
}
