import type { RunProblem } from '../../contract/api/index.ts';

/** What puts a failed run right. */
export type Repair = 'reconnect' | 'caps' | 'safeguards' | 'details' | 'keys';

const byCode: Readonly<Record<string, Repair>> = {
  report_over_budget: 'caps',
  report_columns_changed: 'safeguards',
  report_options_wrong: 'details',
  report_needs_account: 'details',
  not_found: 'details',
  account_not_found: 'details',
  account_not_connected: 'reconnect',
  x_not_authenticated: 'reconnect',
  x_token_invalid: 'reconnect',
  x_grant_invalid: 'reconnect',
  x_dm_permission_missing: 'reconnect',
  dataset_key_empty: 'keys',
  dataset_key_twice: 'keys',
  dataset_no_key: 'keys',
};

/** Where it is put right; undefined where only running again, or waiting, helps. */
export const repairOf = ({ code }: Pick<RunProblem, 'code'>): Repair | undefined => byCode[code];
