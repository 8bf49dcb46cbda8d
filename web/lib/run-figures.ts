import type { ReportRun } from '../../contract/api/index.ts';

export interface RunFigures {
  /** Of those that succeeded; undefined without one. */
  readonly averageMs: number | undefined;
  /** Of those that succeeded or failed, between 0 and 1; undefined without one. */
  readonly share: number | undefined;
  /** How many that share is of. */
  readonly ended: number;
}

/** Runs in sum. What somebody cancelled counts neither way. */
export function runFigures(runs: readonly ReportRun[]): RunFigures {
  const good = runs.filter(({ state }) => state === 'succeeded');
  const ended = good.length + runs.filter(({ state }) => state === 'failed').length;
  const durations = good.flatMap(({ startedAt, endedAt }) =>
    startedAt && endedAt ? [Date.parse(endedAt) - Date.parse(startedAt)] : [],
  );
  return {
    averageMs:
      durations.length === 0 ? undefined : durations.reduce((sum, one) => sum + one, 0) / durations.length,
    share: ended === 0 ? undefined : good.length / ended,
    ended,
  };
}
