import type { Account } from '../../contract/api/index.ts';
import { limitNames } from '../texts/limits.ts';

type Limit = Account['limits'][number];

export interface FeltLimit {
  name: string;
  left: number;
  limit: number;
  /** When it begins anew; null: nothing of it is used. */
  resetsAt: string | null;
}

/** Limits that people feel, with their names; the tightest of those that are alike. A window that is over is whole again. */
export function listFeltLimits(limits: readonly Limit[], nowMs: number): FeltLimit[] {
  const felt = new Map<string, FeltLimit>();
  for (const { bucket, window, limit, used, resetsAt } of limits) {
    const name = limitNames[bucket]?.[window];
    if (!name) continue;
    const running = resetsAt !== null && Date.parse(resetsAt) > nowMs;
    const left = running ? Math.max(0, limit - used) : limit;
    const before = felt.get(name);
    if (!before || left < before.left)
      felt.set(name, { name, left, limit, resetsAt: running ? resetsAt : null });
  }
  return [...felt.values()];
}

/** Of the limits on sending direct messages, the one that is felt first. */
export function findSendLimit(limits: readonly Limit[], nowMs: number): FeltLimit | undefined {
  const sends = listFeltLimits(
    limits.filter((limit) => limit.bucket.startsWith('dm_send')),
    nowMs,
  );
  return sends.sort((a, b) => a.left - b.left)[0];
}
