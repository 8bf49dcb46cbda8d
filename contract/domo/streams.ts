import { type Static, Type } from 'typebox';
import { DataSet, NewDataSet } from './datasets.ts';

export const UpdateMethod = Type.Union([
  Type.Literal('REPLACE'),
  Type.Literal('APPEND'),
  Type.Literal('UPSERT'),
]);
export type UpdateMethod = Static<typeof UpdateMethod>;

/** Upsert is APPEND with `keyColumnNames` in the documentation, and UPSERT in the Python client: both are taken. */
export const NewStream = Type.Object({
  dataSet: NewDataSet,
  updateMethod: Type.Optional(UpdateMethod),
  keyColumnNames: Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { maxItems: 50 })),
});
export type NewStream = Static<typeof NewStream>;

export const StreamChange = Type.Object({ updateMethod: Type.Optional(UpdateMethod) });

export const Stream = Type.Object({
  id: Type.Number(),
  dataSet: DataSet,
  updateMethod: UpdateMethod,
  keyColumnNames: Type.Optional(Type.Array(Type.String())),
  createdAt: Type.String(),
  modifiedAt: Type.String(),
});
export type Stream = Static<typeof Stream>;

export const NewExecution = Type.Object({
  updateMethod: Type.Optional(Type.Union([UpdateMethod, Type.Null()])),
});

export const Execution = Type.Object({
  id: Type.Number(),
  startedAt: Type.String(),
  endedAt: Type.Optional(Type.String()),
  currentState: Type.Union([
    Type.Literal('ACTIVE'),
    Type.Literal('SUCCESS'),
    Type.Literal('FAILED'),
    Type.Literal('ABORTED'),
  ]),
  rows: Type.Number(),
  createdAt: Type.String(),
  modifiedAt: Type.String(),
});
export type Execution = Static<typeof Execution>;
