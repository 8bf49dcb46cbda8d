import { type Permission, type Role, standardPermissions } from '../../../contract/api/index.ts';
import { peopleErrors } from '../../../contract/errors/people.ts';
import { AppError, type Caller, type WorkspaceDb } from '../../base/index.ts';
import { unknownThing } from '../configured/configured.ts';
import { findMember } from '../members/store.ts';
import { findRole } from './store.ts';

/** What somebody is: a standard role, or one of the workspace's own that stands on it. */
export interface Standing {
  readonly role: Role;
  readonly customRoleId: string | null;
}

const STANDARD: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  agent: new Set(standardPermissions.agent),
  supervisor: new Set(standardPermissions.supervisor),
  administrator: new Set(standardPermissions.administrator),
};

const RANKS: Readonly<Record<Role, number>> = { agent: 1, supervisor: 2, administrator: 3 };

/** What a standing allows. `own` are the permissions of the role of the workspace's own; null: it is a standard one. */
export function permissionsOf(role: Role, own: readonly Permission[] | null): ReadonlySet<Permission> {
  return own === null ? STANDARD[role] : new Set(own);
}

/** The standing that somebody asks for. @throws AppError setup_unknown. */
export async function readStanding(
  db: WorkspaceDb,
  wanted: { readonly role?: Role | undefined; readonly customRoleId?: string | null | undefined },
  before: Standing = { role: 'agent', customRoleId: null },
): Promise<Standing & { readonly permissions: ReadonlySet<Permission> }> {
  // A standard role that is named takes the place of an own one.
  const customRoleId =
    wanted.customRoleId === undefined
      ? wanted.role === undefined
        ? before.customRoleId
        : null
      : wanted.customRoleId;
  if (customRoleId === null) {
    const role = wanted.role ?? before.role;
    return { role, customRoleId, permissions: permissionsOf(role, null) };
  }
  const own = await findRole(db, customRoleId);
  if (!own) throw unknownThing('role', 'customRoleId');
  return { role: own.rank, customRoleId, permissions: permissionsOf(own.rank, own.permissions) };
}

/** What a member may do; undefined: there is none, or they may not sign in. */
export async function permissionsOfMember(
  db: WorkspaceDb,
  memberId: string,
): Promise<ReadonlySet<Permission> | undefined> {
  const member = await findMember(db, memberId);
  return member?.active ? (await readStanding(db, {}, member)).permissions : undefined;
}

/**
 * Nobody gives what they have not: neither by making a role, nor by giving one, nor by changing those who may do more.
 * @throws AppError grants_too_much
 */
export function checkGrant(
  caller: Pick<Caller, 'role' | 'permissions'>,
  rank: Role,
  permissions: Iterable<Permission>,
): void {
  const more = [...permissions].filter((permission) => !caller.permissions.has(permission));
  if (RANKS[rank] > RANKS[caller.role] || more.length > 0) {
    throw new AppError(peopleErrors.grants_too_much, { details: { permissions: more } });
  }
}
