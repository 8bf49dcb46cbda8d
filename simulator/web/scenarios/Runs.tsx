import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ScenarioRun } from '../../../contract/control/scenarios.ts';
import { listRuns, stopRun } from '../api/scenarios.ts';
import { Section } from '../parts/Page.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { shortMoment } from '../parts/time.ts';
import { To } from '../shell/routing.tsx';
import { useAct } from '../parts/use-act.ts';
import { scenarioTexts as texts } from '../texts/scenarios.ts';
import { Progress } from './Progress.tsx';

const SHOWN = 10;
const LOOK_EVERY_MS = 1_000;

function Run({ run }: { run: ScenarioRun }) {
  const stop = useAct({ run: () => stopRun(run.id), done: texts.stopped, refresh: ['runs'] });
  const isRunning = run.state === 'running';
  return (
    <li className="run" aria-label={run.title}>
      <div className="run-head">
        <span className="strong">{run.title}</span>
        <Tag tone={isRunning ? 'accent' : run.state === 'done' ? 'good' : 'plain'}>
          {texts.states[run.state]}
        </Tag>
        <To to={`/console/people/@${run.account}`}>@{run.account}</To>
        <span className="dim">{shortMoment(run.startedAt, null)}</span>
        {isRunning && (
          <Button size="compact-xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {texts.stop}
          </Button>
        )}
      </div>
      <Progress done={run.stepsDone} all={run.steps} label={texts.progress(run.stepsDone, run.steps)} />
      <span className="dim">
        {texts.progress(run.stepsDone, run.steps)}
        {run.waitingFor && ` · ${texts.waiting(run.waitingFor)}`}
      </span>
      {run.failures.length > 0 && (
        <details className="attempt">
          <summary>
            <Tag tone="bad">{texts.failures(run.failures.length)}</Tag>
            <span />
          </summary>
          <ul className="plain-list">
            {run.failures.map(({ step, path, status, error }) => (
              <li key={step}>
                {texts.step} {step}: <span className="mono">{path}</span> · {status} · {error}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Scenarios that run and have run, the latest first. */
export function Runs() {
  const runs = useQuery({
    queryKey: ['runs'],
    queryFn: listRuns,
    refetchInterval: ({ state }) =>
      state.data?.some((run) => run.state === 'running') ? LOOK_EVERY_MS : false,
  });
  return (
    <Section title={texts.runs}>
      <Shown
        query={runs}
        isEmpty={(found) => found.length === 0}
        empty={<p className="dim">{texts.noRuns}</p>}
      >
        {(found) => (
          <ul className="plain-list">
            {found
              .toSorted((a, b) => b.startedAt - a.startedAt)
              .slice(0, SHOWN)
              .map((run) => (
                <Run key={run.id} run={run} />
              ))}
          </ul>
        )}
      </Shown>
    </Section>
  );
}
