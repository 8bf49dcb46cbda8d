import { Type, type Static } from 'typebox';
import { Permission } from './permissions.ts';
import { Role } from './session.ts';
import { SetupDescription, setupFields, SetupName, setupRoutes } from './setup.ts';

export const WorkspaceRoleInput = Type.Object({
  name: SetupName,
  description: SetupDescription,
  /** The standard role that it stands on: what is open to that rank without a permission is open to it. */
  rank: Role,
  permissions: Type.Array(Permission, { maxItems: 100, uniqueItems: true }),
});
export type WorkspaceRoleInput = Static<typeof WorkspaceRoleInput>;

/** A role of the workspace's own. */
export const WorkspaceRole = Type.Object({
  ...setupFields,
  ...WorkspaceRoleInput.properties,
  /** How many members have it. */
  members: Type.Integer(),
});
export type WorkspaceRole = Static<typeof WorkspaceRole>;

export const roleRoutes = setupRoutes({
  name: 'roles',
  path: '/api/setup/roles',
  word: 'role',
  words: "roles of the workspace's own, by name",
  most: 100,
  permission: 'roles.manage',
  openList: true,
  one: WorkspaceRole,
  input: WorkspaceRoleInput,
});
