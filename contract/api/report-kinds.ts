import { type Static, Type } from 'typebox';
import { DatasetColumn, DatasetRows } from './datasets.ts';
import { Id, Nullable, OneOf } from './common.ts';
import { route } from './route.ts';

/** Another option has one of these values. */
export const OptionWhen = Type.Object({ option: Type.String(), is: Type.Array(Type.String()) });
export type OptionWhen = Static<typeof OptionWhen>;

const Choice = Type.Object({
  value: Type.String(),
  label: Type.String(),
  help: Type.Optional(Type.String()),
  /** It cannot be chosen with this account, and why. */
  unavailable: Type.Optional(Type.String()),
});

const field = {
  key: Type.String(),
  label: Type.String(),
  help: Type.Optional(Type.String()),
  /** Shown, and asked for, only while all of these hold. */
  when: Type.Optional(Type.Array(OptionWhen)),
};

/** A menu or field of a connector's Details. */
export const OptionField = Type.Union([
  Type.Object({
    ...field,
    kind: Type.Literal('choice'),
    choices: Type.Array(Choice),
    default: Type.String(),
  }),
  Type.Object({
    ...field,
    kind: Type.Literal('choices'),
    choices: Type.Array(Choice),
    default: Type.Array(Type.String()),
    /** So many must be chosen at least. */
    least: Type.Integer(),
  }),
  Type.Object({
    ...field,
    kind: Type.Literal('number'),
    least: Type.Integer(),
    most: Type.Integer(),
    default: Nullable(Type.Integer()),
    unit: Type.String(),
  }),
  /** A day, as `2026-11-30`. */
  Type.Object({ ...field, kind: Type.Literal('date') }),
  /** Own posts of the account, picked or pasted. */
  Type.Object({ ...field, kind: Type.Literal('posts'), most: Type.Integer() }),
  /** A DataSet, by its id or the address of its page. */
  Type.Object({ ...field, kind: Type.Literal('dataset') }),
  /** A server with Domo's API, by its id. */
  Type.Object({ ...field, kind: Type.Literal('server') }),
  /** A DataSet of the server that the option `of` names, by its id or the address of its page. */
  Type.Object({ ...field, kind: Type.Literal('server_dataset'), of: Type.String() }),
  /** A column of the DataSet that the option `of` names, or of that on a server; empty: found by itself. */
  Type.Object({
    ...field,
    kind: Type.Literal('column'),
    of: Type.String(),
    /** The option that names the DataSet of a server, where that is asked for. */
    ofServer: Type.Optional(Type.String()),
    suggests: Type.Array(Type.String()),
  }),
  Type.Object({
    ...field,
    kind: Type.Literal('text'),
    most: Type.Integer(),
    required: Type.Boolean(),
  }),
  Type.Object({ ...field, kind: Type.Literal('switch'), default: Type.Boolean() }),
]);
export type OptionField = Static<typeof OptionField>;

const OptionValue = Type.Union([
  Type.String({ maxLength: 4_000 }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1_000 }),
  Type.Null(),
]);
/** What was chosen, by the keys of the fields. */
export const ReportOptions = Type.Record(Type.String({ maxLength: 60 }), OptionValue, { maxProperties: 60 });
export type ReportOptions = Static<typeof ReportOptions>;

export const UpdateMethod = OneOf(['replace', 'append', 'upsert', 'partition']);
export type UpdateMethod = Static<typeof UpdateMethod>;

/** A connector: something that reports can be made of. */
export const ReportKind = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** What it brings, in a sentence or two. */
  summary: Type.String(),
  /** It reads X, and needs an account to do so. */
  needsAccount: Type.Boolean(),
  /** What one must have. */
  prerequisites: Type.Array(Type.String()),
  questions: Type.Array(Type.Object({ question: Type.String(), answer: Type.String() })),
  /** How a new report updates its DataSet, unless its owner says otherwise. */
  method: UpdateMethod,
  /** A new report runs every 24 hours, unless its owner says otherwise. */
  daily: Type.Boolean(),
  /** A DataSet whose updates can start a run is among its options: the key. */
  input: Nullable(Type.String()),
});
export type ReportKind = Static<typeof ReportKind>;

export const ReportDraft = Type.Object({
  kind: Type.String({ maxLength: 60 }),
  accountId: Nullable(Id),
  options: ReportOptions,
  /** Whose days and hours the options mean, as `Europe/Berlin`. */
  zone: Type.String({ minLength: 1, maxLength: 60 }),
});
export type ReportDraft = Static<typeof ReportDraft>;

/** What a run would ask of X, at most. */
export const RunEstimate = Type.Object({
  requests: Type.Integer(),
  /** Millionths of a US dollar. */
  microUsd: Type.Integer(),
  /** How the figures came about, and what they leave out. */
  notes: Type.Array(Type.String()),
});
export type RunEstimate = Static<typeof RunEstimate>;

const manage = { access: 'administrator', permission: 'data.manage' } as const;
const KindParams = Type.Object({ kindId: Type.String({ maxLength: 60 }) });

export const reportKindRoutes = {
  list: route({
    id: 'reportKinds.list',
    method: 'GET',
    path: '/api/report-kinds',
    access: 'supervisor',
    permission: 'data.see',
    summary: 'The connectors.',
    response: Type.Object({ kinds: Type.Array(ReportKind) }),
  }),
  options: route({
    id: 'reportKinds.options',
    method: 'GET',
    path: '/api/report-kinds/:kindId/options',
    ...manage,
    summary: 'The menus of a connector, as they are with an account.',
    params: KindParams,
    query: Type.Object({ accountId: Type.Optional(Id) }),
    response: Type.Object({ options: Type.Array(OptionField) }),
  }),
  check: route({
    id: 'reportKinds.check',
    method: 'POST',
    path: '/api/report-kinds/check',
    ...manage,
    summary:
      'Checks what was chosen: the columns that come of it, and what a run would cost; asks nothing of X.',
    body: ReportDraft,
    response: Type.Object({
      columns: Type.Array(DatasetColumn),
      /** The columns that tell its rows apart. */
      keys: Type.Array(Type.String()),
      estimate: RunEstimate,
    }),
  }),
  preview: route({
    id: 'reportKinds.preview',
    method: 'POST',
    path: '/api/report-kinds/preview',
    ...manage,
    summary: 'The first real rows of what was chosen; nothing is stored. X is asked, and charges for it.',
    body: ReportDraft,
    response: DatasetRows,
  }),
  /** For the picker: own posts of an account, newest first. */
  posts: route({
    id: 'reportKinds.posts',
    method: 'GET',
    path: '/api/report-kinds/posts',
    ...manage,
    summary: 'Own posts of an account, newest first, from the last ones on; X is asked, and charges for it.',
    query: Type.Object({
      accountId: Id,
      token: Type.Optional(Type.String({ maxLength: 200 })),
      /** Those of at most 100 ids, with commas between. */
      ids: Type.Optional(Type.String({ maxLength: 2_100, pattern: '^[0-9]{1,19}(,[0-9]{1,19}){0,99}$' })),
    }),
    response: Type.Object({
      posts: Type.Array(
        Type.Object({
          id: Type.String(),
          text: Type.String(),
          createdAt: Nullable(Type.String()),
        }),
      ),
      next: Nullable(Type.String()),
    }),
  }),
};
