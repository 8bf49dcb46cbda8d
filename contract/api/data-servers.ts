import { type Static, Type } from 'typebox';
import { Id, Nullable, Time } from './common.ts';
import { DatasetColumn } from './datasets.ts';
import { route } from './route.ts';

/** A server with Domo's API whose DataSets reports can read. Its secret is never told. */
export const DataServer = Type.Object({
  id: Id,
  name: Type.String(),
  /** `api.domo.com`, or an address that begins with https:// */
  host: Type.String(),
  clientId: Type.String(),
  createdAt: Time,
  lastUsedAt: Nullable(Time),
  /** Reports that read from it. */
  reports: Type.Integer(),
});
export type DataServer = Static<typeof DataServer>;

const parts = {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  host: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
  clientId: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
};
const Secret = Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' });

/** A DataSet of such a server, as it says. */
export const ForeignDataset = Type.Object({
  id: Type.String(),
  name: Type.String(),
  rows: Type.Integer(),
  columns: Type.Array(DatasetColumn),
});
export type ForeignDataset = Static<typeof ForeignDataset>;

const manage = { access: 'administrator', permission: 'data.manage' } as const;
const ServerParams = Type.Object({ id: Id });

export const dataServerRoutes = {
  list: route({
    id: 'dataServers.list',
    method: 'GET',
    path: '/api/data-servers',
    ...manage,
    summary: 'Servers with Domo’s API whose DataSets reports can read.',
    response: Type.Object({ servers: Type.Array(DataServer) }),
  }),
  create: route({
    id: 'dataServers.create',
    method: 'POST',
    path: '/api/data-servers',
    ...manage,
    summary: 'Adds a server by host, client id and secret, once it has taken them. At most 50.',
    body: Type.Object({ ...parts, secret: Secret }),
    response: DataServer,
    status: 201,
  }),
  change: route({
    id: 'dataServers.change',
    method: 'PATCH',
    path: '/api/data-servers/:id',
    ...manage,
    summary: 'Changes a server, once it has taken what is new. Another host or client needs its secret.',
    params: ServerParams,
    body: Type.Partial(Type.Object({ ...parts, secret: Secret })),
    response: DataServer,
  }),
  remove: route({
    id: 'dataServers.remove',
    method: 'DELETE',
    path: '/api/data-servers/:id',
    ...manage,
    summary: 'Forgets a server and its secret. Refused while reports read from it.',
    params: ServerParams,
  }),
  dataset: route({
    id: 'dataServers.dataset',
    method: 'GET',
    path: '/api/data-servers/:id/dataset',
    ...manage,
    summary: 'Name, rows and columns of a DataSet of the server, by its id or the address of its page.',
    params: ServerParams,
    query: Type.Object({ dataset: Type.String({ minLength: 1, maxLength: 2_000 }) }),
    response: ForeignDataset,
  }),
};
