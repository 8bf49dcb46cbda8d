import { baseErrors } from '../../../contract/errors/base.ts';
import { reportErrors } from '../../../contract/errors/reports.ts';
import { AppError, messageOf, type WorkspaceDb } from '../../base/index.ts';
import { XProblem } from '../../x/index.ts';
import { accountOf, askedOf, kindOf } from '../asked.ts';
import { lookupsOf, peopleOf } from '../at-home.ts';
import type { ReportsDeps } from '../deps.ts';
import type { Asked, Json, ReportKind } from '../kind.ts';
import {
  addLine,
  addSpent,
  keepRun,
  layDown,
  layDownFor,
  type RunRow,
  saveProgress,
  spentOnDay,
} from '../run-store.ts';
import { findReport, type ReportRow } from '../store.ts';
import { tellReport } from '../tell.ts';
import { contextOf, overBudget, type Purse } from './context.ts';
import { withoutErased } from './erased.ts';
import { endFailed, endCancelled, finish } from './finish.ts';
import { type Held, ROWS } from './held.ts';
import { inputOfReport } from './input.ts';
import { Stage, StageLost } from './stage.ts';

const KEEP_EVERY_MS = 2_000;
/** So often a run is begun at one place; then something there ends it each time. */
const MOST_STARTS = 6;
const RETRY_SECONDS = [2, 10, 30, 60, 120];

class Lost extends Error {}
class Cancelled extends Error {}

/**
 * Works on a run until it ends, waits, or `stop` says so: pulls rows batch by batch, each staged durably with the place
 * where it goes on, then checks them and writes them as one new version.
 */
export async function executeRun(deps: ReportsDeps, held: Held, stop: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const keeper = setInterval(() => {
    keepRun(held.db, held.run.id, held.holder)
      .then((kept) => {
        if (!kept) ended.abort(new Lost());
        else if (kept.cancelled) ended.abort(new Cancelled());
      })
      .catch(() => undefined);
  }, KEEP_EVERY_MS);
  const signal = AbortSignal.any([stop, ended.signal]);
  try {
    await work(deps, held, signal);
  } catch (error) {
    await settle(deps, held, signal.aborted && !stop.aborted ? signal.reason : error, stop.aborted);
  } finally {
    clearInterval(keeper);
  }
}

async function work(deps: ReportsDeps, held: Held, signal: AbortSignal): Promise<void> {
  const { db, run } = held;
  if (run.cancelled) throw new Cancelled();
  const report = await findReport(db, run.reportId);
  if (!report) throw new Lost();
  if (run.starts > MOST_STARTS) {
    throw new AppError(reportErrors.report_stopped_often, { values: { times: run.starts - 1 } });
  }
  const kind = kindOf(deps, report.kind);
  const account = await accountOf(db, kind, report.accountId);
  const asked = askedOf(kind, report, account, run.askedAt);
  const warnings = new Set(run.warnings);
  const stage = await openStage(deps, held);
  try {
    if (!stage.pulled)
      await pull(deps, held, { report, kind, asked, warnings, stage: stage.files, from: stage.from, signal });
    await finish(deps, held, { report, kind, asked, warnings, stage: stage.files, signal });
    await stage.files.remove();
  } finally {
    await stage.files.close();
  }
}

interface From {
  readonly checkpoint: Json | undefined;
  readonly rows: number;
}

/** Where the run goes on; at its beginning when what it had staged is not on this machine. */
async function openStage(
  deps: ReportsDeps,
  { db, run }: Held,
): Promise<{ files: Stage; from: From; pulled: boolean }> {
  const pathOf = (name: string) => deps.datasets.scratch(`report-run-${run.id}-${name}`);
  const anew = { from: { checkpoint: undefined, rows: 0 }, pulled: false };
  try {
    const files = await Stage.open(pathOf, run.staged);
    if (run.checkpoint === null && !run.pulled) return { files, ...anew };
    return { files, from: { checkpoint: run.checkpoint ?? undefined, rows: run.rows }, pulled: run.pulled };
  } catch (error) {
    if (!(error instanceof StageLost)) throw error;
    await addLine(
      db,
      run.id,
      deps.clock.now(),
      'What had been read is not on this machine: the run begins anew.',
    );
    return { files: await Stage.open(pathOf, {}), ...anew };
  }
}

interface Pulling {
  readonly report: ReportRow;
  readonly kind: ReportKind;
  readonly asked: Asked;
  readonly warnings: Set<string>;
  readonly stage: Stage;
  readonly from: From;
  readonly signal: AbortSignal;
}

async function pull(deps: ReportsDeps, { db, run, holder }: Held, pulling: Pulling): Promise<void> {
  const { report, kind, asked, warnings, stage, from, signal } = pulling;
  const lines: string[] = [];
  const context = contextOf({
    db,
    people: peopleOf(db),
    lookups: lookupsOf(db),
    input: inputOfReport(deps, db, { kind, asked, signal }),
    logger: deps.logger,
    asked,
    client: asked.account && (await deps.accounts.clientFor(db, asked.account.id)),
    purse: purseOf(db, run, report),
    reportId: report.id,
    checkpoint: from.checkpoint,
    bookmark: report.bookmark ?? undefined,
    enough: undefined,
    signal,
    note: (text) => void lines.push(text),
    warn: (text) => void warnings.add(text),
  });
  const tail = `,${run.number},"${run.askedAt.toISOString()}"\n`;
  const columns = kind.columns(asked);
  let { rows } = from;
  let last: { checkpoint: Json; bookmark: Json | undefined } | undefined;
  const save = async (pulled: boolean, expected?: number) => {
    const saved = await saveProgress(db, run.id, holder, {
      checkpoint: last?.checkpoint ?? from.checkpoint ?? null,
      bookmark: last?.bookmark,
      staged: await stage.sync(),
      rows,
      expected,
      pulled,
    });
    if (!saved) throw new Lost();
    for (const line of lines.splice(0)) await addLine(db, run.id, deps.clock.now(), line);
  };
  try {
    for await (const batch of kind.pull(context)) {
      signal.throwIfAborted();
      const kept = await withoutErased(db, kind.personal, columns, batch.rows);
      await stage.append(ROWS, kept, tail);
      for (const [key, more] of Object.entries(batch.companions ?? {})) await stage.append(key, more, tail);
      rows += kept.length;
      last = { checkpoint: batch.checkpoint, bookmark: batch.bookmark };
      await save(false, batch.expected);
      await tell(deps, db, report);
    }
    await save(true, rows);
  } finally {
    for (const line of lines.splice(0)) await addLine(db, run.id, deps.clock.now(), line);
  }
}

/** Open pages show how far it is. */
const tell = (deps: ReportsDeps, db: WorkspaceDb, report: ReportRow): Promise<void> =>
  db.transaction(async (tx) => tellReport(deps, tx, report, 'run'));

function purseOf(db: WorkspaceDb, run: RunRow, report: ReportRow): Purse {
  let spent = run.microUsd;
  return {
    take: async (microUsd) => {
      const { mostPerRun, mostPerDay } = report;
      if (mostPerRun !== null && spent + microUsd > mostPerRun) throw overBudget('run', mostPerRun);
      if (mostPerDay !== null && spent + microUsd + (await spentOnDay(db, run)) > mostPerDay) {
        throw overBudget('day', mostPerDay);
      }
      spent += microUsd;
      await addSpent(db, run.id, 1, microUsd);
    },
    giveBack: async (microUsd, request) => {
      spent -= microUsd;
      if (microUsd > 0 || request) await addSpent(db, run.id, request ? -1 : 0, -microUsd);
    },
  };
}

/** What becomes of a run that did not come through. */
async function settle(deps: ReportsDeps, held: Held, error: unknown, stopped: boolean): Promise<void> {
  const { db, run, holder } = held;
  if (error instanceof Lost) return;
  if (error instanceof Cancelled) return endCancelled(deps, held);
  if (stopped) return layDown(db, run.id, holder, null);
  const wait = waitOf(error, run);
  if (wait) {
    const until = wait.until ?? new Date(deps.clock.now().getTime() + wait.seconds * 1_000);
    await addLine(db, run.id, deps.clock.now(), `${messageOf(error)} It goes on at ${until.toISOString()}.`);
    if (wait.until) await layDown(db, run.id, holder, wait.until);
    else await layDownFor(db, run.id, holder, wait.seconds);
    const report = await findReport(db, run.reportId);
    if (report) await tell(deps, db, report);
    return;
  }
  if (!(error instanceof AppError))
    deps.logger.error({ err: error, runId: run.id }, 'a run of a report failed');
  const problem =
    error instanceof AppError
      ? { code: error.code, message: error.message, who: error.declaration.who }
      : {
          code: baseErrors.internal_error.code,
          message: 'Rookery itself failed at this; the log of the server says where.',
          who: baseErrors.internal_error.who,
        };
  await endFailed(deps, held, problem);
}

/** How long to wait before it goes on; undefined: it does not. */
function waitOf(error: unknown, run: RunRow): { until?: Date; seconds: number } | undefined {
  if (error instanceof XProblem) {
    if (!error.retryable) return undefined;
    if (error.kind === 'limited') {
      if (error.freeAt) return { until: error.freeAt, seconds: 0 };
      return { seconds: Math.ceil((error.retryAfterMs ?? 60_000) / 1_000) };
    }
  } else if (error instanceof AppError && error.declaration.who !== 'time') return undefined;
  // X's faults, a DataSet that is written by others, a fault of ours that may pass: again, a few times.
  if (run.starts >= MOST_STARTS) return undefined;
  return { seconds: RETRY_SECONDS[run.starts - 1] ?? 120 };
}
