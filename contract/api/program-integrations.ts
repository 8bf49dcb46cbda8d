import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';
import { SetupName, SetupUse } from './setup.ts';

/** Where an integration is told, and of what. Its log and its secret are the webhook's own. */
export const ProgramWebhook = Type.Object({
  id: Id,
  target: Type.String(),
  triggers: Type.Array(Type.String()),
  version: OneOf(['v1.1', 'v2']),
  state: OneOf(['active', 'paused']),
});

/** A bot or a business system, as programs know it: an integration of type `custom`. */
export const ProgramIntegration = Type.Object({
  id: Id,
  name: Nullable(Type.String()),
  createdAt: Time,
  webhooks: Type.Array(ProgramWebhook),
  /** Its seat at the switchboard, when it has one: the name by which conversations are passed to it. */
  seat: Nullable(Type.String()),
});
export type ProgramIntegration = Static<typeof ProgramIntegration>;

const access = { access: 'administrator', permission: 'setup.manage' } as const;

export const programIntegrationRoutes = {
  list: route({
    id: 'programIntegrations.list',
    method: 'GET',
    path: '/api/programs/integrations',
    ...access,
    summary: 'Bots and business systems (at most 500), each with its webhook.',
    response: Type.Object({ integrations: Type.Array(ProgramIntegration) }),
  }),
  create: route({
    id: 'programIntegrations.create',
    method: 'POST',
    path: '/api/programs/integrations',
    ...access,
    summary: 'Makes one with its webhook, of version 2. Answers the secret that the receiver checks.',
    body: Type.Object({
      name: SetupName,
      target: Type.String({ minLength: 1, maxLength: 2_048 }),
      triggers: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 50 }),
    }),
    response: Type.Object({ integration: ProgramIntegration, secret: Type.String() }),
    status: 201,
  }),
  rename: route({
    id: 'programIntegrations.rename',
    method: 'PATCH',
    path: '/api/programs/integrations/:id',
    ...access,
    summary: 'Gives it another name.',
    params: IdParams,
    body: Type.Object({ name: SetupName }),
    response: ProgramIntegration,
  }),
  uses: route({
    id: 'programIntegrations.uses',
    method: 'GET',
    path: '/api/programs/integrations/:id/uses',
    ...access,
    summary: 'What uses it, so that it cannot be deleted: seats at the switchboard.',
    params: IdParams,
    response: Type.Object({ uses: Type.Array(SetupUse) }),
  }),
  remove: route({
    id: 'programIntegrations.remove',
    method: 'DELETE',
    path: '/api/programs/integrations/:id',
    ...access,
    summary: 'Deletes it with its keys and its webhook; refused while it sits at the switchboard.',
    params: IdParams,
  }),
};
