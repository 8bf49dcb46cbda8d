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
  dataset_not_shared: {
    status: 403,
    who: 'caller',
    sentence: 'This DataSet is not shared with you to that extent. Ask one of its owners: {owners}.',
  },
  dataset_last_owner: {
    status: 409,
    who: 'caller',
    sentence: 'This is the last owner of the DataSet. Make somebody else an owner first.',
  },
  dataset_policy_wrong: { status: 400, who: 'caller', sentence: 'The policy does not fit: {why}' },
  dataset_policy_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'There is a policy called “{name}” already.',
  },
  dataset_policy_limit: {
    status: 409,
    who: 'caller',
    sentence: 'A DataSet can have at most {most} policies.',
  },
  dataset_policy_all_rows: {
    status: 409,
    who: 'caller',
    sentence: '“All Rows” stays as it is: only its people can be changed.',
  },
  dataset_rows_kept: {
    status: 403,
    who: 'caller',
    sentence:
      'Rows of the DataSet “{name}” are kept from you, so nothing can be made of it. Ask one of its owners.',
  },
  dataset_filter_wrong: { status: 400, who: 'caller', sentence: '{why}' },
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
