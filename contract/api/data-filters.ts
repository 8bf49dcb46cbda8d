import { type Static, Type } from 'typebox';
import { Nullable, OneOf } from './common.ts';

const ColumnName = Type.String({ minLength: 1, maxLength: 255 });

export const dataOperators = [
  'is',
  'is_not',
  'contains',
  'contains_not',
  'starts',
  'over',
  'at_least',
  'under',
  'at_most',
  'last_days',
  'empty',
  'filled',
] as const;
export const DataOperator = OneOf([...dataOperators]);
export type DataOperator = Static<typeof DataOperator>;

/** What a cell of a row is asked. A cell without a value is `empty` and nothing else; of texts only that or another. */
export const DataCondition = Type.Object({
  column: ColumnName,
  operator: DataOperator,
  /** A number, `2026-11-30`, or `2026-11-30T12:00` in UTC where the column asks for one; a text as it stands. */
  value: Type.String({ maxLength: 500 }),
});
export type DataCondition = Static<typeof DataCondition>;

/** Rows for which all of them hold. */
export const DataFilter = Type.Array(DataCondition, { maxItems: 10 });
export type DataFilter = Static<typeof DataFilter>;

/** `least`, `most`, `sum` and `average` are of columns of numbers; `rows` needs no column. */
export const DataAggregate = OneOf(['rows', 'sum', 'average', 'least', 'most', 'distinct']);
export type DataAggregate = Static<typeof DataAggregate>;

/** One number out of rows. */
export const DataMeasure = Type.Object({ aggregate: DataAggregate, column: Nullable(ColumnName) });
export type DataMeasure = Static<typeof DataMeasure>;
