import type { Webhook, WebhookDelivery } from '../../contract/api/index.ts';
import type { EndpointCounts, LoggedDelivery } from './log-store.ts';
import type { WebhookEndpoint } from './types.ts';

export function presentWebhook(endpoint: WebhookEndpoint, counts: EndpointCounts | undefined): Webhook {
  const {
    secret: _,
    carrier: _carrier,
    pausedAt,
    probeAt,
    createdAt,
    updatedAt,
    triggers,
    probes: _probes,
    resumedAt: _at,
    ...rest
  } = endpoint;
  return {
    ...rest,
    triggers: [...triggers],
    pausedAt: pausedAt?.toISOString() ?? null,
    probeAt: probeAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    counts: {
      waiting: counts?.waiting ?? 0,
      delivered: counts?.delivered ?? 0,
      failedTries: counts?.failedTries ?? 0,
      dead: counts?.dead ?? 0,
      waitingSince: counts?.waitingSince?.toISOString() ?? null,
    },
  };
}

export function presentDelivery(delivery: LoggedDelivery): WebhookDelivery {
  const { seq, eventId, type, conversationId, origin, state, tries } = delivery;
  return {
    seq,
    eventId,
    type,
    conversationId,
    origin,
    state,
    tries,
    at: delivery.at.toISOString(),
    queuedAt: delivery.queuedAt.toISOString(),
    dueAt: delivery.dueAt?.toISOString() ?? null,
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
    lastStatus: delivery.last?.status ?? null,
    lastError: delivery.last?.error ?? null,
  };
}
