import { Type } from 'typebox';
import { Permissions, Role, roleRoutes, type WorkspaceRoleInput } from '../../../contract/api/index.ts';
import type { AppEvent } from '../../../contract/events/index.ts';
import type { Db, HttpServer, SetupParts, WorkspaceTx } from '../../base/index.ts';
import { type ConfiguredDeps, type ConfiguredKind, createConfigured } from '../configured/configured.ts';
import { configuredPart } from '../configured/part.ts';
import { addConfiguredRoutes } from '../configured/routes.ts';
import { listMembers } from '../members/store.ts';
import { checkGrant } from './grants.ts';
import { deleteRole, insertRole, listRoles, listRoleUses, type RoleRecord, updateRole } from './store.ts';

export interface RolesDeps extends ConfiguredDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly parts: SetupParts;
}

/** Routes of the workspace's own roles, and what the set-up's file holds of them. */
export function addRoles(deps: RolesDeps): void {
  const kind: ConfiguredKind<RoleRecord, WorkspaceRoleInput> = {
    kind: 'role',
    word: 'role',
    most: 100,
    list: listRoles,
    insert: insertRole,
    update: async (tx, before, input) => {
      await updateRole(tx, before.id, input);
      await tellHolders(deps, tx, before.id);
    },
    remove: (tx, role) => deleteRole(tx, role.id),
    findUses: (db, role) => listRoleUses(db, role.id),
  };
  const roles = createConfigured(deps, kind);
  addConfiguredRoutes(
    deps,
    roleRoutes,
    roles,
    (role) => ({ ...role }),
    (caller, input) => checkGrant(caller, input.rank, input.permissions),
  );
  deps.parts.add(
    configuredPart(roles, {
      kind: 'role',
      needs: 'roles.manage',
      schema: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 100 }),
        description: Type.String({ maxLength: 1_000 }),
        rank: Role,
        permissions: Permissions,
      }),
      toFile: async ({ name, description, rank, permissions }) => ({ name, description, rank, permissions }),
      fromFile: async (item: WorkspaceRoleInput) => ({ input: item, missing: [] }),
    }),
  );
}

/** Whoever has the role may do something else from now on: their browsers ask again, their streams begin anew. */
async function tellHolders(
  { emit }: Pick<ConfiguredDeps, 'emit'>,
  tx: WorkspaceTx,
  roleId: string,
): Promise<void> {
  const holders = (await listMembers(tx)).filter((member) => member.customRoleId === roleId);
  const events = holders.map(
    ({ id }): AppEvent => ({
      kind: 'member.changed',
      key: id,
      body: { memberId: id, what: 'role_changed' },
    }),
  );
  emit(tx, events);
}
