import { type Static, Type } from 'typebox';
import { Id, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

export const DataScope = OneOf(['data', 'user', 'account']);
export type DataScope = Static<typeof DataScope>;

/** A program that speaks the Domo API. */
export const DataClient = Type.Object({
  /** Its client id. */
  id: Id,
  name: Type.String(),
  scopes: Type.Array(DataScope),
  createdAt: Time,
  lastUsedAt: Nullable(Time),
});
export type DataClient = Static<typeof DataClient>;

const ClientParams = Type.Object({ id: Id });

export const dataClientRoutes = {
  list: route({
    id: 'dataClients.list',
    method: 'GET',
    path: '/api/data-clients',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Clients of the Domo API, and the host that they are told.',
    response: Type.Object({ host: Type.String(), clients: Type.Array(DataClient) }),
  }),
  create: route({
    id: 'dataClients.create',
    method: 'POST',
    path: '/api/data-clients',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Makes a client id and secret; the secret is told once. At most 100.',
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
      scopes: Type.Array(DataScope, { minItems: 1, maxItems: 3 }),
    }),
    response: Type.Object({ client: DataClient, secret: Type.String() }),
    status: 201,
  }),
  remove: route({
    id: 'dataClients.remove',
    method: 'DELETE',
    path: '/api/data-clients/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Takes a client away at once, with its tokens.',
    params: ClientParams,
  }),
};
