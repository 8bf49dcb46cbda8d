import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

const Target = Type.String({ minLength: 1, maxLength: 2_048 });
const Triggers = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 50 });
const Count = Type.Integer({ minimum: 0 });
/** Number of a delivery within its webhook. */
const Seq = Type.String({ pattern: '^[0-9]{1,18}$' });

/** What somebody sets of a webhook. */
const fields = {
  name: Type.String({ maxLength: 100 }),
  target: Target,
  triggers: Triggers,
  includeFullUser: Type.Boolean(),
  includeFullSource: Type.Boolean(),
  includeClient: Type.Boolean(),
  /** After the first 15 minutes it is tried on, ever rarer, for a day. */
  retryForDay: Type.Boolean(),
};
const WebhookVersion = OneOf(['v1.1', 'v2']);

export const WebhookCounts = Type.Object({
  /** Counted to 10,000. */
  waiting: Count,
  /** In the last 24 hours. */
  delivered: Count,
  failedTries: Count,
  /** Dead letters that nobody has sent again; counted to 10,000. */
  dead: Count,
  /** Since when the oldest waits. */
  waitingSince: Nullable(Time),
});

export const Webhook = Type.Object({
  id: Id,
  integrationId: Nullable(Id),
  version: WebhookVersion,
  ...fields,
  state: OneOf(['active', 'paused']),
  /** `failures`: by itself, and it resumes by itself. */
  pausedBy: Nullable(OneOf(['failures', 'person'])),
  pausedAt: Nullable(Time),
  pauseReason: Nullable(Type.String()),
  /** When it is next tried whether the receiver is back. */
  probeAt: Nullable(Time),
  counts: WebhookCounts,
  createdAt: Time,
  updatedAt: Time,
});
export type Webhook = Static<typeof Webhook>;

export const WebhookSecret = Type.Object({ secret: Type.String() });

const WebhookState = OneOf(['waiting', 'delivered', 'dead', 'dropped', 'resent']);
export const WebhookDelivery = Type.Object({
  /** Rises with each delivery of its webhook. */
  seq: Seq,
  /** The same for every try and every replay. */
  eventId: Type.String(),
  type: Type.String(),
  conversationId: Nullable(Id),
  origin: OneOf(['event', 'replay']),
  /** dropped: there was nothing to say any more. resent: a dead one that was sent again. */
  state: WebhookState,
  tries: Count,
  at: Time,
  queuedAt: Time,
  dueAt: Nullable(Time),
  finishedAt: Nullable(Time),
  lastStatus: Nullable(Type.Integer()),
  lastError: Nullable(Type.String()),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const WebhookAttempt = Type.Object({
  at: Time,
  tookMs: Count,
  status: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  /** The first 2 kB. */
  response: Nullable(Type.String()),
});
export type WebhookAttempt = Static<typeof WebhookAttempt>;

export const WebhookDeliveryDetail = Type.Object({
  ...WebhookDelivery.properties,
  /** The first and the last ones, at most 31. */
  attempts: Type.Array(WebhookAttempt),
  /** As it was last sent; null before the first try, for events of no conversation, and for whoever may not see all conversations. */
  body: Nullable(Type.String()),
});
export type WebhookDeliveryDetail = Static<typeof WebhookDeliveryDetail>;

export const WebhookResent = Type.Object({
  resent: Count,
  /** There were more than one call takes: go on behind this delivery. */
  next: Nullable(Seq),
});

const access = { access: 'administrator', permission: 'setup.manage' } as const;
const DeliveryParams = Type.Object({ id: Id, seq: Seq });

export const webhookRoutes = {
  list: route({
    id: 'webhooks.list',
    method: 'GET',
    path: '/api/webhooks',
    ...access,
    summary: 'All webhooks of the workspace (at most 10), with how they fare.',
    response: Type.Object({ webhooks: Type.Array(Webhook) }),
  }),
  create: route({
    id: 'webhooks.create',
    method: 'POST',
    path: '/api/webhooks',
    ...access,
    summary: 'Makes a webhook of the workspace. Answers its secret as well.',
    body: Type.Object({
      ...Type.Partial(Type.Object(fields)).properties,
      target: Target,
      triggers: Triggers,
      version: Type.Optional(WebhookVersion),
    }),
    response: Type.Object({ webhook: Webhook, secret: Type.String() }),
    status: 201,
  }),
  get: route({
    id: 'webhooks.get',
    method: 'GET',
    path: '/api/webhooks/:id',
    ...access,
    summary: 'One webhook.',
    params: IdParams,
    response: Webhook,
  }),
  update: route({
    id: 'webhooks.update',
    method: 'PATCH',
    path: '/api/webhooks/:id',
    ...access,
    summary: 'Changes a webhook. What waits is sent by the new settings.',
    params: IdParams,
    body: Type.Partial(Type.Object(fields)),
    response: Webhook,
  }),
  remove: route({
    id: 'webhooks.remove',
    method: 'DELETE',
    path: '/api/webhooks/:id',
    ...access,
    summary: 'Deletes a webhook and its log; what waits is not sent.',
    params: IdParams,
  }),
  secret: route({
    id: 'webhooks.secret',
    method: 'GET',
    path: '/api/webhooks/:id/secret',
    ...access,
    summary: 'The secret that the receiver checks.',
    params: IdParams,
    response: WebhookSecret,
  }),
  renewSecret: route({
    id: 'webhooks.renewSecret',
    method: 'POST',
    path: '/api/webhooks/:id/secret',
    ...access,
    summary: 'Makes a new secret; the old one ends at once.',
    params: IdParams,
    response: WebhookSecret,
  }),
  pause: route({
    id: 'webhooks.pause',
    method: 'POST',
    path: '/api/webhooks/:id/pause',
    ...access,
    summary: 'Holds everything back until somebody resumes; nothing is lost for 7 days.',
    params: IdParams,
  }),
  resume: route({
    id: 'webhooks.resume',
    method: 'POST',
    path: '/api/webhooks/:id/resume',
    ...access,
    summary: 'Sends what waits, and goes on.',
    params: IdParams,
  }),
  test: route({
    id: 'webhooks.test',
    method: 'POST',
    path: '/api/webhooks/:id/test',
    ...access,
    summary: 'Sends a test event now and answers what came of it.',
    params: IdParams,
    response: WebhookAttempt,
  }),
  deliveries: route({
    id: 'webhooks.deliveries',
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    ...access,
    summary: 'The log of a webhook, newest first; 7 days of it.',
    params: IdParams,
    query: Type.Object({
      state: Type.Optional(WebhookState),
      type: Type.Optional(Type.String({ maxLength: 60 })),
      conversationId: Type.Optional(Id),
      eventId: Type.Optional(Type.String({ maxLength: 40, description: 'The id of an event, whole' })),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ deliveries: Type.Array(WebhookDelivery), next: Nullable(Cursor) }),
  }),
  delivery: route({
    id: 'webhooks.delivery',
    method: 'GET',
    path: '/api/webhooks/:id/deliveries/:seq',
    ...access,
    summary: 'One delivery with its tries, what was sent and what was answered.',
    params: DeliveryParams,
    response: WebhookDeliveryDetail,
  }),
  replay: route({
    id: 'webhooks.replay',
    method: 'POST',
    path: '/api/webhooks/:id/deliveries/:seq/replay',
    ...access,
    summary: 'Sends a delivery again, under the same event id, behind what waits.',
    params: DeliveryParams,
    response: WebhookResent,
  }),
  replayRange: route({
    id: 'webhooks.replayRange',
    method: 'POST',
    path: '/api/webhooks/:id/replay',
    ...access,
    summary:
      'Sends again, in order, what happened within a time: everything, or dead letters only; at most 5,000 a call.',
    params: IdParams,
    body: Type.Object({
      from: Time,
      to: Time,
      only: Type.Optional(OneOf(['all', 'dead'])),
      after: Type.Optional(Seq),
    }),
    response: WebhookResent,
  }),
};
