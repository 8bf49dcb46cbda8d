export { type EndpointChange, type Endpoints, MOST_ENDPOINTS, type NewEndpoint } from './endpoints.ts';
export { factId } from './fact-id.ts';
export { signatureOf } from './post.ts';
export type { Resend, ResendRange } from './resend.ts';
export { nextTry, probeAfterMs, type Tried } from './retry.ts';
export type {
  EndpointInput,
  LoggedEvent,
  WebhookEndpoint,
  WebhookFact,
  WebhookPace,
  WebhookPorts,
  WebhooksDeps,
} from './types.ts';
export { createWebhooks, type Webhooks } from './webhooks.ts';
