import type { ReportRun, RunProblem } from '../../contract/api/index.ts';
import { formatMicroUsd } from '../lib/dollars.ts';
import { unchangedWords } from './data.ts';

const figures = new Intl.NumberFormat();
const seconds = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** `1 h 4 min`, `12 s`. */
export function formatDuration(ms: number): string {
  if (ms < 60_000) return `${seconds.format(Math.max(0, ms) / 1_000)} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const rows = (count: number) => (count === 1 ? '1 row' : `${figures.format(count)} rows`);

/** Texts of runs: as they go, as they went, and what to do when they failed. */
export const runTexts = {
  states: {
    queued: 'Queued',
    running: 'Running',
    waiting: 'Waiting',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } satisfies Record<ReportRun['state'], string>,
  triggers: {
    manual: 'By hand',
    schedule: 'By schedule',
    retry: 'Another try',
    dataset: 'Its input was updated',
  } satisfies Record<ReportRun['trigger'], string>,
  runNow: 'Run now',
  runAgain: 'Run again',
  cannotRun: 'The run could not be started',
  started: 'The run has started.',
  cancel: 'Cancel the run',
  cancelTitle: 'Cancel the run?',
  cancelHint: 'The rows that it has fetched go, and what they cost at X stays. The DataSet is left as it is.',
  keepRunning: 'Let it run',
  cancelled: 'The run is cancelled.',
  cannotCancel: 'The run could not be cancelled',
  log: 'Log',
  logOf: 'Log of the run',
  noLog: 'It has noted nothing yet.',
  rows,
  rowsSoFar: (count: number, expected: number | null) =>
    expected === null ? `${rows(count)} so far` : `${figures.format(count)} of ${rows(expected)}`,
  rowsFetched: (count: number) => `${rows(count)} fetched`,
  leftMs: (ms: number) => `about ${formatDuration(ms)} left`,
  progress: 'Rows fetched',
  waitsForX: (time: string) => `Waits for X until ${time}`,
  triesAgainAt: (time: string) => `Tries again at ${time}`,
  cost: (micros: number) => (micros === 0 ? 'no cost' : `at most ${formatMicroUsd(micros)}`),
  requests: (count: number) => (count === 1 ? '1 request' : `${figures.format(count)} requests`),
  took: (duration: string) => `took ${duration}`,
  resultWords: (result: NonNullable<ReportRun['result']>) =>
    [
      `${rows(result.rowsIn)} in`,
      result.rowsNew > 0 ? `${figures.format(result.rowsNew)} new` : '',
      result.rowsChanged > 0 ? `${figures.format(result.rowsChanged)} changed` : '',
      unchangedWords(result),
      result.rowsGone > 0 ? `${figures.format(result.rowsGone)} gone` : '',
    ]
      .filter(Boolean)
      .join(', '),
  state: 'State',
  rowsHead: 'Rows',
  startedAt: 'Started',
  endedAt: 'Ended',
  duration: 'Duration',
  trigger: 'Started by',
  requestsHead: 'Requests to X',
  costHead: 'Cost',
  warnings: (count: number) => (count === 1 ? 'One warning' : `${figures.format(count)} warnings`),
  notYet: 'not yet',

  sinceSuccess: 'Last success',
  never: 'never',
  average: 'Average duration',
  rate: 'Success rate',
  rateOf: (share: number, of: number) =>
    `${new Intl.NumberFormat(undefined, { style: 'percent' }).format(share)} of the last ${figures.format(of)}`,

  failedTitle: 'The last run has failed',
  who: {
    caller: 'You can put this right: change the Details.',
    operator: 'An administrator must act; it will fail again until then.',
    us: 'This is a fault of the program: its log says more.',
    time: 'Nothing has to be done but wait: the next run may go well.',
  } satisfies Record<RunProblem['who'], string>,
  reconnect: 'Re-connect the account',
  raiseCap: 'Raise the cap',
  changeSafeguards: 'Change the safeguards',
  changeDetails: 'Change the Details',
  changeKeys: 'Change the key columns',
  cannotPause: 'This could not be changed',
  seeHistory: 'See the history',
};
