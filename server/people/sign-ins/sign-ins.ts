import { peopleErrors } from '../../../contract/errors/people.ts';
import { AppError, newId, type WorkspaceId, hashSecret, newSecret } from '../../base/index.ts';
import type { PeopleDeps } from '../deps.ts';
import { listMembershipsOf, type MemberId, type MemberRecord } from '../members/store.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';
import { addressKey, beginTry, byAccount, byAddress, byMember } from '../throttle/throttle.ts';
import {
  deleteSignIn,
  deleteSignInsOfPerson,
  findPerson,
  findPersonByEmail,
  findSignedIn,
  insertSignIn,
  type SignedIn,
  touchSignIn,
  updatePassword,
} from './store.ts';

const DAY_MS = 24 * 60 * 60_000;
/** However much it is used. */
export const SIGN_IN_LIFE_MS = 30 * DAY_MS;
const IDLE_MS = 7 * DAY_MS;
const TOUCH_EVERY_MS = 60_000;

export interface StartedSignIn {
  /** For the cookie only. */
  readonly token: string;
  readonly workspaceId: WorkspaceId;
  readonly memberId: MemberId;
}

/** Starting, recognising and ending sign-ins. */
export function createSignIns(deps: PeopleDeps) {
  const { db, clock, audit } = deps;

  /** @throws AppError sign_in_failed, whatever was wrong; too_many_requests. */
  async function signIn(input: { email: string; password: string; ip: string }): Promise<StartedSignIn> {
    const email = input.email.toLowerCase();
    const address = await beginTry(db, clock, byAddress, addressKey(input.ip));
    const account = await beginTry(db, clock, byAccount, email);
    const person = await findPersonByEmail(db, email);
    const right = await verifyPassword(person?.passwordHash, input.password);
    if (!right || !person) throw new AppError(peopleErrors.sign_in_failed);
    const member = (await listMembershipsOf(db, person.id)).find((one) => one.active);
    if (!member) throw new AppError(peopleErrors.sign_in_failed);
    const started = await start(member, person.passwordHash);
    await account.clear();
    await address.takeBack();
    return started;
  }

  /** Signs a member in without asking for the password: it was just set, or this is the demo. */
  async function signInMember(member: MemberRecord): Promise<StartedSignIn> {
    const person = await findPerson(db, member.personId);
    if (!person || !member.active) throw new AppError(peopleErrors.sign_in_failed);
    return start(member, person.passwordHash);
  }

  async function start(member: MemberRecord, checkedHash: string): Promise<StartedSignIn> {
    const token = newSecret();
    const now = clock.now();
    await db.transaction(async (whole) => {
      const tx = whole.workspace(member.workspaceId);
      const signIn = {
        tokenHash: hashSecret(token),
        id: newId<'sign_in'>(),
        personId: member.personId,
        workspaceId: member.workspaceId,
        memberId: member.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + SIGN_IN_LIFE_MS),
      };
      if (!(await insertSignIn(tx, signIn, checkedHash))) throw new AppError(peopleErrors.sign_in_failed);
      await touchSignIn(tx, signIn.tokenHash, now);
      await audit(tx, { actor: { kind: 'member', id: member.id }, action: 'sign_in.started' });
    });
    return { token, workspaceId: member.workspaceId, memberId: member.id };
  }

  /** Who this cookie belongs to, if it still counts. */
  async function recognise(token: string): Promise<SignedIn | undefined> {
    const now = clock.now();
    const tokenHash = hashSecret(token);
    const signedIn = await findSignedIn(db, tokenHash, now, new Date(now.getTime() - IDLE_MS));
    if (signedIn && now.getTime() - signedIn.seenAt.getTime() > TOUCH_EVERY_MS) {
      await touchSignIn(db, tokenHash, now);
    }
    return signedIn;
  }

  async function signOut(token: string, member: MemberRecord): Promise<void> {
    await db.transaction(async (whole) => {
      const tx = whole.workspace(member.workspaceId);
      await deleteSignIn(tx, hashSecret(token));
      await audit(tx, { actor: { kind: 'member', id: member.id }, action: 'sign_in.ended' });
      deps.emit(tx, [changed(member.id, 'signed_out')]);
    });
  }

  async function signOutEverywhere(member: MemberRecord): Promise<void> {
    await db.transaction(async (whole) => {
      const tx = whole.workspace(member.workspaceId);
      await deleteSignInsOfPerson(tx, member.personId);
      await audit(tx, { actor: { kind: 'member', id: member.id }, action: 'sign_in.ended_everywhere' });
      deps.emit(tx, [changed(member.id, 'signed_out')]);
    });
  }

  /** Changes the password and ends all other sign-ins. @throws AppError password_wrong, too_many_requests. */
  async function changePassword(
    member: MemberRecord,
    input: { current: string; next: string; keepToken: string },
  ): Promise<void> {
    const attempt = await beginTry(db, clock, byMember, member.id);
    const person = await findPerson(db, member.personId);
    if (!(await verifyPassword(person?.passwordHash, input.current)))
      throw new AppError(peopleErrors.password_wrong);
    await attempt.clear();
    await setPassword(member, input.next, hashSecret(input.keepToken));
  }

  async function setPassword(member: MemberRecord, password: string, keepTokenHash?: Buffer): Promise<void> {
    const passwordHash = await hashPassword(password);
    await db.transaction(async (whole) => {
      const tx = whole.workspace(member.workspaceId);
      await updatePassword(tx, member.personId, passwordHash, clock.now());
      await deleteSignInsOfPerson(tx, member.personId, keepTokenHash);
      await audit(tx, { actor: { kind: 'member', id: member.id }, action: 'password.changed' });
      deps.emit(tx, [changed(member.id, 'signed_out')]);
    });
  }

  return { signIn, signInMember, recognise, signOut, signOutEverywhere, changePassword, setPassword };
}

export type SignIns = ReturnType<typeof createSignIns>;

function changed(memberId: MemberId, what: string) {
  return { kind: 'member.changed', key: memberId, body: { memberId, what } } as const;
}
