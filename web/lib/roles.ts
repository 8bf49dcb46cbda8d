import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../contract/api/index.ts';
import { rolesQuery } from '../api/setup.ts';
import { roleNames } from '../texts/everywhere.ts';

/** The standard roles for a choice. */
export const roleOptions = Object.entries(roleNames).map(([value, label]) => ({ value, label }));

/** The standard roles and those of the workspace's own, for a choice; `standingOf` reads what was chosen. */
export function useRoleOptions() {
  const own = useQuery(rolesQuery).data?.items ?? [];
  return [...roleOptions, ...own.map((role) => ({ value: role.id, label: role.name }))];
}

/** A chosen value as the API takes it: the name of a standard role, or the id of an own one. */
export function standingOf(value: string): { role?: Role; customRoleId?: string } {
  const standard = Object.keys(roleNames).find((role): role is Role => role === value);
  return standard ? { role: standard } : { customRoleId: value };
}
