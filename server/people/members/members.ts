import type { Preferences, Role } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { peopleErrors } from '../../../contract/errors/people.ts';
import {
  AppError,
  type Caller,
  isUniqueViolation,
  newId,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../../base/index.ts';
import { actorOf } from '../access.ts';
import { type Actor, systemActor } from '../audit/audit.ts';
import type { PeopleDeps } from '../deps.ts';
import { preferencesOf } from '../preferences/defaults.ts';
import { checkGrant, readStanding } from '../roles/grants.ts';
import { deleteSignInsOfMember, insertPerson } from '../sign-ins/store.ts';
import {
  findMember,
  insertMember,
  listMembers,
  lockMembers,
  type MemberRecord,
  mergePreferences,
  updateMember,
} from './store.ts';

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly customRoleId?: string | null;
}

// Remapped keys and panels are small; whatever is larger is not a preference.
const LARGEST_PREFERENCES_BYTES = 8_000;

export function createMembers(deps: PeopleDeps) {
  const { clock, audit, emit } = deps;

  /** Makes a person and their membership in the caller's transaction. @throws AppError email_in_use. */
  async function add(tx: WorkspaceTx, actor: Actor | 'self', input: NewMember): Promise<MemberRecord> {
    const at = clock.now();
    const email = input.email.toLowerCase();
    const personId = newId<'person'>();
    await insertPerson(tx, { id: personId, email, passwordHash: input.passwordHash }, at).catch(
      (error: unknown) => {
        if (isUniqueViolation(error)) throw new AppError(peopleErrors.email_in_use);
        throw error;
      },
    );
    const member: MemberRecord = {
      workspaceId: tx.workspaceId,
      id: newId<'member'>(),
      personId,
      name: input.name.trim(),
      email,
      role: input.role,
      customRoleId: input.customRoleId ?? null,
      active: true,
      preferences: {},
      createdAt: at,
      lastSeenAt: null,
    };
    await insertMember(tx, member);
    await audit(tx, {
      actor: actor === 'self' ? { kind: 'member', id: member.id } : actor,
      action: 'member.added',
      subjectKind: 'member',
      subjectId: member.id,
      facts: { role: member.role },
    });
    emit(tx, [{ kind: 'member.changed', key: member.id, body: { memberId: member.id, what: 'added' } }]);
    return member;
  }

  /**
   * Changes name, role or access. Who loses access loses every sign-in with it.
   * Nobody gives or takes more than they have themselves.
   * @throws AppError not_found, last_administrator, grants_too_much, setup_unknown.
   */
  function change(
    db: WorkspaceDb,
    /** Null: whoever has the machine, at its command line. */
    caller: Caller | null,
    id: string,
    input: { name?: string; role?: Role; customRoleId?: string | null; active?: boolean },
  ): Promise<MemberRecord> {
    return db.transaction(async (tx) => {
      const all = await lockMembers(tx);
      const before = all.find((one) => one.id === id);
      if (!before) throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
      const wanted = await readStanding(tx, input, before);
      const after = {
        ...before,
        name: input.name?.trim() || before.name,
        role: wanted.role,
        customRoleId: wanted.customRoleId,
        active: input.active ?? before.active,
      };
      if (caller && differences(before, after).some((what) => what !== 'renamed')) {
        const had = await readStanding(tx, {}, before);
        checkGrant(caller, had.role, had.permissions);
        checkGrant(caller, wanted.role, wanted.permissions);
      }
      const administrators = all.map((one) => (one.id === id ? after : one)).filter(isAdministrator);
      if (isAdministrator(before) && administrators.length === 0) {
        throw new AppError(peopleErrors.last_administrator);
      }
      await updateMember(tx, after);
      if (before.active && !after.active) {
        await deleteSignInsOfMember(tx, after.id);
        await deps.onMemberRemoved(tx, after.id, caller);
      }
      for (const what of differences(before, after)) {
        await audit(tx, {
          actor: caller ? actorOf(caller) : systemActor,
          action: `member.${what}`,
          subjectKind: 'member',
          subjectId: id,
          facts:
            what === 'role_changed'
              ? { from: before.customRoleId ?? before.role, to: after.customRoleId ?? after.role }
              : {},
        });
        emit(tx, [{ kind: 'member.changed', key: after.id, body: { memberId: after.id, what } }]);
      }
      return after;
    });
  }

  /** @throws AppError not_found. */
  async function get(db: WorkspaceDb, id: string): Promise<MemberRecord> {
    const member = await findMember(db, id);
    if (!member) throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
    return member;
  }

  function setPreferences(
    db: WorkspaceDb,
    member: MemberRecord,
    changeOf: Partial<Preferences>,
  ): Promise<Preferences> {
    return db.transaction(async (tx) => {
      const chosen = await mergePreferences(tx, member.id, changeOf);
      if (Buffer.byteLength(JSON.stringify(chosen)) > LARGEST_PREFERENCES_BYTES) {
        throw new AppError(baseErrors.invalid_request, {
          values: { problem: 'The preferences are too large.' },
        });
      }
      emit(tx, [{ kind: 'preferences.changed', key: member.id, body: { memberId: member.id } }]);
      return preferencesOf(chosen);
    });
  }

  return { add, change, get, find: findMember, list: listMembers, setPreferences };
}

export type Members = ReturnType<typeof createMembers>;

function isAdministrator(member: MemberRecord): boolean {
  return member.active && member.role === 'administrator' && member.customRoleId === null;
}

function differences(before: MemberRecord, after: MemberRecord): string[] {
  const found: string[] = [];
  if (before.name !== after.name) found.push('renamed');
  if (before.role !== after.role || before.customRoleId !== after.customRoleId) found.push('role_changed');
  if (before.active !== after.active) found.push(after.active ? 'activated' : 'deactivated');
  return found;
}
