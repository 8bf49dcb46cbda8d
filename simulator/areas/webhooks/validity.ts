import type { ChallengeResult } from './challenge.ts';
import type { WebhookRow } from './registry.ts';

const HOUR_MS = 3_600_000;
/** X looks at its webhooks this often. */
export const CHECK_EVERY_MS = HOUR_MS / 2;
/** A webhook that passed within this time is left alone. */
const TRUSTED_MS = 24 * HOUR_MS;
/** 24 hours and 4 of grace without a passed check end a webhook that only has passing trouble. */
const GRACE_MS = 28 * HOUR_MS;

/** Whether the half-hourly round asks this webhook. Invalid ones wait for a PUT. */
export const isDueForCheck = (webhook: WebhookRow, nowMs: number): boolean =>
  webhook.valid && nowMs - webhook.lastValidAt >= TRUSTED_MS;

/**
 * What a webhook is after a check.
 * https://docs.x.com/x-api/webhooks/introduction
 */
export const afterCheck = (webhook: WebhookRow, result: ChallengeResult, nowMs: number): WebhookRow => {
  const checked = { ...webhook, lastCheckedAt: nowMs };
  if (result.outcome === 'passed') return { ...checked, valid: true, lastValidAt: nowMs, lastProblem: null };
  const isOver = result.outcome === 'wrong' || nowMs - webhook.lastValidAt > GRACE_MS;
  return { ...checked, valid: webhook.valid && !isOver, lastProblem: result.problem };
};
