export {
  type CallInput,
  type CredentialSource,
  XClient,
  type XClientOptions,
  type XCredentials,
} from './client.ts';
export type { AuthKind, Endpoint } from './endpoint.ts';
export { localX, REAL_X, type XHosts } from './hosts.ts';
export { asRecord, asXId, parseJson } from './json.ts';
export { type CostOfDay, CostBook } from './limits/cost-book.ts';
export { addLimitGauge } from './limits/gauge.ts';
export { costsAlone, limitsAlone } from './limits/limits-alone.ts';
export {
  callsLeft,
  type KnownLimit,
  LimitBook,
  type Priority,
  type Reservation,
} from './limits/limit-book.ts';
export {
  accessToken,
  authorizeUrl,
  type ConsumerKeys,
  invalidateToken,
  requestToken,
} from './oauth/oauth1.ts';
export {
  DESK_SCOPES,
  exchangeCode,
  oauth2AuthorizeUrl,
  type OAuth2Client,
  type OAuth2Tokens,
  pkcePair,
  refreshTokens,
  revokeToken,
  TOKEN_TIMEOUT_MS,
} from './oauth/oauth2.ts';
export { appBearerToken } from './oauth/app-token.ts';
export { walkPages, type XPage } from './page.ts';
export { type CostKind, PRICES_MICRO_USD } from './prices.ts';
export { type ProblemKind, XProblem } from './problem.ts';
export { createSite, type Vocabulary, type XSite } from './site.ts';
export {
  isSubscribedToAccountActivity,
  listAccountActivitySubscribers,
  subscribeAccountActivity,
  unsubscribeAccountActivity,
} from './endpoints/account-activity.ts';
export * from './endpoints/account-activity-v1.ts';
export * from './endpoints/activity-stream.ts';
export * from './endpoints/activity-subscriptions.ts';
export * from './endpoints/analytics.ts';
export * from './endpoints/dm-event.ts';
export * from './endpoints/dm-events.ts';
export * from './endpoints/dm-send.ts';
export * from './endpoints/dm-send-v1.ts';
export * from './endpoints/dm-signals.ts';
export * from './endpoints/engagement.ts';
export * from './endpoints/lists.ts';
export * from './endpoints/media-download.ts';
export * from './endpoints/media-upload.ts';
export * from './endpoints/posts.ts';
export * from './endpoints/user.ts';
export * from './endpoints/users.ts';
export * from './endpoints/users-asked.ts';
export * from './endpoints/webhooks.ts';
