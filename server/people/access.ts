import type { FastifyRequest } from 'fastify';
import type { Access, Role, RouteDescriptor } from '../../contract/api/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { peopleErrors } from '../../contract/errors/people.ts';
import { AppError, type Caller, type CheckAccess, type Db, sameSecret } from '../base/index.ts';
import type { ApiKeys } from './api-keys/api-keys.ts';
import type { Actor } from './audit/audit.ts';
import { findMember } from './members/store.ts';
import { isOwnOrigin } from './origin.ts';
import { permissionsOf } from './roles/grants.ts';
import type { SignInCookie } from './sign-ins/cookie.ts';
import type { SignIns } from './sign-ins/sign-ins.ts';
import { isSignInAlive } from './sign-ins/store.ts';
import { csrfTokenOf } from './tokens.ts';

const RANKS: Readonly<Record<Role, number>> = { agent: 1, supervisor: 2, administrator: 3 };

/** True when the role may do what the access word asks for. */
export function mayCall(role: Role, access: Access): boolean {
  return access === 'public' || RANKS[role] >= RANKS[access];
}

/** A permission is asked for where the route names one, else the role. */
function allows(caller: Caller, { access, permission }: RouteDescriptor): boolean {
  return permission === undefined ? mayCall(caller.role, access) : caller.permissions.has(permission);
}

export interface AccessDeps {
  readonly db: Db;
  readonly cookie: SignInCookie;
  readonly signIns: SignIns;
  readonly apiKeys: ApiKeys;
  readonly publicUrl: string;
}

/** The check that every route of our own API goes through. */
export function createAccessCheck(deps: AccessDeps): CheckAccess {
  return async (request, descriptor) => {
    const secret = bearerOf(request);
    const caller =
      secret === undefined
        ? await callerByCookie(deps, request, descriptor)
        : await callerByKey(deps, secret);
    if (descriptor.access === 'public') return caller;
    if (!caller) throw new AppError(baseErrors.not_signed_in);
    if (!allows(caller, descriptor)) throw new AppError(baseErrors.forbidden);
    if (caller.noticeOpen && !descriptor.beforeNotice)
      throw new AppError(peopleErrors.monitoring_notice_open);
    return caller;
  };
}

async function callerByKey(deps: AccessDeps, secret: string): Promise<Caller | undefined> {
  const found = await deps.apiKeys.recognise(secret);
  if (!found) return undefined;
  const { id, role, ownPermissions } = found.key;
  return {
    workspaceId: found.workspaceId,
    kind: 'key',
    id,
    memberId: null,
    role,
    permissions: permissionsOf(role, ownPermissions),
    signInId: null,
  };
}

async function callerByCookie(
  deps: AccessDeps,
  request: FastifyRequest,
  descriptor: RouteDescriptor,
): Promise<Caller | undefined> {
  const changes = descriptor.method !== 'GET';
  // Signing a visitor in from a foreign page is an attack too.
  if (changes && !isOwnOrigin(request, deps.publicUrl)) throw new AppError(peopleErrors.csrf_failed);
  const token = deps.cookie.read(request);
  const signedIn = token === undefined ? undefined : await deps.signIns.recognise(token);
  if (token === undefined || !signedIn) return undefined;
  if (changes && descriptor.access !== 'public') {
    const given = request.headers['x-csrf-token'];
    if (typeof given !== 'string' || !sameSecret(given, csrfTokenOf(token))) {
      throw new AppError(peopleErrors.csrf_failed);
    }
  }
  const { workspaceId, memberId, role, ownPermissions, signInId, noticeOpen } = signedIn;
  return {
    workspaceId,
    kind: 'member',
    id: memberId,
    memberId,
    role,
    permissions: permissionsOf(role, ownPermissions),
    signInId,
    noticeOpen,
  };
}

function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  // Another scheme (a proxy's Basic) is no key; the cookie counts then.
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
}

/** Asked again by what stays open longer than a request: is this caller still allowed that much? */
export function createStillAllowed(deps: Pick<AccessDeps, 'db' | 'apiKeys'>) {
  return async (caller: Caller, access: Access = 'agent'): Promise<boolean> => {
    const workspace = deps.db.workspace(caller.workspaceId);
    if (caller.kind === 'key') {
      const key = await deps.apiKeys.find(workspace, caller.id);
      return key !== undefined && key.revokedAt === null && mayCall(key.role, access);
    }
    const member = await findMember(workspace, caller.id);
    if (!member?.active || !mayCall(member.role, access)) return false;
    return caller.signInId !== null && isSignInAlive(deps.db, caller.signInId);
  };
}

/** The caller as the audit log names them. */
export function actorOf(caller: Caller): Actor {
  return { kind: caller.kind === 'key' ? 'api_key' : 'member', id: caller.id };
}

/** The member who calls. @throws AppError only_for_people for an API key. */
export function memberIdOf(caller: Caller): string {
  if (caller.memberId === null) throw new AppError(peopleErrors.only_for_people);
  return caller.memberId;
}
