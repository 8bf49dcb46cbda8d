import type { Account } from '../../contract/api/index.ts';
import { limitNames } from '../texts/limits.ts';

type Limit = Account['limits'][number];

/** Limits that people feel, with their names; the tightest of those that are alike. */
export function listFeltLimits(limits: readonly Limit[]): { name: string; left: number; limit: Limit }[] {
  const felt = new Map<string, { name: string; left: number; limit: Limit }>();
  for (const limit of limits) {
    const name = limitNames[limit.bucket]?.[limit.window];
    if (!name) continue;
    const left = Math.max(0, limit.limit - limit.used);
    const before = felt.get(name);
    if (!before || left < before.left) felt.set(name, { name, left, limit });
  }
  return [...felt.values()];
}
