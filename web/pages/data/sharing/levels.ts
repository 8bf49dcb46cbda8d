import type { DatasetLevel } from '../../../../contract/api/index.ts';

/** Each holds those before it. */
export const levels = ['read', 'edit', 'owner'] as const satisfies readonly DatasetLevel[];
