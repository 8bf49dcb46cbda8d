import { AppError, messageOf, type WorkspaceDb } from '../base/index.ts';
import type { DatasetRow } from '../datasets/index.ts';
import { systemActor } from '../people/index.ts';
import { ALERT_WEBHOOK, type DataAlertDeps } from './deps.ts';
import { countNew, measure } from './look.ts';
import { forgetNotices } from './notice-store.ts';
import { isSuch, needsBefore } from './rule.ts';
import {
  type AlertRow,
  findAlert,
  listDue,
  listLostEndpoints,
  lockAlert,
  type Looked,
  noteFailed,
  noteLooked,
  setDue,
} from './store.ts';
import { type Finding, tell } from './tell.ts';

const LOOK_EVERY_MS = 1_000;
const BATCH = 20;
const HOUR_MS = 3_600_000;
const KEPT_MS = 400 * 24 * HOUR_MS;
const FORGET_BATCH = 2_000;
const MOST_TRIES = 5;
const AGAIN_MS = 30_000;
const NOT_KEPT =
  'The update before is not kept any more, so that new rows cannot be told apart. Keep at least two versions.';

/** Looks at each update of a DataSet that has alerts. Call before the log starts. */
export function followUpdates(deps: DataAlertDeps): void {
  const { log, timers, clock, db } = deps;
  log.consume({
    name: 'data-alerts',
    start: 'now',
    kinds: ['dataset.updated'],
    handle: async (tx, events) => {
      for (const { body } of events) await setDue(tx, body.datasetId, body.version, clock.now());
    },
  });
  timers.sweeper({ name: 'data-alerts:look', everyMs: LOOK_EVERY_MS, run: () => lookAtDue(deps) });
  timers.sweeper({
    name: 'data-alerts:forget',
    everyMs: HOUR_MS,
    run: async () => {
      await removeLost(deps);
      const before = new Date(clock.now().getTime() - KEPT_MS);
      return (await forgetNotices(db, before, FORGET_BATCH)) === FORGET_BATCH;
    },
  });
}

/** @returns true when there may be more */
async function lookAtDue(deps: DataAlertDeps): Promise<boolean> {
  const due = await listDue(deps.db, deps.clock.now(), BATCH);
  for (const { workspaceId, id } of due) {
    const db = deps.db.workspace(workspaceId);
    const alert = await findAlert(db, id);
    if (!alert || alert.dueAt === null) continue;
    await lookAt(deps, db, alert).catch((error: unknown) => failed(deps, db, alert, error));
  }
  return due.length === BATCH;
}

/** Reads outside of any transaction, then notes and tells in one, unless somebody was faster or changed the rule. */
async function lookAt(deps: DataAlertDeps, db: WorkspaceDb, alert: AlertRow): Promise<void> {
  const dataset = await deps.datasets.get(db, alert.datasetId);
  const { looked, finding } = await find(deps, db, alert, dataset);
  await db.transaction(async (tx) => {
    const now = await lockAlert(tx, alert.id);
    const isOld = now?.version !== alert.version || now.checkedVersion !== alert.checkedVersion;
    if (!now || isOld || now.paused) return;
    const told = finding ? await tell(deps, tx, now, dataset, finding) : undefined;
    await noteLooked(tx, now.id, { ...looked, told: told !== undefined });
    deps.log.append(tx, [
      { kind: 'setup.changed', key: now.id, body: { kind: 'dataset_alert', id: now.id, what: 'changed' } },
    ]);
  });
}

async function find(
  deps: DataAlertDeps,
  db: WorkspaceDb,
  alert: AlertRow,
  dataset: DatasetRow,
): Promise<{ readonly looked: Omit<Looked, 'told'>; readonly finding: Finding | undefined }> {
  const { rule, checkedVersion } = alert;
  const { version } = dataset;
  const { rows, value } = await measure(deps, db, dataset, rule);
  const looked = { version, at: deps.clock.now(), problem: null };
  if (rule.kind === 'rows') {
    const fresh = await countNew(deps, db, dataset, rule, checkedVersion, rows);
    const finding = fresh ? { datasetVersion: version, value: fresh, before: null } : undefined;
    const problem = fresh === null ? NOT_KEPT : null;
    return { looked: { ...looked, problem, value: rows, holds: rows > 0 }, finding };
  }
  const compares = needsBefore(rule.comparison);
  const before = compares ? alert.value : null;
  const holds = isSuch(rule, value, before);
  const isNews = holds && (compares || rule.again || !alert.holds);
  const finding = isNews ? { datasetVersion: version, value, before } : undefined;
  return { looked: { ...looked, value, holds }, finding };
}

/** What the caller must put right waits for the next update; the rest is tried again, a little later each time. */
async function failed(
  { clock, logger }: DataAlertDeps,
  db: WorkspaceDb,
  alert: AlertRow,
  error: unknown,
): Promise<void> {
  const known = error instanceof AppError;
  if (!known) logger.warn({ err: error, alertId: alert.id }, 'an alert could not look');
  const isCallers = known && error.declaration.who === 'caller';
  const again = !isCallers && alert.tries + 1 < MOST_TRIES;
  const dueAt = again ? new Date(clock.now().getTime() + AGAIN_MS * 2 ** alert.tries) : null;
  const problem = known ? messageOf(error) : 'The rows could not be read.';
  await db.transaction((tx) => noteFailed(tx, alert, problem, dueAt));
}

/** Webhooks of alerts that went with their DataSet. */
async function removeLost({ db, door }: DataAlertDeps): Promise<void> {
  for (const { workspaceId, id } of await listLostEndpoints(db, ALERT_WEBHOOK, FORGET_BATCH)) {
    await door.endpoints.remove(db.workspace(workspaceId), systemActor, id);
  }
}
