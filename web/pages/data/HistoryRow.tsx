import { Badge, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { DatasetVersion, ReportRun } from '../../../contract/api/index.ts';
import { formatDayAndTime, formatExact, formatWhen, RelativeTime } from '../../../ui/index.ts';
import { useMay } from '../../api/session.ts';
import { type HistoryEntry, isOpen } from '../../lib/run-history.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { formatDuration, runTexts } from '../../texts/runs.ts';
import { describeRows, describeState } from '../reports/runs/run-words.ts';
import runClasses from '../reports/runs/runs.module.css';
import classes from './data.module.css';
import type { VersionAsked } from './VersionQuestion.tsx';

export interface HistoryRowProps {
  entry: HistoryEntry;
  datasetId: string;
  /** Its version is the one that is read. */
  isNow: boolean;
  mayRunAgain: boolean;
  onAsk: (asked: VersionAsked) => void;
  onLog: (runId: string) => void;
  onRunAgain: () => void;
}

/** A run with what it made, or an update that no run made. */
export function HistoryRow(props: HistoryRowProps) {
  const { run, version } = props.entry;
  const may = useMay();
  return (
    <li>
      <div className={classes.what}>
        {run ? <RunWords run={run} version={version} isNow={props.isNow} /> : null}
        {!run && version && <VersionWords version={version} isNow={props.isNow} />}
      </div>
      <div className={classes.verbs}>
        {run && (
          <Button size="compact-sm" variant="default" onClick={() => props.onLog(run.id)}>
            {runTexts.log}
          </Button>
        )}
        {run && !isOpen(run) && run.state !== 'succeeded' && props.mayRunAgain && may('data.manage') && (
          <Button size="compact-sm" variant="default" onClick={props.onRunAgain}>
            {runTexts.runAgain}
          </Button>
        )}
        {version && <VersionVerbs {...props} version={version} />}
      </div>
    </li>
  );
}

function RunWords({
  run,
  version,
  isNow,
}: {
  run: ReportRun;
  version: DatasetVersion | undefined;
  isNow: boolean;
}) {
  const { startedAt, endedAt, result } = run;
  const facts = [
    result || run.rows > 0 ? describeRows(run) : '',
    runTexts.cost(run.microUsd),
    version ? `${texts.version(version.number)}: ${texts.rows(version.rows)}` : '',
  ].filter(Boolean);
  return (
    <>
      <span className={runClasses.state} data-state={run.state}>
        {describeState(run)}
      </span>{' '}
      <strong>{runTexts.triggers[run.trigger]}</strong>{' '}
      {isNow && <Badge variant="light">{texts.isNow}</Badge>}
      <p className={classes.dim}>
        {startedAt ? (
          <time dateTime={startedAt} title={formatExact(startedAt)}>
            {formatDayAndTime(startedAt)}
          </time>
        ) : (
          <RelativeTime at={run.queuedAt} long />
        )}
        {endedAt && (
          <>
            {' – '}
            <time dateTime={endedAt} title={formatExact(endedAt)}>
              {formatWhen(endedAt, Date.parse(startedAt ?? run.queuedAt))}
            </time>
          </>
        )}
        {startedAt &&
          endedAt &&
          ` · ${runTexts.took(formatDuration(Date.parse(endedAt) - Date.parse(startedAt)))}`}
      </p>
      <p className={classes.dim}>{facts.join(' · ')}</p>
      {run.warnings.length > 0 && (
        <p className={classes.warn}>
          {runTexts.warnings(run.warnings.length)}: {run.warnings.join(' ')}
        </p>
      )}
      {run.problem && (
        <p className={classes.bad} dir="auto">
          {run.problem.message}
        </p>
      )}
    </>
  );
}

function VersionWords({ version, isNow }: { version: DatasetVersion; isNow: boolean }) {
  return (
    <>
      <strong>{texts.methods[version.method]}</strong> {isNow && <Badge variant="light">{texts.isNow}</Badge>}
      <p className={classes.dim}>
        {texts.version(version.number)} · <RelativeTime at={version.createdAt} long /> ·{' '}
        {texts.rows(version.rows)}
        {texts.counts(version) && ` · ${texts.counts(version)}`}
      </p>
    </>
  );
}

function VersionVerbs(props: HistoryRowProps & { version: DatasetVersion }) {
  const { version, datasetId, isNow, onAsk } = props;
  const may = useMay();
  const { number } = version;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        renderRoot={(root) => (
          <Link
            {...root}
            to="/datasources/$datasetId/details/data"
            params={{ datasetId }}
            search={isNow ? {} : { version: number }}
          />
        )}
      >
        {texts.preview}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        component="a"
        href={`/api/datasets/${datasetId}/file?format=csv&version=${number}`}
        download
        leftSection={<IconDownload size={14} aria-hidden />}
        aria-label={texts.downloadVersion(number)}
      >
        {texts.export}
      </Button>
      {may('data.manage') && !isNow && (
        <Button size="compact-sm" variant="default" onClick={() => onAsk({ what: 'revert', version })}>
          {texts.revert}
        </Button>
      )}
      {may('data.manage') && (isNow || version.method === 'append') && (
        <Button
          size="compact-sm"
          variant="light"
          color="red"
          onClick={() => onAsk({ what: 'delete', version })}
        >
          {texts.deleteUpdate}
        </Button>
      )}
    </>
  );
}
