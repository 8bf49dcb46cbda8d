import type { Role } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { peopleErrors } from '../../../contract/errors/people.ts';
import {
  AppError,
  type Caller,
  newId,
  type WorkspaceDb,
  type WorkspaceId,
  hashSecret,
  newSecret,
} from '../../base/index.ts';
import { actorOf } from '../access.ts';
import type { Actor } from '../audit/audit.ts';
import type { PeopleDeps } from '../deps.ts';
import { deleteDoors, findDoor, insertDoor } from '../door-store.ts';
import type { Members } from '../members/members.ts';
import { findMemberByEmail, type MemberRecord } from '../members/store.ts';
import { hashPassword } from '../passwords.ts';
import { checkGrant, readStanding } from '../roles/grants.ts';
import { addressKey, beginTry, byAddress } from '../throttle/throttle.ts';
import {
  deleteInvitation,
  findInvitation,
  insertInvitation,
  type InvitationRecord,
  listInvitations,
  listOpenInvitationIds,
  lockInvitation,
  markAccepted,
} from './store.ts';

export const INVITATION_LIFE_MS = 7 * 24 * 60 * 60_000;

export function createInvitations(deps: PeopleDeps, members: Members) {
  const { db, clock, audit } = deps;

  /** Makes an invitation; an open one for the same address is replaced. The token is known only now. */
  function create(
    workspace: WorkspaceDb,
    caller: Caller,
    input: { email: string; role: Role; customRoleId?: string | null },
  ): Promise<{ invitation: InvitationRecord; token: string }> {
    const email = input.email.toLowerCase();
    const actor = actorOf(caller);
    return workspace.transaction(async (tx) => {
      const { role, customRoleId, permissions } = await readStanding(tx, input);
      checkGrant(caller, role, permissions);
      if (await findMemberByEmail(tx, email)) throw new AppError(peopleErrors.email_in_use);
      for (const id of await listOpenInvitationIds(tx, email)) {
        await deleteDoors(tx, id);
        await deleteInvitation(tx, id);
      }
      const token = newSecret();
      const createdAt = clock.now();
      const invitation: InvitationRecord = {
        id: newId<'invitation'>(),
        email,
        role,
        customRoleId,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + INVITATION_LIFE_MS),
        acceptedAt: null,
      };
      await insertInvitation(tx, invitation, actor.id);
      await insertDoor(tx, 'invitation', hashSecret(token), invitation.id);
      await audit(tx, {
        actor,
        action: 'invitation.created',
        subjectKind: 'invitation',
        subjectId: invitation.id,
        facts: { role: customRoleId ?? role },
      });
      return { invitation, token };
    });
  }

  /** @throws AppError not_found. */
  function remove(workspace: WorkspaceDb, actor: Actor, id: string): Promise<void> {
    return workspace.transaction(async (tx) => {
      const invitation = await lockInvitation(tx, id);
      if (!invitation || invitation.acceptedAt) {
        throw new AppError(baseErrors.not_found, { values: { what: 'open invitation' } });
      }
      await deleteDoors(tx, invitation.id);
      await deleteInvitation(tx, invitation.id);
      await audit(tx, { actor, action: 'invitation.withdrawn', subjectKind: 'invitation', subjectId: id });
    });
  }

  /** What a link is for. @throws AppError invitation_invalid. */
  async function open(token: string): Promise<{ workspaceId: WorkspaceId; invitation: InvitationRecord }> {
    const door = await findDoor(db, 'invitation', hashSecret(token));
    const invitation = door && (await findInvitation(db.workspace(door.workspaceId), door.subjectId));
    if (!door || !usable(invitation)) throw new AppError(peopleErrors.invitation_invalid);
    return { workspaceId: door.workspaceId, invitation };
  }

  /** Makes the invited person a member. @throws AppError invitation_invalid, email_in_use, too_many_requests. */
  async function accept(
    token: string,
    input: { name: string; password: string; ip: string },
  ): Promise<MemberRecord> {
    const attempt = await beginTry(db, clock, byAddress, addressKey(input.ip));
    const { workspaceId } = await open(token);
    const passwordHash = await hashPassword(input.password);
    const member = await db.workspace(workspaceId).transaction(async (tx) => {
      const door = await findDoor(tx, 'invitation', hashSecret(token));
      const invitation = door && (await lockInvitation(tx, door.subjectId));
      if (!usable(invitation)) throw new AppError(peopleErrors.invitation_invalid);
      const { email } = invitation;
      const { role, customRoleId } = await readStanding(tx, invitation);
      const added = await members.add(tx, 'self', {
        name: input.name,
        email,
        role,
        customRoleId,
        passwordHash,
      });
      await markAccepted(tx, invitation.id, added.id, clock.now());
      await deleteDoors(tx, invitation.id);
      return added;
    });
    await attempt.takeBack();
    return member;
  }

  function usable(invitation: InvitationRecord | undefined): invitation is InvitationRecord {
    return invitation !== undefined && invitation.acceptedAt === null && invitation.expiresAt > clock.now();
  }

  return { create, remove, open, accept, list: listInvitations };
}

export type Invitations = ReturnType<typeof createInvitations>;
