import type { Refusal } from './refusal-store.ts';

const MINUTE_MS = 60_000;
/** After the first decline; each further one doubles it. */
const DECLINED_MS = 2 * MINUTE_MS;
/** Whoever gave an item away has said that it is for somebody else. */
const GAVE_AWAY_MS = 10 * MINUTE_MS;

/**
 * Until when an agent who refused an item is not asked for it again, though nobody else could take it: otherwise the
 * last one with room would be asked without end. Pure.
 */
export function pausedUntil({ times, refusedAt, gaveAwayAt }: Omit<Refusal, 'workItemId' | 'agentId'>): Date {
  const afterRefusal = refusedAt.getTime() + DECLINED_MS * 2 ** (times - 1);
  const afterGiving = gaveAwayAt === null ? 0 : gaveAwayAt.getTime() + GAVE_AWAY_MS;
  return new Date(Math.max(afterRefusal, afterGiving));
}
