import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time, XId } from './common.ts';
import { route } from './route.ts';

const manage = { access: 'administrator', permission: 'privacy.manage' } as const;

const Counts = Type.Array(Type.Object({ table: Type.String(), count: Type.Integer() }));

/** What is held of a person. */
export const HeldPerson = Type.Object({
  customerId: Id,
  xUserId: XId,
  username: Nullable(Type.String()),
  name: Nullable(Type.String()),
  contact: Nullable(Type.Object({ id: Id, name: Type.String() })),
  counts: Counts,
  /** Files outside the database. */
  files: Type.Integer(),
  /** What has to be typed to confirm an erasure. */
  confirm: Type.String(),
});
export type HeldPerson = Static<typeof HeldPerson>;

export const ErasureCertificate = Type.Object({
  version: Type.Literal(1),
  requestId: Id,
  workspaceId: Id,
  /** SHA-256 over the workspace's salt and the X user id. */
  person: Type.String(),
  requestedBy: Nullable(Id),
  requestedAt: Time,
  erasedAt: Time,
  includedContact: Type.Boolean(),
  /** Rows deleted or emptied, with a SHA-256 over their keys. */
  erased: Type.Array(Type.Object({ table: Type.String(), count: Type.Integer(), digest: Type.String() })),
  files: Type.Integer(),
  kept: Type.Array(Type.Object({ table: Type.String(), why: Type.String() })),
  /** SHA-256 over everything above, as it stands in the audit log too. */
  hash: Type.String(),
});
export type ErasureCertificate = Static<typeof ErasureCertificate>;

export const PrivacyRequest = Type.Object({
  id: Id,
  kind: OneOf(['erase', 'export']),
  state: OneOf(['waiting', 'running', 'done', 'failed']),
  includeContact: Type.Boolean(),
  /** Rows done so far. */
  done: Type.Integer(),
  failure: Nullable(Type.String()),
  requestedBy: Nullable(Id),
  requestedAt: Time,
  finishedAt: Nullable(Time),
  /** Of an export, until it expires. */
  byteSize: Nullable(Type.Integer()),
  expiresAt: Nullable(Time),
  hasCertificate: Type.Boolean(),
});
export type PrivacyRequest = Static<typeof PrivacyRequest>;

export const privacyRoutes = {
  find: route({
    id: 'privacy.find',
    method: 'POST',
    path: '/api/privacy/person',
    ...manage,
    summary: 'Finds a person by @name, X id or customer id, and counts what is held of them.',
    body: Type.Object({ who: Type.String({ minLength: 1, maxLength: 60 }) }),
    response: HeldPerson,
  }),
  request: route({
    id: 'privacy.request',
    method: 'POST',
    path: '/api/privacy/requests',
    ...manage,
    summary:
      'Erases or exports one person everywhere, in the background. An erasure is confirmed by typing the name.',
    body: Type.Object({
      customerId: Id,
      kind: OneOf(['erase', 'export']),
      includeContact: Type.Boolean(),
      confirm: Type.Optional(Type.String({ maxLength: 60 })),
    }),
    response: PrivacyRequest,
    status: 201,
  }),
  list: route({
    id: 'privacy.list',
    method: 'GET',
    path: '/api/privacy/requests',
    ...manage,
    summary: 'Erasures and exports of people, newest first.',
    query: Type.Object({ cursor: Type.Optional(Cursor), limit: Limit(100, 20) }),
    response: Type.Object({ requests: Type.Array(PrivacyRequest), next: Nullable(Cursor) }),
  }),
  get: route({
    id: 'privacy.get',
    method: 'GET',
    path: '/api/privacy/requests/:id',
    ...manage,
    summary: 'One request.',
    params: IdParams,
    response: PrivacyRequest,
  }),
  certificate: route({
    id: 'privacy.certificate',
    method: 'GET',
    path: '/api/privacy/requests/:id/certificate',
    ...manage,
    summary: 'The certificate of a finished erasure.',
    params: IdParams,
    response: ErasureCertificate,
  }),
  verify: route({
    id: 'privacy.verify',
    method: 'POST',
    path: '/api/privacy/certificates/verify',
    ...manage,
    summary: 'Compares a certificate with its own hash and with the audit log.',
    body: Type.Object({
      certificate: Type.String({ maxLength: 200_000, description: 'The file as it was downloaded' }),
    }),
    response: Type.Object({ valid: Type.Boolean(), problem: Nullable(Type.String()) }),
  }),
  file: route({
    id: 'privacy.file',
    method: 'GET',
    path: '/api/privacy/requests/:id/file',
    ...manage,
    summary: 'The file of a finished export: JSON and files in a zip.',
    params: IdParams,
    special: 'bytes',
  }),
};
