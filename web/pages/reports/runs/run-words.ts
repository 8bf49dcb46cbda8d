import type { ReportRun } from '../../../../contract/api/index.ts';
import { formatWhen } from '../../../../ui/index.ts';
import { isOpen } from '../../../lib/run-history.ts';
import { serverNowMs } from '../../../lib/server-clock.ts';
import { runTexts as texts } from '../../../texts/runs.ts';

/** The state in words; what it waits for, and until when. */
export function describeState(run: ReportRun): string {
  if (!run.waitUntil || (run.state !== 'waiting' && run.state !== 'queued')) return texts.states[run.state];
  const time = formatWhen(run.waitUntil, serverNowMs());
  return run.state === 'waiting' ? texts.waitsForX(time) : texts.triesAgainAt(time);
}

/** What it did to the DataSet; else how far it got. */
export function describeRows(run: ReportRun): string {
  if (run.result) return texts.resultWords(run.result);
  return isOpen(run) ? texts.rowsSoFar(run.rows, run.rowsExpected) : texts.rowsFetched(run.rows);
}
