import { type Static, Type } from 'typebox';
import { Id, Limit, Nullable, OneOf, Time } from './common.ts';
import { DatasetAudience, DatasetId, DatasetLevel, DatasetRows } from './datasets.ts';
import { route } from './route.ts';

export const DatasetShare = Type.Object({
  kind: OneOf(['member', 'team']),
  id: Id,
  level: DatasetLevel,
  givenAt: Time,
});
export type DatasetShare = Static<typeof DatasetShare>;

/** As Domo’s policies have them. BETWEEN takes two values and includes both; of several values of another one is enough. */
export const PolicyOperator = OneOf([
  'EQUALS',
  'LIKE',
  'GREATER_THAN',
  'LESS_THAN',
  'GREATER_THAN_EQUAL',
  'LESS_THAN_EQUAL',
  'BETWEEN',
  'BEGINS_WITH',
  'ENDS_WITH',
  'CONTAINS',
]);
export type PolicyOperator = Static<typeof PolicyOperator>;

export const PolicyFilter = Type.Object({
  column: Type.String({ minLength: 1, maxLength: 255 }),
  operator: PolicyOperator,
  values: Type.Array(Type.String({ maxLength: 255 }), { minItems: 1, maxItems: 500 }),
  /** Rows that do not pass it. An empty cell passes neither way. */
  not: Type.Boolean(),
});
export type PolicyFilter = Static<typeof PolicyFilter>;

const people = {
  memberIds: Type.Array(Id, { maxItems: 1_000 }),
  teamIds: Type.Array(Id, { maxItems: 1_000 }),
};
const PolicyName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const Filters = Type.Array(PolicyFilter, { minItems: 1, maxItems: 50 });

/** `open`: “All Rows”, which every DataSet has as number 0. `user`: shows the rows that pass all its filters. */
export const DatasetPolicy = Type.Object({
  number: Type.Integer(),
  type: OneOf(['open', 'user']),
  name: Type.String(),
  filters: Type.Array(PolicyFilter),
  ...people,
});
export type DatasetPolicy = Static<typeof DatasetPolicy>;

export const DatasetSharing = Type.Object({
  level: DatasetLevel,
  audience: DatasetAudience,
  shares: Type.Array(DatasetShare),
  policiesOn: Type.Boolean(),
  /** Null: only its owners see them. */
  policies: Nullable(Type.Array(DatasetPolicy)),
});
export type DatasetSharing = Static<typeof DatasetSharing>;

/** Policies of one DataSet, “All Rows” beside them. */
export const MOST_POLICIES = 200;

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;
const Params = Type.Object({ datasetId: DatasetId });
const ShareParams = Type.Object({ datasetId: DatasetId, kind: OneOf(['member', 'team']), granteeId: Id });
const MemberParams = Type.Object({ datasetId: DatasetId, memberId: Id });
const PolicyParams = Type.Object({
  datasetId: DatasetId,
  number: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
});

export const datasetSharingRoutes = {
  get: route({
    id: 'datasetSharing.get',
    method: 'GET',
    path: '/api/datasets/:datasetId/sharing',
    ...see,
    summary: 'Whom a DataSet is shared with; to its owners also who sees which rows.',
    params: Params,
    response: DatasetSharing,
  }),
  audience: route({
    id: 'datasetSharing.audience',
    method: 'PUT',
    path: '/api/datasets/:datasetId/audience',
    ...manage,
    summary: 'Lets everybody who sees data see a DataSet, or only those named.',
    params: Params,
    body: Type.Object({ audience: DatasetAudience }),
    response: DatasetSharing,
  }),
  share: route({
    id: 'datasetSharing.share',
    method: 'PUT',
    path: '/api/datasets/:datasetId/shares/:kind/:granteeId',
    ...manage,
    summary: 'Lets a member or a team do something with a DataSet, within what their role allows.',
    params: ShareParams,
    body: Type.Object({ level: DatasetLevel }),
    response: DatasetSharing,
  }),
  unshare: route({
    id: 'datasetSharing.unshare',
    method: 'DELETE',
    path: '/api/datasets/:datasetId/shares/:kind/:granteeId',
    ...manage,
    summary: 'Takes a share of a DataSet away; the last owner stays.',
    params: ShareParams,
  }),
  switchPolicies: route({
    id: 'datasetSharing.switchPolicies',
    method: 'PUT',
    path: '/api/datasets/:datasetId/policies-on',
    ...manage,
    summary: 'Switches policies on, so that whoever is in none sees no rows, or off.',
    params: Params,
    body: Type.Object({ on: Type.Boolean() }),
    response: DatasetSharing,
  }),
  addPolicy: route({
    id: 'datasetSharing.addPolicy',
    method: 'POST',
    path: '/api/datasets/:datasetId/policies',
    ...manage,
    summary: 'Makes a policy: rows that pass all its filters, for its people.',
    params: Params,
    body: Type.Object({ name: PolicyName, filters: Filters, ...people }),
    response: DatasetPolicy,
    status: 201,
  }),
  changePolicy: route({
    id: 'datasetSharing.changePolicy',
    method: 'PATCH',
    path: '/api/datasets/:datasetId/policies/:number',
    ...manage,
    summary: 'Changes a policy; of “All Rows”, number 0, its people.',
    params: PolicyParams,
    body: Type.Partial(Type.Object({ name: PolicyName, filters: Filters, ...people })),
    response: DatasetPolicy,
  }),
  removePolicy: route({
    id: 'datasetSharing.removePolicy',
    method: 'DELETE',
    path: '/api/datasets/:datasetId/policies/:number',
    ...manage,
    summary: 'Deletes a policy: its people see its rows no more, unless another one shows them.',
    params: PolicyParams,
  }),
  seeAs: route({
    id: 'datasetSharing.seeAs',
    method: 'GET',
    path: '/api/datasets/:datasetId/as/:memberId',
    ...manage,
    summary: 'To an owner: the DataSet as a member sees it, or would if its policies were on.',
    params: MemberParams,
    query: Type.Object({
      /** As if policies were on. */
      ifOn: Type.Optional(Type.Boolean()),
      limit: Limit(100, 20),
    }),
    response: Type.Object({
      /** Null: they do not see it at all. */
      level: Nullable(DatasetLevel),
      rowsKept: Type.Boolean(),
      rows: DatasetRows,
      /** How many they see. */
      total: Type.Integer(),
    }),
  }),
};
