import type { DatasetLevel } from '../../../contract/api/index.ts';

const RANKS: Readonly<Record<DatasetLevel, number>> = { read: 1, edit: 2, owner: 3 };

/** Whether a level holds another: each holds what comes before it. */
export function holds(level: DatasetLevel | undefined, wanted: DatasetLevel): boolean {
  return level !== undefined && RANKS[level] >= RANKS[wanted];
}

/** The highest of some. */
export function highest(levels: readonly (DatasetLevel | undefined)[]): DatasetLevel | undefined {
  return levels.reduce((best, one) => (one !== undefined && !holds(best, one) ? one : best), undefined);
}
