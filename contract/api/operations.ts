import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, Time } from './common.ts';
import { route } from './route.ts';

export const ParkedDelivery = Type.Object({
  id: Id,
  receivedAt: Time,
  transport: Type.String(),
  reason: Type.String(),
  tries: Type.Integer(),
  byteSize: Type.Integer(),
});
export type ParkedDelivery = Static<typeof ParkedDelivery>;

export const operationsRoutes = {
  parked: route({
    id: 'operations.parked',
    method: 'GET',
    path: '/api/operations/parked',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Deliveries from X that could not be taken in, kept for another try.',
    query: Type.Object({ cursor: Type.Optional(Cursor), limit: Limit(100, 50) }),
    response: Type.Object({ deliveries: Type.Array(ParkedDelivery), next: Nullable(Cursor) }),
  }),
  replay: route({
    id: 'operations.replay',
    method: 'POST',
    path: '/api/operations/parked/:id/replay',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Tries a parked delivery again.',
    params: IdParams,
    response: Type.Object({ done: Type.Boolean(), reason: Nullable(Type.String()) }),
  }),
  unknownKinds: route({
    id: 'operations.unknownKinds',
    method: 'GET',
    path: '/api/operations/unknown-kinds',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Kinds of events from X that this version does not know, with counts.',
    response: Type.Object({
      kinds: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer(), lastAt: Time })),
    }),
  }),
};
