import type { DataReport, ReportRun } from '../../../../contract/api/index.ts';
import { RelativeTime } from '../../../../ui/index.ts';
import { runFigures } from '../../../lib/run-figures.ts';
import { formatDuration, runTexts as texts } from '../../../texts/runs.ts';
import classes from './runs.module.css';

/** How well it goes: last success, average duration, how many of the runs went well. */
export function RunFigures({ report, runs }: { report: DataReport; runs: readonly ReportRun[] }) {
  const { averageMs, share, ended } = runFigures(runs);
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{texts.sinceSuccess}</dt>
        <dd>{report.lastSuccessAt ? <RelativeTime at={report.lastSuccessAt} long /> : texts.never}</dd>
      </div>
      {averageMs !== undefined && (
        <div>
          <dt>{texts.average}</dt>
          <dd>{formatDuration(averageMs)}</dd>
        </div>
      )}
      {share !== undefined && (
        <div>
          <dt>{texts.rate}</dt>
          <dd>{texts.rateOf(share, ended)}</dd>
        </div>
      )}
    </dl>
  );
}
