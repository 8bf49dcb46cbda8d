import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, Time } from './common.ts';
import { route } from './route.ts';
import { Member, Role } from './session.ts';

export const memberRoutes = {
  list: route({
    id: 'members.list',
    method: 'GET',
    path: '/api/members',
    access: 'agent',
    summary: 'Everybody in the workspace.',
    response: Type.Object({ members: Type.Array(Member) }),
  }),
  update: route({
    id: 'members.update',
    method: 'PATCH',
    path: '/api/members/:id',
    access: 'administrator',
    permission: 'people.manage',
    summary: "Changes a member's name, role or access; the last administrator stays one.",
    params: IdParams,
    body: Type.Object({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      role: Type.Optional(Role),
      /** A role of the workspace's own; null: the standard one. */
      customRoleId: Type.Optional(Nullable(Id)),
      active: Type.Optional(Type.Boolean()),
    }),
    response: Member,
  }),
};

export const Invitation = Type.Object({
  id: Id,
  email: Type.String(),
  role: Role,
  customRoleId: Nullable(Id),
  createdAt: Time,
  expiresAt: Time,
  acceptedAt: Nullable(Time),
});
export type Invitation = Static<typeof Invitation>;

export const invitationAdminRoutes = {
  list: route({
    id: 'invitations.list',
    method: 'GET',
    path: '/api/invitations',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'Invitations that are open or were accepted.',
    response: Type.Object({ invitations: Type.Array(Invitation) }),
  }),
  create: route({
    id: 'invitations.create',
    method: 'POST',
    path: '/api/invitations',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'Invites somebody; the link is shown once.',
    body: Type.Object({
      email: Type.String({ format: 'email', maxLength: 200 }),
      role: Role,
      customRoleId: Type.Optional(Nullable(Id)),
    }),
    response: Type.Object({ invitation: Invitation, link: Type.String() }),
    status: 201,
  }),
  remove: route({
    id: 'invitations.remove',
    method: 'DELETE',
    path: '/api/invitations/:id',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'Withdraws an invitation.',
    params: IdParams,
  }),
};

export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  prefix: Type.String({ description: 'First characters, to recognise it by' }),
  role: Role,
  customRoleId: Nullable(Id),
  createdAt: Time,
  lastUsedAt: Nullable(Time),
  revokedAt: Nullable(Time),
});
export type ApiKey = Static<typeof ApiKey>;

export const apiKeyRoutes = {
  list: route({
    id: 'apiKeys.list',
    method: 'GET',
    path: '/api/keys',
    access: 'administrator',
    permission: 'people.manage',
    summary: "The workspace's API keys.",
    response: Type.Object({ keys: Type.Array(ApiKey) }),
  }),
  create: route({
    id: 'apiKeys.create',
    method: 'POST',
    path: '/api/keys',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'Makes an API key; the secret is shown once.',
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      role: Role,
      customRoleId: Type.Optional(Nullable(Id)),
    }),
    response: Type.Object({ key: ApiKey, secret: Type.String() }),
    status: 201,
  }),
  revoke: route({
    id: 'apiKeys.revoke',
    method: 'DELETE',
    path: '/api/keys/:id',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'Revokes an API key at once.',
    params: IdParams,
  }),
};

export const AuditEntry = Type.Object({
  seq: Type.String(),
  at: Time,
  actorId: Nullable(Type.String()),
  actorKind: Type.String(),
  action: Type.String({ description: 'Dotted, past tense: x_app.created' }),
  subjectKind: Nullable(Type.String()),
  subjectId: Nullable(Type.String()),
  /** Of what is set up: as it was called then; of people and their records: as they are called now. Null: unknown. */
  subjectName: Nullable(Type.String()),
});

const AuditFilter = {
  actorId: Type.Optional(Id),
  /** The action, or its beginning: `message.` */
  action: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z0-9_.]*$' })),
  subjectId: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(Time),
  until: Type.Optional(Time),
};

export const auditRoutes = {
  list: route({
    id: 'audit.list',
    method: 'GET',
    path: '/api/audit',
    access: 'administrator',
    permission: 'audit.see',
    summary: 'Who did what, newest first, each entry chained to the one before. Of people it holds ids only.',
    query: Type.Object({ ...AuditFilter, cursor: Type.Optional(Cursor), limit: Limit(100, 50) }),
    response: Type.Object({
      entries: Type.Array(AuditEntry),
      next: Nullable(Cursor),
      /** Every entry shown follows from the one before it. */
      intact: Type.Boolean(),
    }),
  }),
  verify: route({
    id: 'audit.verify',
    method: 'POST',
    path: '/api/audit/verify',
    access: 'administrator',
    permission: 'audit.see',
    summary: 'Checks the next stretch of the chain, at most 5,000 entries; call it again from `next` on.',
    body: Type.Object({ after: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
    response: Type.Object({
      next: Nullable(Type.String()),
      checked: Type.Integer(),
      total: Type.String(),
      /** The first entry that does not follow from the one before it. */
      brokenAt: Nullable(Type.String()),
      /** The chain's end: kept elsewhere, it shows later that nothing before it was changed. */
      head: Type.Object({ seq: Type.String(), hash: Type.String() }),
    }),
  }),
  csv: route({
    id: 'audit.csv',
    method: 'GET',
    path: '/api/audit/csv',
    access: 'administrator',
    permission: 'audit.see',
    summary: 'The entries that fit, newest first, as CSV; at most 100,000.',
    query: Type.Object(AuditFilter),
    special: 'bytes',
  }),
};
