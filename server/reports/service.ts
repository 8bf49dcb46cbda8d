import type { DatasetColumn, ReportDraft, RunEstimate } from '../../contract/api/index.ts';
import { reportErrors } from '../../contract/errors/reports.ts';
import { AppError, newId, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { Reader } from '../datasets/index.ts';
import { accountOf, askedOf, datasetColumns, kindOf } from './asked.ts';
import { lookupsOf, peopleOf } from './at-home.ts';
import { inputOf } from './dataset-id.ts';
import type { ReportsDeps } from './deps.ts';
import { dueAfter } from './due.ts';
import type { Asked, Cell, ReportKind } from './kind.ts';
import { countStored } from './kinds/direct-messages/store.ts';
import { contextOf, openPurse } from './runs/context.ts';
import { inputOfReport } from './runs/input.ts';
import { checkSchedules } from './schedule/index.ts';
import { insertReport, listStarts, lockReport, type ReportRow, updateReport } from './store.ts';

/** What people set of a report. */
export type ReportSettings = Pick<
  ReportRow,
  | 'accountId'
  | 'options'
  | 'method'
  | 'keys'
  | 'partitionBy'
  | 'safeguards'
  | 'schedules'
  | 'zone'
  | 'retry'
  | 'paused'
  | 'mostPerRun'
  | 'mostPerDay'
  | 'lateAfterHours'
> & {
  /** Runs also when its input DataSet is updated. */
  readonly onInput: boolean;
};

export interface Checked {
  readonly kind: ReportKind;
  readonly asked: Asked;
  readonly columns: readonly DatasetColumn[];
  readonly keys: readonly string[];
  /** The input DataSet, of a kind that has one. */
  readonly inputId: string | null;
}

/** Checks what was chosen, and that whoever chose it sees what it reads; asks nothing of X. @throws AppError */
export async function checkDraft(
  deps: ReportsDeps,
  db: WorkspaceDb,
  draft: ReportDraft,
  reader: Reader,
): Promise<Checked> {
  const kind = kindOf(deps, draft.kind);
  const account = await accountOf(db, kind, draft.accountId);
  const asked = askedOf(kind, draft, account, deps.clock.now());
  const input = kind.input === null ? undefined : asked.options[kind.input];
  const row = typeof input === 'string' ? await inputOf(deps.datasets, db, input, reader) : undefined;
  return {
    kind,
    asked,
    columns: datasetColumns(kind, asked),
    keys: kind.keys(asked),
    inputId: row?.id ?? null,
  };
}

/** What a run of it would ask of X, at most. */
export const estimate = (
  deps: ReportsDeps,
  db: WorkspaceDb,
  { kind, asked, inputId }: Checked,
): Promise<RunEstimate> =>
  kind.estimate(asked, {
    countMessages: (accountId, fromXId, nth) => countStored(db, accountId, fromXId, nth),
    inputRows: async () => (inputId === null ? 0 : (await deps.datasets.get(db, inputId)).rows),
  });

const PREVIEW_ROWS = 20;
const PREVIEW_MS = 60_000;

/** The first real rows. @throws AppError, XProblem */
export async function preview(
  deps: ReportsDeps,
  db: WorkspaceDb,
  draft: ReportDraft,
  reader: Reader,
): Promise<{ columns: readonly DatasetColumn[]; rows: Cell[][] }> {
  const { kind, asked } = await checkDraft(deps, db, draft, reader);
  const rows: Cell[][] = [];
  const signal = AbortSignal.timeout(PREVIEW_MS);
  const context = contextOf({
    db,
    people: peopleOf(db),
    lookups: lookupsOf(db),
    input: inputOfReport(deps, db, { kind, asked, signal }),
    logger: deps.logger,
    asked,
    client: asked.account && (await deps.accounts.clientFor(db, asked.account.id)),
    purse: openPurse,
    reportId: undefined,
    checkpoint: undefined,
    bookmark: undefined,
    enough: PREVIEW_ROWS,
    signal,
    note: () => undefined,
    warn: () => undefined,
  });
  for await (const batch of kind.pull(context)) {
    for (const row of batch.rows) rows.push([...row]);
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return { columns: kind.columns(asked), rows: rows.slice(0, PREVIEW_ROWS) };
}

/** @throws AppError */
export async function createReport(
  deps: ReportsDeps,
  db: WorkspaceDb,
  input: ReportSettings & { readonly kind: string; readonly name: string; readonly description: string },
  by: { readonly id: string; readonly reader: Reader },
  then: (tx: WorkspaceTx, report: ReportRow) => Promise<unknown>,
): Promise<string> {
  const checked = await checkSettings(deps, db, input.kind, input, by.reader);
  const dataset = await deps.datasets.create(db, {
    name: input.name,
    description: input.description,
    columns: checked.columns,
    keys: input.method === 'upsert' ? keysOf(input, checked) : [],
    ownerId: by.id,
    personal: checked.kind.personal ?? null,
  });
  const now = deps.clock.now();
  const id = newId();
  await db.transaction(async (tx) => {
    const row: ReportRow = {
      ...settingsOf(input, checked, now),
      id,
      kind: input.kind,
      datasetId: dataset.id,
      bookmark: null,
      companions: {},
      runs: 0,
      lastRunId: null,
      lastSuccessAt: null,
      inputVersion: null,
      createdAt: now,
      updatedAt: now,
    };
    await insertReport(tx, row);
    await then(tx, row);
  });
  return id;
}

/** @throws AppError */
export async function changeReport(
  deps: ReportsDeps,
  db: WorkspaceDb,
  report: ReportRow,
  change: Partial<ReportSettings>,
  reader: Reader,
  then: (tx: WorkspaceTx, report: ReportRow) => Promise<unknown>,
): Promise<void> {
  const settings = { ...report, onInput: report.onDatasetId !== null, ...change };
  // What it reads already was chosen by somebody who sees it.
  const { input } = kindOf(deps, report.kind);
  const readsSame = input !== null && settings.options[input] === report.options[input];
  const checked = await checkSettings(deps, db, report.kind, settings, readsSame ? 'system' : reader);
  await db.transaction(async (tx) => {
    const before = await lockReport(tx, report.id);
    if (!before) return;
    const after = { ...before, ...settingsOf(settings, checked, deps.clock.now()) };
    await checkCircle(tx, after);
    // Another question begins at the beginning.
    const asksOther =
      JSON.stringify(before.options) !== JSON.stringify(after.options) ||
      before.accountId !== after.accountId;
    await updateReport(tx, {
      ...after,
      bookmark: asksOther ? null : before.bookmark,
      updatedAt: deps.clock.now(),
    });
    await then(tx, after);
  });
}

async function checkSettings(
  deps: ReportsDeps,
  db: WorkspaceDb,
  kindId: string,
  settings: ReportSettings,
  reader: Reader,
): Promise<Checked> {
  const { accountId, options, zone, schedules, method, onInput, partitionBy } = settings;
  const checked = await checkDraft(deps, db, { kind: kindId, accountId, options, zone }, reader);
  const why = checkSchedules(schedules, zone);
  if (why !== undefined) throw new AppError(reportErrors.report_schedule_wrong, { values: { why } });
  if (onInput && checked.kind.input === null) throw new AppError(reportErrors.report_no_input);
  const names = new Set(checked.columns.map(({ name }) => name));
  const keys = method === 'upsert' ? keysOf(settings, checked) : [];
  if (method === 'upsert' && keys.length === 0)
    throw wrong('Upsert: choose the columns that tell rows apart.');
  if (method === 'partition' && partitionBy.length === 0) {
    throw wrong('Partition: choose the columns whose values name a partition.');
  }
  const lost = [...keys, ...(method === 'partition' ? partitionBy : [])].find((name) => !names.has(name));
  if (lost !== undefined) throw wrong(`There is no column “${lost}” in what was chosen.`);
  return checked;
}

const keysOf = (settings: Pick<ReportSettings, 'keys'>, checked: Checked): readonly string[] =>
  settings.keys.length > 0 ? settings.keys : checked.keys;

function settingsOf(
  settings: ReportSettings,
  { inputId }: Checked,
  now: Date,
): Omit<ReportSettings, 'onInput'> & Pick<ReportRow, 'onDatasetId' | 'dueAt'> {
  const { accountId, options, method, keys, partitionBy, safeguards, schedules, zone, retry, paused } =
    settings;
  const { mostPerRun, mostPerDay, lateAfterHours, onInput } = settings;
  return {
    accountId,
    options,
    method,
    keys,
    partitionBy,
    safeguards,
    schedules,
    zone,
    retry,
    paused,
    mostPerRun,
    mostPerDay,
    lateAfterHours,
    onDatasetId: onInput ? inputId : null,
    dueAt: dueAfter({ schedules, zone }, now),
  };
}

/** A DataSet whose update would in the end update it again would never rest. */
export async function checkCircle(
  tx: WorkspaceTx,
  report: Pick<ReportRow, 'datasetId' | 'onDatasetId'>,
): Promise<void> {
  const starts = await listStarts(tx);
  const seen = new Set<string>();
  let at = report.onDatasetId;
  while (at !== null && !seen.has(at)) {
    if (at === report.datasetId) {
      throw wrong('The input is made from this DataSet: each update would start the next, without end.');
    }
    seen.add(at);
    at = starts.get(at) ?? null;
  }
}

const wrong = (why: string) => new AppError(reportErrors.report_options_wrong, { values: { why } });
