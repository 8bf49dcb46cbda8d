import { declareErrors } from './declare.ts';

export const datasetErrors = declareErrors({
  dataset_columns_wrong: { status: 400, who: 'caller', sentence: 'The columns do not fit: {why}' },
  dataset_data_wrong: { status: 400, who: 'caller', sentence: 'The data cannot be read: {why}' },
  dataset_key_empty: {
    status: 400,
    who: 'caller',
    sentence: '{count} rows have no value in the key column “{column}”. Every row needs one.',
  },
  dataset_key_twice: {
    status: 400,
    who: 'caller',
    sentence: '{count} keys come more than once in the new rows, {example} for one. Each key can come once.',
  },
  dataset_no_key: {
    status: 409,
    who: 'caller',
    sentence: 'This DataSet has no key columns: rows cannot be told apart. Choose them first.',
  },
  dataset_version_gone: {
    status: 404,
    who: 'caller',
    sentence: 'Version {number} is not kept any more.',
  },
  dataset_version_current: {
    status: 409,
    who: 'caller',
    sentence: 'Version {number} is the one that is read now.',
  },
  dataset_update_not_alone: {
    status: 409,
    who: 'caller',
    sentence: 'Later updates stand on this one. Revert to the version before it instead.',
  },
  dataset_too_long_for_sheet: {
    status: 409,
    who: 'caller',
    sentence:
      'A sheet holds at most 1,048,575 rows beside the names of the columns, and here are {rows}. Take CSV or Parquet, or query a part of them in SQL.',
  },
  dataset_busy: {
    status: 503,
    who: 'time',
    sentence: 'The DataSet is being changed by somebody else. Try again in a moment.',
  },
  query_refused: { status: 400, who: 'caller', sentence: '{why}' },
  query_wrong: { status: 400, who: 'caller', sentence: '{why}' },
  query_too_big: {
    status: 400,
    who: 'caller',
    sentence: 'The query needs more memory than it may have. Ask for fewer rows or columns at once.',
  },
  query_too_long: {
    status: 400,
    who: 'caller',
    sentence: 'The query took longer than it may. Ask for less at once.',
  },
  query_cancelled: { status: 409, who: 'caller', sentence: 'The query was cancelled.' },
  query_engine_ended: {
    status: 503,
    who: 'us',
    sentence: 'The query engine ended unexpectedly. Try again.',
  },
});
