import { type Static, Type } from 'typebox';
import { DatasetId } from './datasets.ts';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { ReportOptions, UpdateMethod } from './report-kinds.ts';
import { Schedules } from './schedules.ts';
import { route } from './route.ts';

/** What happens when the columns that come are not those that are there. */
const OnChange = OneOf(['accept', 'warn', 'abort']);
export const Safeguards = Type.Object({ added: OnChange, removed: OnChange, retyped: OnChange });
export type Safeguards = Static<typeof Safeguards>;
export const standardSafeguards: Safeguards = { added: 'accept', removed: 'warn', retyped: 'warn' };

export const RunState = OneOf(['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']);
export type RunState = Static<typeof RunState>;
export const RunTrigger = OneOf(['manual', 'schedule', 'retry', 'dataset']);
export type RunTrigger = Static<typeof RunTrigger>;

export const RunProblem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  /** Who must act. */
  who: OneOf(['caller', 'operator', 'us', 'time']),
});
export type RunProblem = Static<typeof RunProblem>;

export const ReportRun = Type.Object({
  id: Id,
  reportId: Id,
  datasetId: DatasetId,
  trigger: RunTrigger,
  state: RunState,
  queuedAt: Time,
  startedAt: Nullable(Time),
  endedAt: Nullable(Time),
  /** Waiting for X's limits, or for the time of a retry, until then. */
  waitUntil: Nullable(Time),
  /** Rows so far. */
  rows: Type.Integer(),
  /** Of how many, where that is known. */
  rowsExpected: Nullable(Type.Integer()),
  requests: Type.Integer(),
  /** Millionths of a US dollar, at most. */
  microUsd: Type.Integer(),
  /** Of a run that succeeded: what it did to the DataSet. */
  result: Nullable(
    Type.Object({
      version: Type.Integer(),
      rowsIn: Type.Integer(),
      rowsNew: Type.Integer(),
      rowsChanged: Type.Integer(),
      rowsGone: Type.Integer(),
    }),
  ),
  warnings: Type.Array(Type.String()),
  problem: Nullable(RunProblem),
});
export type ReportRun = Static<typeof ReportRun>;

const Micros = Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }));
const settings = {
  accountId: Nullable(Id),
  options: ReportOptions,
  method: UpdateMethod,
  /** For upsert: columns that tell rows apart. */
  keys: Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { maxItems: 20 }),
  /** For partition. */
  partitionBy: Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { maxItems: 20 }),
  safeguards: Safeguards,
  /** None: by hand. */
  schedules: Schedules,
  zone: Type.String({ minLength: 1, maxLength: 60 }),
  /** Of runs by schedule. */
  retry: Nullable(
    Type.Object({
      most: Type.Integer({ minimum: 1, maximum: 10 }),
      delayMinutes: Type.Integer({ minimum: 1, maximum: 1_440 }),
    }),
  ),
  /** Runs also when its input DataSet is updated. */
  onInput: Type.Boolean(),
  paused: Type.Boolean(),
  /** A run ends before it costs more; millionths of a US dollar. */
  mostPerRun: Micros,
  /** All runs of a UTC day together. */
  mostPerDay: Micros,
  /** Told when the DataSet has not been updated for so many hours. */
  lateAfterHours: Nullable(Type.Integer({ minimum: 1, maximum: 2_208 })),
};

export const DataReport = Type.Object({
  id: Id,
  kind: Type.String(),
  datasetId: DatasetId,
  datasetName: Type.String(),
  /** Tables beside the DataSet: what could not be had, what was asked. */
  companionIds: Type.Array(DatasetId),
  ...settings,
  nextRunAt: Nullable(Time),
  lastRun: Nullable(ReportRun),
  lastSuccessAt: Nullable(Time),
  /** Older than its owner expects. */
  late: Type.Boolean(),
  createdAt: Time,
});
export type DataReport = Static<typeof DataReport>;

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;

export const reportRoutes = {
  list: route({
    id: 'reports.list',
    method: 'GET',
    path: '/api/reports',
    ...see,
    summary: 'Reports, those that need attention first.',
    query: Type.Object({
      accountId: Type.Optional(Id),
      datasetId: Type.Optional(DatasetId),
      kind: Type.Optional(Type.String({ maxLength: 60 })),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ reports: Type.Array(DataReport), next: Nullable(Type.String()) }),
  }),
  create: route({
    id: 'reports.create',
    method: 'POST',
    path: '/api/reports',
    ...manage,
    summary: 'Makes a report with a DataSet of its own.',
    body: Type.Object({
      kind: Type.String({ maxLength: 60 }),
      name: Type.String({ minLength: 1, maxLength: 255, pattern: '\\S' }),
      description: Type.String({ maxLength: 4_000 }),
      ...settings,
      /** Runs it at once. */
      run: Type.Boolean(),
    }),
    response: DataReport,
    status: 201,
  }),
  get: route({
    id: 'reports.get',
    method: 'GET',
    path: '/api/reports/:id',
    ...see,
    summary: 'A report.',
    params: IdParams,
    response: DataReport,
  }),
  change: route({
    id: 'reports.change',
    method: 'PATCH',
    path: '/api/reports/:id',
    ...manage,
    summary: 'Changes what a report asks, when, and how it updates its DataSet.',
    params: IdParams,
    body: Type.Partial(Type.Object(settings)),
    response: DataReport,
  }),
  run: route({
    id: 'reports.run',
    method: 'POST',
    path: '/api/reports/:id/runs',
    ...manage,
    summary: 'Runs a report now; answers the run that is under way, if there is one.',
    params: IdParams,
    response: ReportRun,
    status: 202,
  }),
  runs: route({
    id: 'reports.runs',
    method: 'GET',
    path: '/api/reports/:id/runs',
    ...see,
    summary: 'Runs of a report, newest first.',
    params: IdParams,
    query: Type.Object({ before: Type.Optional(Id), limit: Limit(100, 30) }),
    response: Type.Object({ runs: Type.Array(ReportRun), more: Type.Boolean() }),
  }),
  getRun: route({
    id: 'reports.getRun',
    method: 'GET',
    path: '/api/report-runs/:id',
    ...see,
    summary: 'A run, with what it noted on its way.',
    params: IdParams,
    response: Type.Object({
      run: ReportRun,
      log: Type.Array(Type.Object({ at: Time, text: Type.String() })),
    }),
  }),
  cancel: route({
    id: 'reports.cancel',
    method: 'POST',
    path: '/api/report-runs/:id/cancel',
    ...manage,
    summary: 'Stops a run; the DataSet stays as it is.',
    params: IdParams,
    response: ReportRun,
  }),
  nextTimes: route({
    id: 'reports.nextTimes',
    method: 'POST',
    path: '/api/reports/next-times',
    ...manage,
    summary: 'The next five times of schedules.',
    body: Type.Object({ schedules: Schedules, zone: Type.String({ minLength: 1, maxLength: 60 }) }),
    response: Type.Object({ times: Type.Array(Time) }),
  }),
};
