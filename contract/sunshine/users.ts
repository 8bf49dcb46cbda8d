import { Type, type Static } from 'typebox';
import { Empty, Metadata, OrNull, PageLinks, PageMeta, SunshineId, SunshineTime } from './fields.ts';
import { operation } from './operation.ts';

const Scopes = ['account', 'app', 'integration'] as const;

export const SunshineProfile = Type.Object({
  givenName: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 128 }))),
  surname: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 128 }))),
  email: Type.Optional(OrNull(Type.String({ format: 'email', minLength: 1, maxLength: 128 }))),
  avatarUrl: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 2048 }))),
  locale: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 64 }))),
});
export type SunshineProfile = Static<typeof SunshineProfile>;

export const SunshineUser = Type.Object({
  id: SunshineId,
  authenticated: Type.Boolean(),
  externalId: Type.Optional(Type.String()),
  signedUpAt: SunshineTime,
  profile: SunshineProfile,
  metadata: Metadata,
  identities: Type.Array(Type.Object({ type: Type.Literal('email'), value: Type.String() })),
});
export type SunshineUser = Static<typeof SunshineUser>;

export const SunshineClient = Type.Object({
  id: SunshineId,
  type: Type.Literal('twitter'),
  status: Type.Enum(['active', 'blocked', 'inactive', 'pending']),
  integrationId: SunshineId,
  externalId: Type.String(),
  lastSeen: OrNull(SunshineTime),
  linkedAt: SunshineTime,
  displayName: OrNull(Type.String()),
  avatarUrl: OrNull(Type.String()),
  info: Type.Record(Type.String(), Type.Unknown()),
  raw: Type.Record(Type.String(), Type.Unknown()),
});
export type SunshineClient = Static<typeof SunshineClient>;

const User = Type.Object({ user: SunshineUser });

export const userOperations = {
  create: operation({
    id: 'CreateUser',
    version: 'v2',
    method: 'POST',
    path: '/v2/apps/:appId/users',
    scopes: Scopes,
    summary: 'Makes a user under an id of the caller’s own.',
    body: Type.Object({
      externalId: Type.String({ minLength: 1, maxLength: 1024 }),
      signedUpAt: Type.Optional(SunshineTime),
      profile: Type.Optional(SunshineProfile),
      metadata: Type.Optional(Metadata),
    }),
    status: 201,
    response: User,
  }),
  list: operation({
    id: 'ListUsers',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps/:appId/users',
    scopes: Scopes,
    summary: 'Users with this e-mail address.',
    filter: Type.Object({ 'identities.email': Type.String({ minLength: 1, maxLength: 128 }) }),
    status: 200,
    response: Type.Object({ users: Type.Array(SunshineUser) }),
  }),
  get: operation({
    id: 'GetUser',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps/:appId/users/:userIdOrExternalId',
    scopes: Scopes,
    summary: 'One user, by our id or the caller’s own.',
    status: 200,
    response: User,
  }),
  update: operation({
    id: 'UpdateUser',
    version: 'v2',
    method: 'PATCH',
    path: '/v2/apps/:appId/users/:userIdOrExternalId',
    scopes: Scopes,
    summary: 'Changes profile and metadata; what is not named stays, null takes away.',
    body: Type.Object({
      signedUpAt: Type.Optional(SunshineTime),
      profile: Type.Optional(SunshineProfile),
      metadata: Type.Optional(Metadata),
    }),
    status: 200,
    response: User,
  }),
  remove: operation({
    id: 'DeleteUser',
    version: 'v2',
    method: 'DELETE',
    path: '/v2/apps/:appId/users/:userIdOrExternalId',
    scopes: Scopes,
    summary: 'Deletes a user with everything they wrote: for a person of X, an erasure.',
    status: 200,
    response: Empty,
  }),
  removePersonal: operation({
    id: 'DeleteUserPersonalInformation',
    version: 'v2',
    method: 'DELETE',
    path: '/v2/apps/:appId/users/:userIdOrExternalId/personalinformation',
    scopes: Scopes,
    summary: 'Forgets name, picture, address and metadata; the conversation stays.',
    status: 200,
    response: User,
  }),
  sync: operation({
    id: 'SyncUser',
    version: 'v2',
    method: 'POST',
    path: '/v2/apps/:appId/users/:zendeskId/sync',
    scopes: Scopes,
    summary: 'Joins users with those of Zendesk.',
    status: 200,
    refused: 'There is no Zendesk account behind this app: 404 `user_not_found`.',
  }),
};

export const clientOperations = {
  create: operation({
    id: 'CreateClient',
    version: 'v2',
    method: 'POST',
    path: '/v2/apps/:appId/users/:userIdOrExternalId/clients',
    scopes: Scopes,
    summary: 'Links a user to a channel of e-mail, SMS or WhatsApp.',
    body: Type.Object({
      matchCriteria: Type.Object({
        type: Type.String({ maxLength: 100 }),
        integrationId: Type.Optional(Type.String({ maxLength: 100 })),
      }),
    }),
    status: 201,
    response: Type.Object({ client: SunshineClient }),
    refused: 'X only lets people begin: channels other than X are not there, 404 `integration_not_found`.',
  }),
  list: operation({
    id: 'ListClients',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps/:appId/users/:userIdOrExternalId/clients',
    scopes: Scopes,
    summary: 'The handles with which a user writes, each with their profile of X.',
    paged: true,
    status: 200,
    response: Type.Object({ clients: Type.Array(SunshineClient), meta: PageMeta, links: PageLinks }),
  }),
  remove: operation({
    id: 'RemoveClient',
    version: 'v2',
    method: 'DELETE',
    path: '/v2/apps/:appId/users/:userIdOrExternalId/clients/:clientId',
    scopes: Scopes,
    summary: 'Takes a user off a channel.',
    status: 200,
    response: Empty,
    refused: 'Who wrote to a handle stays there: 400 `bad_request`.',
  }),
};

export const deviceOperations = {
  list: operation({
    id: 'ListDevices',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps/:appId/users/:userIdOrExternalId/devices',
    scopes: Scopes,
    summary: 'Devices that run an SDK: none, on X.',
    status: 200,
    response: Type.Object({ devices: Type.Array(Type.Object({})) }),
  }),
  get: operation({
    id: 'GetDevice',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps/:appId/users/:userIdOrExternalId/devices/:deviceId',
    scopes: Scopes,
    summary: 'One device.',
    status: 200,
    refused: 'X has no devices to show: 404 `device_not_found`.',
  }),
};
