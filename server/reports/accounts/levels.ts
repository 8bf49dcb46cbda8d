import type { AccountLevel } from '../../../contract/api/index.ts';

const RANKS: Readonly<Record<AccountLevel, number>> = { read: 1, share: 2, edit: 3, owner: 4 };

/** Whether a level holds another: each holds what comes before it. */
export function holds(level: AccountLevel | undefined, wanted: AccountLevel): boolean {
  return level !== undefined && RANKS[level] >= RANKS[wanted];
}
