import { Type, type Static } from 'typebox';
import { Empty, Metadata, OrNull, SunshineId } from './fields.ts';
import { operation } from './operation.ts';

const AppScopes = ['account', 'app'] as const;
const AllScopes = ['account', 'app', 'integration'] as const;
const at = (rest = '') => `/v2/apps/:appId/switchboards${rest}` as const;

/** Most programs, the desk among them, that a switchboard connects. */
export const MOST_SWITCHBOARD_INTEGRATIONS = 10;

const Switchboard = Type.Object({
  id: SunshineId,
  enabled: Type.Boolean(),
  defaultSwitchboardIntegrationId: Type.Optional(SunshineId),
});
export type SunshineSwitchboard = Static<typeof Switchboard>;

const SwitchboardIntegration = Type.Object({
  id: SunshineId,
  name: Type.String(),
  integrationId: SunshineId,
  integrationType: Type.String(),
  deliverStandbyEvents: Type.Boolean(),
  nextSwitchboardIntegrationId: Type.Optional(SunshineId),
  messageHistoryCount: Type.Optional(Type.Integer()),
});
export type SunshineSwitchboardIntegration = Static<typeof SwitchboardIntegration>;

const Name = Type.String({ pattern: '^[A-Za-z0-9_-]{1,128}$' });
const Given = {
  integrationId: Type.Optional(Type.String({ maxLength: 100 })),
  integrationType: Type.Optional(Type.String({ maxLength: 100 })),
  deliverStandbyEvents: Type.Optional(Type.Boolean()),
  nextSwitchboardIntegrationId: Type.Optional(OrNull(Type.String({ maxLength: 100 }))),
  messageHistoryCount: Type.Optional(OrNull(Type.Integer({ minimum: 1, maximum: 10 }))),
};

export const switchboardOperations = {
  create: operation({
    id: 'CreateSwitchboard',
    version: 'v2',
    method: 'POST',
    path: at(),
    scopes: AppScopes,
    summary: 'Makes the app’s switchboard; there is one.',
    status: 201,
    response: Type.Object({ switchboard: Switchboard }),
  }),
  list: operation({
    id: 'ListSwitchboards',
    version: 'v2',
    method: 'GET',
    path: at(),
    scopes: AppScopes,
    summary: 'The app’s switchboard, if it has one.',
    status: 200,
    response: Type.Object({ switchboards: Type.Array(Switchboard) }),
  }),
  update: operation({
    id: 'UpdateSwitchboard',
    version: 'v2',
    method: 'PATCH',
    path: at('/:switchboardId'),
    scopes: AppScopes,
    summary: 'Switches it on or off, and says who has conversations at first.',
    body: Type.Object({
      enabled: Type.Optional(Type.Boolean()),
      defaultSwitchboardIntegrationId: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    status: 200,
    response: Type.Object({ switchboard: Switchboard }),
  }),
  remove: operation({
    id: 'DeleteSwitchboard',
    version: 'v2',
    method: 'DELETE',
    path: at('/:switchboardId'),
    scopes: AppScopes,
    summary: 'Takes it away with all that it connects; everybody is told everything again.',
    status: 200,
    response: Empty,
  }),
};

export const switchboardIntegrationOperations = {
  create: operation({
    id: 'CreateSwitchboardIntegration',
    version: 'v2',
    method: 'POST',
    path: at('/:switchboardId/switchboardIntegrations'),
    scopes: AppScopes,
    summary: 'Connects a custom integration, or the desk (`integrationType` `rookery:desk`).',
    body: Type.Object({ name: Name, ...Given }),
    status: 201,
    response: Type.Object({ switchboardIntegration: SwitchboardIntegration }),
  }),
  list: operation({
    id: 'ListSwitchboardIntegrations',
    version: 'v2',
    method: 'GET',
    path: at('/:switchboardId/switchboardIntegrations'),
    scopes: AppScopes,
    summary: 'What the switchboard connects.',
    status: 200,
    response: Type.Object({ switchboardIntegrations: Type.Array(SwitchboardIntegration) }),
  }),
  update: operation({
    id: 'UpdateSwitchboardIntegration',
    version: 'v2',
    method: 'PATCH',
    path: at('/:switchboardId/switchboardIntegrations/:switchboardIntegrationId'),
    scopes: AppScopes,
    summary: 'Changes one of them; what is not named stays.',
    body: Type.Object({ name: Type.Optional(Name), ...Given }),
    status: 200,
    response: Type.Object({ switchboardIntegration: SwitchboardIntegration }),
  }),
  remove: operation({
    id: 'DeleteSwitchboardIntegration',
    version: 'v2',
    method: 'DELETE',
    path: at('/:switchboardId/switchboardIntegrations/:switchboardIntegrationId'),
    scopes: AppScopes,
    summary: 'Disconnects one; refused while it is the default or another’s next.',
    status: 200,
    response: Empty,
  }),
};

const control = (name: string) => `/v2/apps/:appId/conversations/:conversationId/${name}` as const;
const To = Type.Object({
  switchboardIntegration: Type.String({ minLength: 1, maxLength: 200 }),
  metadata: Type.Optional(OrNull(Metadata)),
});
const With = Type.Object({ metadata: Type.Optional(OrNull(Metadata)) });

export const controlOperations = {
  pass: operation({
    id: 'PassControl',
    version: 'v2',
    method: 'POST',
    path: control('passControl'),
    scopes: AllScopes,
    summary: 'Gives the conversation to another: by id, by name, by type, or `next`.',
    body: To,
    status: 200,
    response: Empty,
  }),
  offer: operation({
    id: 'OfferControl',
    version: 'v2',
    method: 'POST',
    path: control('offerControl'),
    scopes: AllScopes,
    summary: 'Offers the conversation to another, who may accept.',
    body: To,
    status: 200,
    response: Empty,
  }),
  accept: operation({
    id: 'AcceptControl',
    version: 'v2',
    method: 'POST',
    path: control('acceptControl'),
    scopes: AllScopes,
    summary: 'Takes the conversation that was offered.',
    body: With,
    bodyOptional: true,
    status: 200,
    response: Empty,
  }),
  release: operation({
    id: 'ReleaseControl',
    version: 'v2',
    method: 'POST',
    path: control('releaseControl'),
    scopes: AllScopes,
    summary: 'Lets the conversation go: the default has it at the customer’s next message.',
    body: With,
    bodyOptional: true,
    status: 200,
    response: Empty,
  }),
};
