import { Button, Loader, Progress } from '@mantine/core';
import { useState } from 'react';
import type { ReportRun } from '../../../../contract/api/index.ts';
import { useMay } from '../../../api/session.ts';
import { useServerNow } from '../../../lib/server-clock.ts';
import { formatDuration, runTexts as texts } from '../../../texts/runs.ts';
import { CancelRun } from './CancelRun.tsx';
import { describeState } from './run-words.ts';
import classes from './runs.module.css';

const TICK_MS = 1_000;

/** A run that goes on: rows so far, how long it may take, what it waits for, what it costs. */
export function RunProgress({ run }: { run: ReportRun }) {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const now = useServerNow(TICK_MS);
  const left = timeLeft(run, now);
  const facts = [
    run.state === 'queued' && !run.waitUntil ? '' : texts.rowsSoFar(run.rows, run.rowsExpected),
    run.startedAt ? formatDuration(now - Date.parse(run.startedAt)) : '',
    left === undefined ? '' : texts.leftMs(left),
    texts.cost(run.microUsd),
  ].filter(Boolean);
  return (
    <section className={classes.progress} aria-label={texts.progress}>
      <div className={classes.progressLine}>
        {run.state === 'running' && <Loader size={16} aria-hidden />}
        <strong>{describeState(run)}</strong>
        <span className={classes.dim}>{facts.join(' · ')}</span>
        <span className={classes.gap} />
        {may('data.manage') && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {texts.cancel}
          </Button>
        )}
      </div>
      {run.rowsExpected !== null && run.rowsExpected > 0 && (
        <Progress
          value={Math.min(100, (100 * run.rows) / run.rowsExpected)}
          aria-label={texts.rowsSoFar(run.rows, run.rowsExpected)}
        />
      )}
      {asking && <CancelRun run={run} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** By the rows so far; undefined where it cannot be told. */
function timeLeft(run: ReportRun, nowMs: number): number | undefined {
  if (run.state !== 'running' || !run.startedAt || !run.rowsExpected || run.rows === 0) return undefined;
  const share = run.rows / run.rowsExpected;
  if (share >= 1) return undefined;
  const spent = nowMs - Date.parse(run.startedAt);
  return (spent * (1 - share)) / share;
}
