import { roleNames } from '../texts/everywhere.ts';

/** Roles for a choice. */
export const roleOptions = Object.entries(roleNames).map(([value, label]) => ({ value, label }));
