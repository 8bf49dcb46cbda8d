import { Type, type Static } from 'typebox';
import { Empty, OrNull, PageLinks, PageMeta, SunshineId } from './fields.ts';
import { operation } from './operation.ts';

const AppScopes = ['account', 'app'] as const;
/** The published description leaves the account's keys out. */
const OwnScopes = ['app', 'integration'] as const;
const at = (rest = '') => `/v2/apps/:appId/integrations${rest}` as const;

const Key = Type.String({ minLength: 1, maxLength: 500 });
const Name = Type.Optional(OrNull(Type.String({ maxLength: 100 })));
const Target = Type.String({ minLength: 1, maxLength: 2048 });
const Triggers = Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 100 });

export const WebhookBody = Type.Object({
  target: Target,
  triggers: Triggers,
  includeFullUser: Type.Optional(Type.Boolean()),
  includeFullSource: Type.Optional(Type.Boolean()),
});

export const SunshineWebhook = Type.Object({
  id: SunshineId,
  version: Type.Enum(['v1', 'v1.1', 'v2']),
  target: Type.String(),
  triggers: Type.Array(Type.String()),
  secret: Type.String(),
  includeFullUser: Type.Boolean(),
  includeFullSource: Type.Boolean(),
});
export type SunshineWebhook = Static<typeof SunshineWebhook>;

/** Own keys of an X app, and a user's permission to it. Any tier is taken: it is only a label now. */
export const TwitterBody = Type.Object({
  type: Type.Literal('twitter'),
  displayName: Name,
  tier: Type.Optional(Type.Enum(['sandbox', 'premium', 'enterprise'])),
  envName: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  consumerKey: Key,
  consumerSecret: Key,
  accessTokenKey: Key,
  accessTokenSecret: Key,
});

export const CustomBody = Type.Object({
  type: Type.Literal('custom'),
  displayName: Name,
  webhooks: Type.Array(WebhookBody, { minItems: 1, maxItems: 1 }),
});

export const TwitterIntegration = Type.Object({
  id: SunshineId,
  type: Type.Literal('twitter'),
  status: Type.Enum(['active', 'inactive', 'error']),
  displayName: OrNull(Type.String({ maxLength: 100 })),
  tier: Type.Literal('enterprise'),
  envName: Type.Optional(Type.String({ minLength: 1 })),
  consumerKey: Type.String({ minLength: 1 }),
  accessTokenKey: Type.String({ minLength: 1 }),
  userId: Type.String(),
  username: Type.String(),
});

/** Stands where a custom integration has no webhook: strict clients read exactly one. It is told nothing. */
export const NoWebhook = Type.Object({
  version: Type.Literal('v2'),
  target: Type.Literal(''),
  triggers: Type.Array(Type.String(), { maxItems: 0 }),
  includeFullUser: Type.Literal(false),
  includeFullSource: Type.Literal(false),
});

export const CustomIntegration = Type.Object({
  id: SunshineId,
  type: Type.Literal('custom'),
  status: Type.Literal('active'),
  displayName: OrNull(Type.String()),
  /** The first it has; one without id and secret where it has none. */
  webhooks: Type.Array(Type.Union([SunshineWebhook, NoWebhook]), { minItems: 1, maxItems: 1 }),
});

export const SunshineIntegration = Type.Union([TwitterIntegration, CustomIntegration]);
export type SunshineIntegration = Static<typeof SunshineIntegration>;

const Integration = Type.Object({ integration: SunshineIntegration });

export const integrationOperations = {
  create: operation({
    id: 'CreateIntegration',
    version: 'v2',
    method: 'POST',
    path: at(),
    scopes: AppScopes,
    summary: 'Connects an X account by its keys, or adds a bot or business system with its webhook.',
    body: Type.Intersect([
      Type.Object({ type: Type.String({ maxLength: 40 }) }),
      Type.Record(Type.String(), Type.Unknown()),
    ]),
    status: 201,
    response: Integration,
  }),
  list: operation({
    id: 'ListIntegrations',
    version: 'v2',
    method: 'GET',
    path: at(),
    scopes: AppScopes,
    summary: 'Handles, bots and business systems.',
    paged: true,
    filter: Type.Object({
      types: Type.Optional(Type.String({ maxLength: 500 })),
      serviceAccountId: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    status: 200,
    response: Type.Object({
      integrations: Type.Array(SunshineIntegration),
      meta: PageMeta,
      links: PageLinks,
    }),
  }),
  get: operation({
    id: 'GetIntegration',
    version: 'v2',
    method: 'GET',
    path: at('/:integrationId'),
    scopes: AppScopes,
    summary: 'One of them.',
    status: 200,
    response: Integration,
  }),
  update: operation({
    id: 'UpdateIntegration',
    version: 'v2',
    method: 'PATCH',
    path: at('/:integrationId'),
    scopes: AppScopes,
    summary: 'Renames it; keys cannot be changed, only made anew.',
    body: Type.Object({ displayName: Name }),
    status: 200,
    response: Integration,
  }),
  remove: operation({
    id: 'DeleteIntegration',
    version: 'v2',
    method: 'DELETE',
    path: at('/:integrationId'),
    scopes: AppScopes,
    summary: 'Takes a handle out of use, or a bot or business system with its keys and webhook away.',
    status: 200,
    response: Empty,
  }),
};

const Webhook = Type.Object({ webhook: SunshineWebhook });

export const webhookOperations = {
  create: operation({
    id: 'CreateWebhook',
    version: 'v2',
    method: 'POST',
    path: at('/:integrationId/webhooks'),
    scopes: OwnScopes,
    summary: 'Adds an address that is told what happens.',
    body: WebhookBody,
    status: 201,
    response: Webhook,
  }),
  list: operation({
    id: 'ListWebhooks',
    version: 'v2',
    method: 'GET',
    path: at('/:integrationId/webhooks'),
    scopes: OwnScopes,
    summary: 'Addresses of one integration.',
    status: 200,
    response: Type.Object({ webhooks: Type.Array(SunshineWebhook) }),
  }),
  get: operation({
    id: 'GetWebhook',
    version: 'v2',
    method: 'GET',
    path: at('/:integrationId/webhooks/:webhookId'),
    scopes: OwnScopes,
    summary: 'One address.',
    status: 200,
    response: Webhook,
  }),
  update: operation({
    id: 'UpdateWebhook',
    version: 'v2',
    method: 'PATCH',
    path: at('/:integrationId/webhooks/:webhookId'),
    scopes: OwnScopes,
    summary: 'Changes address, triggers or what is included; what is not named stays.',
    body: Type.Partial(WebhookBody),
    status: 200,
    response: Webhook,
  }),
  remove: operation({
    id: 'DeleteWebhook',
    version: 'v2',
    method: 'DELETE',
    path: at('/:integrationId/webhooks/:webhookId'),
    scopes: OwnScopes,
    summary: 'Takes an address away; what waits for it is not sent any more.',
    status: 200,
    response: Empty,
  }),
};
