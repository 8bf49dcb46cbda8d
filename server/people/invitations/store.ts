import type { Role } from '../../../contract/api/index.ts';
import { type Id, sql, type WorkspaceDb } from '../../base/index.ts';

export type InvitationId = Id<'invitation'>;

export interface InvitationRecord {
  readonly id: InvitationId;
  readonly email: string;
  readonly role: Role;
  readonly customRoleId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
}

interface InvitationRow {
  id: InvitationId;
  email: string;
  role: Role;
  custom_role_id: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
}

const columns = sql`id, email, role, custom_role_id, created_at, expires_at, accepted_at`;

export async function insertInvitation(
  db: WorkspaceDb,
  invitation: InvitationRecord,
  createdBy: string | null,
): Promise<void> {
  await db.execute(sql`
    insert into invitation (workspace_id, id, email, role, custom_role_id, created_by, created_at, expires_at)
    values (${db.workspaceId}, ${invitation.id}, ${invitation.email}, ${invitation.role}, ${invitation.customRoleId}, ${createdBy},
      ${invitation.createdAt}, ${invitation.expiresAt})`);
}

export async function findInvitation(db: WorkspaceDb, id: string): Promise<InvitationRecord | undefined> {
  const row = await db.findRow(sql<InvitationRow>`
    select ${columns} from invitation where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

export async function lockInvitation(db: WorkspaceDb, id: string): Promise<InvitationRecord | undefined> {
  const row = await db.findRow(sql<InvitationRow>`
    select ${columns} from invitation where workspace_id = ${db.workspaceId} and id = ${id} for update`);
  return row && toRecord(row);
}

/** Newest first; at most 500. */
export async function listInvitations(db: WorkspaceDb): Promise<InvitationRecord[]> {
  const rows = await db.rows(sql<InvitationRow>`
    select ${columns} from invitation where workspace_id = ${db.workspaceId}
    order by created_at desc, id desc limit 500`);
  return rows.map(toRecord);
}

/** Invitations of this address that nobody has accepted. */
export async function listOpenInvitationIds(db: WorkspaceDb, email: string): Promise<InvitationId[]> {
  const rows = await db.rows(sql<{ id: InvitationId }>`
    select id from invitation where workspace_id = ${db.workspaceId} and email = ${email} and accepted_at is null
    for update`);
  return rows.map((row) => row.id);
}

export async function markAccepted(
  db: WorkspaceDb,
  id: InvitationId,
  memberId: string,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    update invitation set accepted_at = ${at}, accepted_by = ${memberId}
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function deleteInvitation(db: WorkspaceDb, id: InvitationId): Promise<number> {
  return db.execute(sql`delete from invitation where workspace_id = ${db.workspaceId} and id = ${id}`);
}

function toRecord(row: InvitationRow): InvitationRecord {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    customRoleId: row.custom_role_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
  };
}
