import type { Role } from '../../../contract/api/index.ts';
import { type Id, type Queries, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';
import type { MemberId, PersonId } from '../members/store.ts';

export interface PersonRecord {
  readonly id: PersonId;
  readonly email: string;
  readonly passwordHash: string;
}

export interface SignInRecord {
  readonly tokenHash: Buffer;
  readonly id: Id<'sign_in'>;
  readonly personId: PersonId;
  readonly workspaceId: WorkspaceId;
  readonly memberId: MemberId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Who a cookie belongs to. Only sign-ins that count: not over, and the member active. */
export interface SignedIn {
  readonly signInId: Id<'sign_in'>;
  readonly workspaceId: WorkspaceId;
  readonly memberId: MemberId;
  readonly role: Role;
  readonly seenAt: Date;
  /** A notice about monitoring waits to be accepted by this member. */
  readonly noticeOpen: boolean;
}

export async function insertPerson(db: Queries, person: PersonRecord, at: Date): Promise<void> {
  await db.execute(sql`
    insert into person (id, email, password_hash, password_changed_at, created_at)
    values (${person.id}, ${person.email}, ${person.passwordHash}, ${at}, ${at})`);
}

interface PersonRow {
  id: PersonId;
  email: string;
  password_hash: string;
}

export async function findPersonByEmail(db: Queries, email: string): Promise<PersonRecord | undefined> {
  const row = await db.findRow(sql<PersonRow>`
    select id, email, password_hash from person where email = ${email}`);
  return row && { id: row.id, email: row.email, passwordHash: row.password_hash };
}

export async function findPerson(db: Queries, id: PersonId): Promise<PersonRecord | undefined> {
  const row = await db.findRow(sql<PersonRow>`select id, email, password_hash from person where id = ${id}`);
  return row && { id: row.id, email: row.email, passwordHash: row.password_hash };
}

export async function updatePassword(
  db: Queries,
  id: PersonId,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    update person set password_hash = ${passwordHash}, password_changed_at = ${at} where id = ${id}`);
}

/**
 * Records a sign-in if the password is still the one that was checked.
 * @returns false when it was changed meanwhile.
 */
export async function insertSignIn(db: Queries, signIn: SignInRecord, checkedHash: string): Promise<boolean> {
  const inserted = await db.execute(sql`
    insert into sign_in
      (token_hash, id, person_id, workspace_id, member_id, created_at, seen_at, expires_at)
    select ${signIn.tokenHash}::bytea, ${signIn.id}, id, ${signIn.workspaceId}, ${signIn.memberId},
      ${signIn.createdAt}::timestamptz, ${signIn.createdAt}::timestamptz, ${signIn.expiresAt}::timestamptz
    from person where id = ${signIn.personId} and password_hash = ${checkedHash}
    for share`);
  return inserted === 1;
}

interface SignedInRow {
  sign_in_id: Id<'sign_in'>;
  workspace_id: WorkspaceId;
  member_id: MemberId;
  role: Role;
  seen_at: Date;
  notice_open: boolean;
}

/** Of the sign-in `s`: there is a notice about monitoring in a wording that its member has not accepted. */
const noticeOpen = sql<boolean>`exists (
  select 1 from monitoring_notice n where n.workspace_id = s.workspace_id and not exists (
    select 1 from monitoring_acceptance a
    where a.workspace_id = n.workspace_id and a.member_id = s.member_id and a.hash = n.hash))`;

export async function findSignedIn(
  db: Queries,
  tokenHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<SignedIn | undefined> {
  const row = await db.findRow(sql<SignedInRow>`
    select s.id as sign_in_id, s.workspace_id, s.member_id, m.role, s.seen_at, ${noticeOpen} as notice_open
    from sign_in s join member m on m.workspace_id = s.workspace_id and m.id = s.member_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and s.seen_at > ${idleSince} and m.active`);
  if (!row) return undefined;
  return {
    signInId: row.sign_in_id,
    workspaceId: row.workspace_id,
    memberId: row.member_id,
    role: row.role,
    seenAt: row.seen_at,
    noticeOpen: row.notice_open,
  };
}

/** Notes that a sign-in and its member were seen. */
export async function touchSignIn(db: Queries, tokenHash: Buffer, now: Date): Promise<void> {
  await db.execute(sql`
    with seen as (
      update sign_in set seen_at = ${now} where token_hash = ${tokenHash} returning workspace_id, member_id)
    update member m set last_seen_at = ${now} from seen
    where m.workspace_id = seen.workspace_id and m.id = seen.member_id`);
}

export function deleteSignIn(db: Queries, tokenHash: Buffer): Promise<number> {
  return db.execute(sql`delete from sign_in where token_hash = ${tokenHash}`);
}

/** Ends all sign-ins of a person but one. */
export function deleteSignInsOfPerson(db: Queries, personId: PersonId, except?: Buffer): Promise<number> {
  return db.execute(sql`
    delete from sign_in where person_id = ${personId}
      and (${except ?? null}::bytea is null or token_hash <> ${except ?? null}::bytea)`);
}

export function deleteSignInsOfMember(db: WorkspaceDb, memberId: MemberId): Promise<number> {
  return db.execute(sql`
    delete from sign_in where workspace_id = ${db.workspaceId} and member_id = ${memberId}`);
}

/** True while this sign-in counts; asked again by what stays open longer than a request. */
export async function isSignInAlive(db: Queries, id: string): Promise<boolean> {
  const row = await db.row(
    sql<{
      alive: boolean;
    }>`select exists (select 1 from sign_in s where s.id = ${id} and not ${noticeOpen}) as alive`,
  );
  return row.alive;
}

/** Forgets sign-ins that are over; at most 1,000 at a time. */
export function deleteOldSignIns(db: Queries, now: Date): Promise<number> {
  return db.execute(sql`
    delete from sign_in where token_hash in
      (select token_hash from sign_in where expires_at <= ${now} limit 1000)`);
}
