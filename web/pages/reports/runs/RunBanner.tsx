import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DataReport } from '../../../../contract/api/index.ts';
import { RelativeTime } from '../../../../ui/index.ts';
import { useMay } from '../../../api/session.ts';
import { type Repair, repairOf } from '../../../lib/run-repair.ts';
import { reportTexts } from '../../../texts/reports.ts';
import { runTexts as texts } from '../../../texts/runs.ts';
import { RunProblem } from './RunProblem.tsx';
import classes from './runs.module.css';
import { setPaused, useRun } from './use-run.ts';

/** What somebody must know, and do, about the report of a DataSet: failed, paused, late. */
export function RunBanner({ report }: { report: DataReport }) {
  const may = useMay();
  const { busy, run } = useRun(report);
  const { lastRun } = report;
  const failed = lastRun?.state === 'failed' ? lastRun : undefined;
  const repair = failed?.problem ? repairOf(failed.problem) : undefined;
  const mayChange = may('data.manage');
  return (
    <>
      {failed && (
        <section className={classes.banner} data-tone="bad" aria-label={texts.failedTitle}>
          <div>
            <strong>{texts.failedTitle}</strong>{' '}
            {failed.endedAt && <RelativeTime at={failed.endedAt} long className={classes.dim} />}
            {failed.problem && <RunProblem problem={failed.problem} />}
          </div>
          {mayChange && (
            <div className={classes.verbs}>
              {repair && <RepairLink repair={repair} report={report} />}
              <Button size="compact-sm" variant="default" loading={busy} onClick={() => void run()}>
                {texts.runAgain}
              </Button>
            </div>
          )}
        </section>
      )}
      {report.paused && (
        <section className={classes.banner} data-tone="warn" aria-label={reportTexts.pausedMark}>
          <div>
            <strong>{reportTexts.pausedMark}</strong>
            <p>{reportTexts.pausedHint}</p>
          </div>
          {mayChange && (
            <div className={classes.verbs}>
              <Button size="compact-sm" variant="default" onClick={() => void setPaused(report, false)}>
                {reportTexts.resume}
              </Button>
            </div>
          )}
        </section>
      )}
      {report.late && (
        <section className={classes.banner} data-tone="warn" aria-label={reportTexts.lateMark}>
          <div>
            <strong>{reportTexts.lateMark}</strong>
            <p>{reportTexts.lateSince(report)}</p>
          </div>
        </section>
      )}
    </>
  );
}

const words: Record<Repair, string> = {
  reconnect: texts.reconnect,
  caps: texts.raiseCap,
  safeguards: texts.changeSafeguards,
  details: texts.changeDetails,
  keys: texts.changeKeys,
};

function RepairLink({ repair, report }: { repair: Repair; report: DataReport }) {
  const params = { datasetId: report.datasetId };
  return (
    <Button
      size="compact-sm"
      renderRoot={(root) =>
        repair === 'reconnect' ? (
          <Link
            {...root}
            to="/datasources/accounts"
            search={report.accountId === null ? {} : { account: report.accountId }}
          />
        ) : repair === 'keys' ? (
          <Link {...root} to="/datasources/$datasetId/details/schedule" params={params} />
        ) : (
          <Link {...root} to="/datasources/$datasetId/details/settings" params={params} hash={repair} />
        )
      }
    >
      {words[repair]}
    </Button>
  );
}
