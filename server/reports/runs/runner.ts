import { newId } from '../../base/index.ts';
import { type ReportsDeps, WAKE } from '../deps.ts';
import { claimRun, freeRuns } from '../run-store.ts';
import { executeRun } from './execute.ts';

const POLL_MS = 1_000;
/** Runs at once in one process: they mostly wait for X. */
const MOST = 4;

export interface Runner {
  start(): Promise<void>;
  /** Lays down what is under way, with its place; whoever starts next goes on. */
  stop(): Promise<void>;
}

/** Takes up runs of any workspace, each held by one process at a time. */
export function createRunner(deps: ReportsDeps): Runner {
  const { db, bus, clock, logger, metrics } = deps;
  const holder = newId<'process'>();
  const done = metrics.counter('rookery_report_runs_total', 'Times that a run of a report was taken up', []);
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let unsubscribe: (() => void)[] = [];

  const look = async (): Promise<void> => {
    while (running.size < MOST && !stopping.signal.aborted) {
      const claimed = await claimRun(db, holder, clock.now());
      if (!claimed) return;
      const { workspaceId, ...run } = claimed;
      done.inc({});
      const work = executeRun(deps, { db: db.workspace(workspaceId), run, holder }, stopping.signal)
        .catch((error: unknown) => logger.warn({ err: error, runId: run.id }, 'a run of a report broke off'))
        .finally(() => {
          running.delete(work);
          wake();
        });
      running.add(work);
    }
  };
  const wake = (): void => {
    if (stopping.signal.aborted) return;
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => logger.warn({ err: error }, 'runs of reports could not be looked for'))
      .finally(() => {
        looking = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  };
  return {
    start: async () => {
      if (deps.alone) await freeRuns(db);
      unsubscribe = [bus.subscribe(WAKE, wake), clock.onJump(wake)];
      timer = setInterval(wake, POLL_MS);
      wake();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      for (const end of unsubscribe) end();
      await looking;
      await Promise.all(running);
    },
  };
}
