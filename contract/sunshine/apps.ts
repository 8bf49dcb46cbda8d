import { Type, type Static } from 'typebox';
import { DisplayName, Empty, Metadata, OrNull, PageLinks, PageMeta, SunshineId } from './fields.ts';
import { operation } from './operation.ts';

/** Settings that clients may read and write. Those that X has a use for work; the others are kept as they are given. */
export const AppSettings = Type.Object({
  conversationRetentionSeconds: Type.Optional(Type.Integer({ minimum: 0 })),
  maskCreditCardNumbers: Type.Optional(Type.Boolean()),
  useAnimalNames: Type.Optional(Type.Boolean()),
  echoPostback: Type.Optional(Type.Boolean()),
  ignoreAutoConversationStart: Type.Optional(Type.Boolean()),
  multiConvoEnabled: Type.Optional(Type.Boolean()),
  appLocalizationEnabled: Type.Optional(Type.Boolean()),
  endSessionEnabled: Type.Optional(Type.Boolean()),
  disableConversationReopen: Type.Optional(Type.Boolean()),
});
export type AppSettings = Static<typeof AppSettings>;

const App = Type.Object({
  id: SunshineId,
  displayName: Type.String(),
  settings: AppSettings,
  metadata: Metadata,
});
export type SunshineApp = Static<typeof App>;

const AppWithSubdomain = Type.Intersect([App, Type.Object({ subdomain: Type.Optional(Type.String()) })]);

export const SunshineKey = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  secret: Type.String(),
});

const KeyBody = Type.Object({ displayName: DisplayName });
const Key = Type.Object({ key: SunshineKey });
const Keys = Type.Object({ keys: Type.Array(SunshineKey) });

const AppBody = {
  settings: Type.Optional(AppSettings),
  metadata: Type.Optional(OrNull(Metadata)),
};

export const appOperations = {
  create: operation({
    id: 'CreateApp',
    version: 'v2',
    method: 'POST',
    path: '/v2/apps',
    scopes: ['account'],
    summary: 'Makes an app.',
    body: Type.Object({ displayName: DisplayName, ...AppBody }),
    status: 201,
    response: Type.Object({ app: App }),
    refused: 'A further app is a further workspace, which an administrator makes: 402 `payment_required`.',
  }),
  list: operation({
    id: 'ListApps',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps',
    scopes: ['account'],
    summary: 'The apps of an account: the workspace of the key.',
    paged: true,
    status: 200,
    response: Type.Object({ apps: Type.Array(App), meta: PageMeta, links: PageLinks }),
  }),
  get: operation({
    id: 'GetApp',
    version: 'v2',
    method: 'GET',
    path: '/v2/apps/:appId',
    scopes: ['account', 'app'],
    summary: 'The app: our workspace.',
    status: 200,
    response: Type.Object({ app: AppWithSubdomain }),
  }),
  update: operation({
    id: 'UpdateApp',
    version: 'v2',
    method: 'PATCH',
    path: '/v2/apps/:appId',
    scopes: ['account', 'app'],
    summary: 'Changes name, settings and metadata; what is not named stays.',
    body: Type.Object({ displayName: Type.Optional(DisplayName), ...AppBody }),
    status: 200,
    response: Type.Object({ app: App }),
  }),
  remove: operation({
    id: 'DeleteApp',
    version: 'v2',
    method: 'DELETE',
    path: '/v2/apps/:appId',
    scopes: ['account'],
    summary: 'Deletes an app with all that is in it.',
    status: 200,
    response: Empty,
    refused: 'A workspace is deleted by an administrator: 403 `forbidden`.',
  }),
  info: operation({
    id: 'GetTokenInfo',
    version: 'v2',
    method: 'GET',
    path: '/v2/tokenInfo',
    scopes: ['account', 'app', 'integration'],
    summary: 'The app of the key or token that asks.',
    status: 200,
    response: Type.Object({ app: AppWithSubdomain }),
  }),
};

const keys = (
  path: string,
  scopes: readonly ('account' | 'app')[],
  names: [string, string, string, string],
) =>
  ({
    create: operation({
      id: names[0],
      version: 'v2',
      method: 'POST',
      path: `${path}/keys`,
      scopes,
      summary: 'Makes a key; at most ten.',
      body: KeyBody,
      status: 201,
      response: Key,
    }),
    list: operation({
      id: names[1],
      version: 'v2',
      method: 'GET',
      path: `${path}/keys`,
      scopes,
      summary: 'Keys with their secrets.',
      status: 200,
      response: Keys,
    }),
    get: operation({
      id: names[2],
      version: 'v2',
      method: 'GET',
      path: `${path}/keys/:keyId`,
      scopes,
      summary: 'One key with its secret.',
      status: 200,
      response: Key,
    }),
    remove: operation({
      id: names[3],
      version: 'v2',
      method: 'DELETE',
      path: `${path}/keys/:keyId`,
      scopes,
      summary: 'Takes a key away; whoever has it is refused from then on.',
      status: 200,
      response: Empty,
    }),
  }) as const;

export const appKeyOperations = keys(
  '/v2/apps/:appId',
  ['account'],
  ['CreateAppKey', 'ListAppKeys', 'GetAppKey', 'DeleteAppKey'],
);

export const integrationKeyOperations = keys(
  '/v2/apps/:appId/integrations/:integrationId',
  ['account', 'app'],
  [
    'CreateCustomIntegrationKey',
    'ListCustomIntegrationKeys',
    'GetCustomIntegrationKey',
    'DeleteCustomIntegrationKey',
  ],
);
