import { declareErrors } from './declare.ts';

export const reportErrors = declareErrors({
  report_options_wrong: { status: 400, who: 'caller', sentence: '{why}' },
  report_schedule_wrong: { status: 400, who: 'caller', sentence: 'The schedule does not fit: {why}' },
  report_needs_account: {
    status: 400,
    who: 'caller',
    sentence: 'Choose the account that this connector reads X with.',
  },
  report_no_input: {
    status: 400,
    who: 'caller',
    sentence: 'This connector has no input DataSet whose updates could start it.',
  },
  report_input_forbidden: {
    status: 403,
    who: 'caller',
    sentence: 'Input DataSet ID: this DataSet is not shared with you. Ask its owner, or choose another one.',
  },
  report_columns_changed: {
    status: 409,
    who: 'operator',
    sentence:
      'The columns have changed, and the safeguards say to stop: {what}. The DataSet was left as it is.',
  },
  report_over_budget: {
    status: 409,
    who: 'operator',
    sentence: 'Going on would cost more than the {cap} of {amount} allows. The DataSet was left as it is.',
  },
  report_stopped_often: {
    status: 503,
    who: 'us',
    sentence: 'The run was cut off {times} times at the same place. See the log of the server.',
  },
  report_run_over: { status: 409, who: 'caller', sentence: 'This run has ended already.' },
  report_has_no_report: { status: 404, who: 'caller', sentence: 'This DataSet is not filled by a report.' },
});
