import type { DeliverySettings } from '../../contract/control/deliveries.ts';

/** X's own pace and shapes. */
export const defaultSettings = (): DeliverySettings => ({
  retryScale: 1,
  timeoutV2Ms: 10_000,
  timeoutV1Ms: 3_000,
  concurrency: 64,
  streamKeepAliveMs: 20_000,
  subscriptionShape: 'openapi',
  signatures: 'oauth1',
  accountActivity: true,
  activityOauth1: true,
  activityGroups: false,
});

/** After a failed first, second and third attempt; then X gives up. */
const RETRY_SECONDS = [3, 27, 242] as const;

/** How long to wait after the failed attempt number `attempt` (from 1); `null`: give up. */
export const retryDelayMs = (attempt: number, retryScale: number): number | null => {
  const seconds = RETRY_SECONDS[attempt - 1];
  return seconds === undefined ? null : seconds * 1000 * retryScale;
};
