import { type Static, Type } from 'typebox';
import { Id, Limit, Nullable, OneOf, Time } from './common.ts';
import { DataCondition, DataFilter, DataMeasure } from './data-filters.ts';
import { DatasetId } from './datasets.ts';
import { route } from './route.ts';
import { setupFields, SetupName, SetupVersion } from './setup.ts';

/** Of one DataSet; and of all of a workspace. */
export const MOST_DATA_ALERTS = { ofDataset: 50, ofWorkspace: 1_000 };

/** The last three compare with the update before, in per cent of what it was. */
export const DataComparison = OneOf([
  'over',
  'at_least',
  'under',
  'at_most',
  'is',
  'is_not',
  'changes_by',
  'rises_by',
  'falls_by',
]);
export type DataComparison = Static<typeof DataComparison>;

/** Some row is such: told of rows that are new or changed since the update that was looked at before. */
const RowRule = Type.Object({
  kind: OneOf(['rows']),
  filter: Type.Array(DataCondition, { minItems: 1, maxItems: 10 }),
});
/** One number out of the rows is such. */
const AggregateRule = Type.Object({
  kind: OneOf(['aggregate']),
  measure: DataMeasure,
  filter: DataFilter,
  comparison: DataComparison,
  value: Type.Number({ minimum: -1e15, maximum: 1e15 }),
  /** Told with every update while it is such; else once, until it was not such in between. */
  again: Type.Boolean(),
});
export const DataAlertRule = Type.Union([RowRule, AggregateRule]);
export type DataAlertRule = Static<typeof DataAlertRule>;

const settings = {
  name: SetupName,
  rule: DataAlertRule,
  /** Members who are mailed. */
  memberIds: Type.Array(Id, { maxItems: 50 }),
  /** Told by a POST; null: nobody. */
  webhook: Nullable(Type.String({ minLength: 1, maxLength: 2_000 })),
  paused: Type.Boolean(),
};

export const DataAlert = Type.Object({
  ...setupFields,
  datasetId: DatasetId,
  ...settings,
  /** Whoever made it; null: a program. */
  ownerId: Nullable(Type.String()),
  /** The update that was looked at last; 0: none. */
  checkedVersion: Type.Integer(),
  checkedAt: Nullable(Time),
  /** What the rule measured then; of rows, how many were such. */
  value: Nullable(Type.Number()),
  /** It is such now. */
  holds: Type.Boolean(),
  /** Why it could not be looked at, in a sentence. */
  problem: Nullable(Type.String()),
  toldAt: Nullable(Time),
  /** Why nothing can be posted now, in a sentence. */
  webhookProblem: Nullable(Type.String()),
});
export type DataAlert = Static<typeof DataAlert>;

/** What was told, of which update. */
export const DataAlertNotice = Type.Object({
  id: Id,
  at: Time,
  /** Null: a test. */
  datasetVersion: Nullable(Type.Integer()),
  /** What was measured; of rows, how many were told of. */
  value: Nullable(Type.Number()),
  /** Of the update before, where that was compared. */
  before: Nullable(Type.Number()),
  /** To how many it was mailed. */
  mailed: Type.Integer(),
  /** Nobody was mailed, since e-mail is not set up. */
  mailMissing: Type.Boolean(),
  /** What became of the POST; `forgotten`: that was days ago. Null: none was wanted. */
  webhook: Nullable(OneOf(['waiting', 'delivered', 'dead', 'dropped', 'resent', 'forgotten'])),
  webhookError: Nullable(Type.String()),
});
export type DataAlertNotice = Static<typeof DataAlertNotice>;

/** What a rule would say of the rows as they are now. */
export const DataAlertTrial = Type.Object({
  /** Rows that fit the filter. */
  rows: Type.Integer(),
  /** Of an aggregate rule; null: there is no value. */
  value: Nullable(Type.Number()),
  /** The update before had this. */
  before: Nullable(Type.Number()),
  holds: Type.Boolean(),
});
export type DataAlertTrial = Static<typeof DataAlertTrial>;

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;
const OfDataset = Type.Object({ datasetId: DatasetId });
const AlertParams = Type.Object({ datasetId: DatasetId, alertId: Id });
const ALERTS = '/api/datasets/:datasetId/alerts';

export const dataAlertRoutes = {
  list: route({
    id: 'dataAlerts.list',
    method: 'GET',
    path: ALERTS,
    ...see,
    summary: `Alerts of a DataSet, at most ${MOST_DATA_ALERTS.ofDataset}, by name.`,
    params: OfDataset,
    response: Type.Object({
      alerts: Type.Array(DataAlert),
      /** E-mail of the workspace is set up. */
      canMail: Type.Boolean(),
    }),
  }),
  create: route({
    id: 'dataAlerts.create',
    method: 'POST',
    path: ALERTS,
    ...manage,
    summary: 'Makes an alert; it looks at updates from now on.',
    params: OfDataset,
    body: Type.Object(settings),
    response: DataAlert,
    status: 201,
  }),
  try: route({
    id: 'dataAlerts.try',
    method: 'POST',
    path: `${ALERTS}/try`,
    ...see,
    summary: 'What a rule would say of the rows as they are now. Nobody is told.',
    params: OfDataset,
    body: Type.Object({ rule: DataAlertRule }),
    response: DataAlertTrial,
  }),
  change: route({
    id: 'dataAlerts.change',
    method: 'PATCH',
    path: `${ALERTS}/:alertId`,
    ...manage,
    summary: 'Changes an alert; refused when it was changed since the given version.',
    params: AlertParams,
    body: Type.Object({ version: SetupVersion, ...Type.Partial(Type.Object(settings)).properties }),
    response: DataAlert,
  }),
  remove: route({
    id: 'dataAlerts.remove',
    method: 'DELETE',
    path: `${ALERTS}/:alertId`,
    ...manage,
    summary: 'Deletes an alert with what it told; what waits to be posted is not posted any more.',
    params: AlertParams,
  }),
  subscribe: route({
    id: 'dataAlerts.subscribe',
    method: 'PUT',
    path: `${ALERTS}/:alertId/subscription`,
    ...see,
    summary: 'Whether the member who asks is mailed.',
    params: AlertParams,
    body: Type.Object({ mailed: Type.Boolean() }),
    response: DataAlert,
  }),
  test: route({
    id: 'dataAlerts.test',
    method: 'POST',
    path: `${ALERTS}/:alertId/test`,
    ...manage,
    summary: 'Tells everybody whom the alert tells, marked as a test.',
    params: AlertParams,
    response: DataAlertNotice,
    status: 201,
  }),
  secret: route({
    id: 'dataAlerts.secret',
    method: 'GET',
    path: `${ALERTS}/:alertId/secret`,
    ...manage,
    summary: 'The secret with which POSTs of the alert are signed.',
    params: AlertParams,
    response: Type.Object({ secret: Type.String() }),
  }),
  notices: route({
    id: 'dataAlerts.notices',
    method: 'GET',
    path: `${ALERTS}/:alertId/notices`,
    ...see,
    summary: 'What the alert told, newest first.',
    params: AlertParams,
    query: Type.Object({ before: Type.Optional(Id), limit: Limit(100, 20) }),
    response: Type.Object({ notices: Type.Array(DataAlertNotice), more: Type.Boolean() }),
  }),
};
