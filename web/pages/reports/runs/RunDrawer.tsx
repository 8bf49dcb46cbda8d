import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReportRun } from '../../../../contract/api/index.ts';
import { formatExact, LoadingState } from '../../../../ui/index.ts';
import { runQuery } from '../../../api/reports.ts';
import { isOpen } from '../../../lib/run-history.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { formatDuration, runTexts as texts } from '../../../texts/runs.ts';
import { describeRows, describeState } from './run-words.ts';
import { RunProblem } from './RunProblem.tsx';
import classes from './runs.module.css';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A run in full, with what it noted on its way; followed while it goes on. */
export function RunDrawer({ runId, onClose }: { runId: string; onClose: () => void }) {
  const query = useQuery(runQuery(runId));
  const { data } = query;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={texts.logOf}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      {query.isError && !data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {data && (
        <div className={classes.drawer}>
          <dl className={classes.facts}>
            {factsOf(data.run).map(([what, value]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {data.run.problem && <RunProblem problem={data.run.problem} />}
          {data.run.warnings.length > 0 && (
            <div>
              <strong>{texts.warnings(data.run.warnings.length)}</strong>
              <ul className={classes.warnings}>
                {data.run.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </div>
          )}
          <div>
            <strong>{texts.log}</strong>
            {data.log.length === 0 && <p className={classes.dim}>{texts.noLog}</p>}
            <ol className={classes.log} aria-label={texts.log}>
              {data.log.map((line, at) => (
                // Lines are only ever added at the end.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={at}>
                  <time dateTime={line.at} title={formatExact(line.at)}>
                    {clock.format(new Date(line.at))}
                  </time>
                  <span dir="auto">{line.text}</span>
                </li>
              ))}
            </ol>
          </div>
          <Button variant="default" onClick={onClose}>
            {commonTexts.close}
          </Button>
        </div>
      )}
    </Drawer>
  );
}

function factsOf(run: ReportRun): [string, string][] {
  const { startedAt, endedAt } = run;
  return [
    [texts.state, describeState(run)],
    [texts.trigger, texts.triggers[run.trigger]],
    [texts.startedAt, startedAt ? formatExact(startedAt) : texts.notYet],
    ...(isOpen(run)
      ? []
      : [[texts.endedAt, endedAt ? formatExact(endedAt) : texts.notYet] as [string, string]]),
    ...(startedAt && endedAt
      ? [[texts.duration, formatDuration(Date.parse(endedAt) - Date.parse(startedAt))] as [string, string]]
      : []),
    [texts.rowsHead, describeRows(run)],
    [texts.requestsHead, texts.requests(run.requests)],
    [texts.costHead, texts.cost(run.microUsd)],
  ];
}
