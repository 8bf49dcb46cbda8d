export { type EndpointChange, type Endpoints, MOST_ENDPOINTS, type NewEndpoint } from './endpoints.ts';
export { factId } from './fact-id.ts';
export {
  countDeliveries,
  type DeliveryFilter,
  type EndpointCounts,
  findDelivery,
  findLastError,
  listDeliveries,
  type LoggedDelivery,
} from './log-store.ts';
export { type Answer, createPoster, type Poster, type Question } from './post.ts';
export { presentDelivery, presentWebhook } from './present.ts';
export { signatureOf, signedHeaders } from './post.ts';
export type { Resend, ResendRange } from './resend.ts';
export { nextTry, probeAfterMs, type Tried } from './retry.ts';
export type {
  Carriage,
  Carried,
  Carrier,
  EndpointInput,
  LoggedEvent,
  WebhookEndpoint,
  WebhookFact,
  WebhookPace,
  WebhookPorts,
  WebhooksDeps,
} from './types.ts';
export { type CarrierDoor, createWebhooks, type Webhooks } from './webhooks.ts';
