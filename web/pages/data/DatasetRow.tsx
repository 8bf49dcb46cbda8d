import { Badge, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DataReport } from '../../../contract/api/index.ts';
import { formatDayAndTime, RelativeTime } from '../../../ui/index.ts';
import type { DatasetEntry } from '../../lib/dataset-list.ts';
import { isOpen } from '../../lib/run-history.ts';
import { dataTexts as texts, showBytes } from '../../texts/data.ts';
import { listTexts } from '../../texts/dataset-list.ts';
import { describeState } from '../reports/runs/run-words.ts';
import runClasses from '../reports/runs/runs.module.css';
import classes from './data.module.css';

/** A DataSet of the list: what it is, where its rows come from, how that goes. */
export function DatasetRow(props: {
  entry: DatasetEntry;
  kindName: string | undefined;
  chosen: boolean;
  onChoose: (() => void) | undefined;
}) {
  const { id, name, summary, report, beside } = props.entry;
  return (
    <li>
      {props.onChoose && (
        <Checkbox aria-label={listTexts.choose(name)} checked={props.chosen} onChange={props.onChoose} />
      )}
      <div className={classes.what}>
        <Link
          to="/datasources/$datasetId/details/data"
          params={{ datasetId: id }}
          className={classes.name}
          dir="auto"
        >
          {name}
        </Link>{' '}
        {summary?.tags.map((tag) => (
          <Badge key={tag} variant="default" size="sm" tt="none" fw={500}>
            {tag}
          </Badge>
        ))}
        {summary?.description && (
          <p className={classes.dim} dir="auto">
            {summary.description}
          </p>
        )}
      </div>
      <div className={classes.source}>
        {report ? (
          <>
            <span className={classes.dim}>{props.kindName ?? report.kind}</span>
            <StateMarks report={report} />
          </>
        ) : (
          <span className={classes.dim} dir="auto">
            {beside === undefined ? listTexts.noReport : listTexts.beside(beside)}
          </span>
        )}
      </div>
      {summary && (
        <p className={classes.facts}>
          {texts.rows(summary.rows)} · {texts.columns(summary.columnCount)} · {showBytes(summary.bytes)}
          <br />
          {summary.dataAt ? (
            <>
              {texts.updated} <RelativeTime at={summary.dataAt} long />
            </>
          ) : (
            texts.never
          )}
        </p>
      )}
    </li>
  );
}

/** How its report stands: what is wrong first, then what it does, then what comes. */
function StateMarks({ report }: { report: DataReport }) {
  const { lastRun } = report;
  return (
    <span className={classes.marks}>
      {lastRun?.state === 'failed' && (
        <span className={runClasses.state} data-state="failed" title={lastRun.problem?.message}>
          {listTexts.failed}
        </span>
      )}
      {report.late && (
        <span className={runClasses.state} data-state="late">
          {listTexts.late}
        </span>
      )}
      {lastRun && isOpen(lastRun) && (
        <span className={runClasses.state} data-state={lastRun.state}>
          {describeState(lastRun)}
        </span>
      )}
      {report.paused ? (
        <span className={runClasses.state} data-state="paused">
          {listTexts.states.paused}
        </span>
      ) : report.nextRunAt ? (
        <span className={classes.dim}>
          {listTexts.nextRun} <time dateTime={report.nextRunAt}>{formatDayAndTime(report.nextRunAt)}</time>
        </span>
      ) : (
        <span className={classes.dim}>{report.onInput ? listTexts.onInput : listTexts.states.manual}</span>
      )}
    </span>
  );
}
