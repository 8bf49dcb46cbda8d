import type { AccountLevel } from '../../../contract/api/index.ts';

/** Each holds what stands before it. */
export const levels: readonly AccountLevel[] = ['read', 'share', 'edit', 'owner'];

/** Whether a level holds another. */
export const holds = (level: AccountLevel, wanted: AccountLevel): boolean =>
  levels.indexOf(level) >= levels.indexOf(wanted);
