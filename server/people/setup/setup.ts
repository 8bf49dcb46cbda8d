import { peopleErrors } from '../../../contract/errors/people.ts';
import { AppError, newId, type Tx, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';
import { systemActor } from '../audit/audit.ts';
import type { PeopleDeps } from '../deps.ts';
import type { Members } from '../members/members.ts';
import { findMemberByEmail, type MemberRecord } from '../members/store.ts';
import { hashPassword } from '../passwords.ts';
import type { SignIns } from '../sign-ins/sign-ins.ts';
import { claimSetup, findFirstWorkspaceId, insertWorkspace } from './store.ts';

export interface Administrator {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export function createSetup(deps: PeopleDeps, members: Members, signIns: SignIns) {
  const { db, clock, audit } = deps;

  /** Makes the first workspace and its administrator; of two at the same moment one wins. @throws AppError already_set_up. */
  async function setUp(input: Administrator & { workspaceName: string }): Promise<MemberRecord> {
    if (await findFirstWorkspaceId(db)) throw new AppError(peopleErrors.already_set_up);
    const passwordHash = await hashPassword(input.password);
    return db.transaction(async (whole) => {
      const tx = whole.workspace(newId<'workspace'>());
      if (!(await claimSetup(tx, clock.now()))) throw new AppError(peopleErrors.already_set_up);
      return fill(tx, input, passwordHash);
    });
  }

  /** A further workspace with its administrator: another tenant. */
  async function createWorkspace(input: Administrator & { workspaceName: string }): Promise<MemberRecord> {
    const passwordHash = await hashPassword(input.password);
    return db.transaction((whole: Tx) => fill(whole.workspace(newId<'workspace'>()), input, passwordHash));
  }

  async function fill(
    tx: WorkspaceTx,
    input: Administrator & { workspaceName: string },
    passwordHash: string,
  ): Promise<MemberRecord> {
    await insertWorkspace(tx, input.workspaceName.trim(), clock.now());
    await audit(tx, {
      actor: systemActor,
      action: 'workspace.created',
      subjectKind: 'workspace',
      subjectId: tx.workspaceId,
    });
    const { name, email } = input;
    const member = await members.add(tx, systemActor, { name, email, role: 'administrator', passwordHash });
    await deps.onWorkspaceCreated(tx);
    return member;
  }

  /**
   * For who has the machine but no way in: sets the product up, adds an administrator to the first workspace,
   * or gives an existing member of it administrator rights and a new password.
   * @throws AppError email_in_use when the address belongs to somebody of another workspace.
   */
  async function createAdmin(
    input: Administrator & { workspaceName?: string },
  ): Promise<{ member: MemberRecord; did: 'set_up' | 'added' | 'restored' }> {
    const workspaceId = await findFirstWorkspaceId(db);
    if (!workspaceId) {
      const member = await setUp({ ...input, workspaceName: input.workspaceName ?? 'Rookery' });
      return { member, did: 'set_up' };
    }
    const existing = await findMemberByEmail(db.workspace(workspaceId), input.email.toLowerCase());
    if (!existing) return { member: await addTo(workspaceId, input), did: 'added' };
    const change = { name: input.name, role: 'administrator', active: true } as const;
    const member = await members.change(db.workspace(workspaceId), null, existing.id, change);
    await signIns.setPassword(member, input.password);
    return { member, did: 'restored' };
  }

  async function addTo(workspaceId: WorkspaceId, input: Administrator): Promise<MemberRecord> {
    const passwordHash = await hashPassword(input.password);
    const { name, email } = input;
    return db
      .workspace(workspaceId)
      .transaction((tx) =>
        members.add(tx, systemActor, { name, email, role: 'administrator', passwordHash }),
      );
  }

  return { setUp, createWorkspace, createAdmin, findFirstWorkspaceId: () => findFirstWorkspaceId(db) };
}

export type Setup = ReturnType<typeof createSetup>;
