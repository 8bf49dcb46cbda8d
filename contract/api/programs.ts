import { Type, type Static } from 'typebox';
import { Id, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

const KeyId = Type.String({ pattern: '^(app|int|act)_[0-9a-f]{24}$' });
const KeyParams = Type.Object({ id: KeyId });

/** A key of the Sunshine Conversations API. */
export const ProgramKey = Type.Object({
  id: KeyId,
  name: Type.String(),
  /** `app`: the workspace. `integration`: one bot or business system. `account`: what only account keys may. */
  scope: OneOf(['account', 'app', 'integration']),
  integrationId: Nullable(Id),
  createdAt: Time,
  lastUsedAt: Nullable(Time),
});
export type ProgramKey = Static<typeof ProgramKey>;

export const programKeyRoutes = {
  list: route({
    id: 'programKeys.list',
    method: 'GET',
    path: '/api/programs/keys',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Keys of the Sunshine Conversations API, and what a client has to be told: app id and address.',
    response: Type.Object({
      appId: Id,
      baseUrl: Type.String(),
      keys: Type.Array(ProgramKey),
    }),
  }),
  create: route({
    id: 'programKeys.create',
    method: 'POST',
    path: '/api/programs/keys',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Makes a key; at most ten for the app, and ten for each integration.',
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      scope: OneOf(['account', 'app', 'integration']),
      /** Of a custom integration; for that scope only. */
      integrationId: Type.Optional(Nullable(Id)),
    }),
    response: Type.Object({ key: ProgramKey, secret: Type.String() }),
    status: 201,
  }),
  secret: route({
    id: 'programKeys.secret',
    method: 'POST',
    path: '/api/programs/keys/:id/secret',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Shows a key’s secret again; it is on record who looked.',
    params: KeyParams,
    response: Type.Object({ secret: Type.String() }),
  }),
  remove: route({
    id: 'programKeys.remove',
    method: 'DELETE',
    path: '/api/programs/keys/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Takes a key away at once.',
    params: KeyParams,
  }),
};
