import type { Preferences, Role } from '../../../contract/api/index.ts';
import { type Id, type Queries, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';

export type MemberId = Id<'member'>;
export type PersonId = Id<'person'>;

export interface MemberRecord {
  readonly workspaceId: WorkspaceId;
  readonly id: MemberId;
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly customRoleId: string | null;
  readonly active: boolean;
  readonly preferences: Partial<Preferences>;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}

interface MemberRow {
  workspace_id: WorkspaceId;
  id: MemberId;
  person_id: PersonId;
  name: string;
  email: string;
  role: Role;
  custom_role_id: string | null;
  active: boolean;
  preferences: Partial<Preferences>;
  created_at: Date;
  last_seen_at: Date | null;
}

const columns = sql`workspace_id, id, person_id, name, email, role, custom_role_id, active, preferences, created_at,
  last_seen_at`;

export async function insertMember(db: WorkspaceDb, member: MemberRecord): Promise<void> {
  await db.execute(sql`
    insert into member (workspace_id, id, person_id, name, email, role, custom_role_id, active, preferences, created_at)
    values (${db.workspaceId}, ${member.id}, ${member.personId}, ${member.name}, ${member.email}, ${member.role},
      ${member.customRoleId}, ${member.active}, ${JSON.stringify(member.preferences)}, ${member.createdAt})`);
}

export async function findMember(db: WorkspaceDb, id: string): Promise<MemberRecord | undefined> {
  const row = await db.findRow(sql<MemberRow>`
    select ${columns} from member where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

/** Locks the workspace's members, so that two changes cannot both take away the last administrator. */
export async function lockMembers(db: WorkspaceDb): Promise<MemberRecord[]> {
  const rows = await db.rows(sql<MemberRow>`
    select ${columns} from member where workspace_id = ${db.workspaceId} order by id for update`);
  return rows.map(toRecord);
}

/** Everybody, by name; at most 1,000. */
export async function listMembers(db: WorkspaceDb): Promise<MemberRecord[]> {
  const rows = await db.rows(sql<MemberRow>`
    select ${columns} from member where workspace_id = ${db.workspaceId} order by lower(name), id limit 1000`);
  return rows.map(toRecord);
}

export async function findMemberByEmail(db: WorkspaceDb, email: string): Promise<MemberRecord | undefined> {
  const row = await db.findRow(sql<MemberRow>`
    select ${columns} from member where workspace_id = ${db.workspaceId} and email = ${email}`);
  return row && toRecord(row);
}

export async function updateMember(db: WorkspaceDb, member: MemberRecord): Promise<void> {
  await db.execute(sql`
    update member set name = ${member.name}, role = ${member.role}, custom_role_id = ${member.customRoleId}, active = ${member.active}
    where workspace_id = ${db.workspaceId} and id = ${member.id}`);
}

/** Merges into the stored preferences in one statement, so that two browsers do not undo each other. */
export async function mergePreferences(
  db: WorkspaceDb,
  id: MemberId,
  change: Partial<Preferences>,
): Promise<Partial<Preferences>> {
  const row = await db.row(sql<{ preferences: Partial<Preferences> }>`
    update member set preferences = preferences || ${JSON.stringify(change)}::jsonb
    where workspace_id = ${db.workspaceId} and id = ${id} returning preferences`);
  return row.preferences;
}

/** The workspaces a person belongs to, oldest first; at most 100. */
export async function listMembershipsOf(db: Queries, personId: PersonId): Promise<MemberRecord[]> {
  const rows = await db.rows(sql<MemberRow>`
    select ${columns} from member where person_id = ${personId} order by created_at, id limit 100`);
  return rows.map(toRecord);
}

function toRecord(row: MemberRow): MemberRecord {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role,
    customRoleId: row.custom_role_id,
    active: row.active,
    preferences: row.preferences,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}
