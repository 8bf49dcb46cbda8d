import type { SunshineProfile } from '../../../contract/sunshine/users.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { KeptUser, MetadataValues } from './user.ts';

interface UserRow {
  id: string;
  external_id: string | null;
  profile: SunshineProfile;
  metadata: MetadataValues;
  signed_up_at: Date | null;
  created_at: Date;
}

const columns = sql`id, external_id, profile, metadata, signed_up_at, created_at`;

function toUser(row: UserRow): KeptUser {
  return {
    id: row.id,
    externalId: row.external_id,
    profile: row.profile,
    metadata: row.metadata,
    signedUpAt: row.signed_up_at,
    createdAt: row.created_at,
  };
}

/** Whoever has this id, or this id of a program's own; our own id counts first. */
export async function findKeptUser(db: WorkspaceDb, idOrExternalId: string): Promise<KeptUser | undefined> {
  const row = await db.findRow(sql<UserRow>`
    select ${columns} from messaging_user
    where workspace_id = ${db.workspaceId} and (id = ${idOrExternalId} or external_id = ${idOrExternalId})
    order by id = ${idOrExternalId} desc limit 1`);
  return row && toUser(row);
}

export async function listKeptUsers(db: WorkspaceDb, ids: readonly string[]): Promise<KeptUser[]> {
  const rows = await db.rows(sql<UserRow>`
    select ${columns} from messaging_user where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toUser);
}

/** Users with this e-mail address, oldest first. */
export async function listKeptByEmail(db: WorkspaceDb, email: string): Promise<KeptUser[]> {
  const rows = await db.rows(sql<UserRow>`
    select ${columns} from messaging_user
    where workspace_id = ${db.workspaceId} and lower(email) = lower(${email}) order by created_at, id limit 100`);
  return rows.map(toUser);
}

/** False when the external id is taken. */
export async function insertUser(tx: WorkspaceTx, user: KeptUser): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into messaging_user (workspace_id, id, external_id, profile, metadata, email, signed_up_at, created_at, updated_at)
    values (${tx.workspaceId}, ${user.id}, ${user.externalId}, ${JSON.stringify(user.profile)}::jsonb,
      ${JSON.stringify(user.metadata)}::jsonb, ${user.profile.email ?? null}, ${user.signedUpAt}, ${user.createdAt},
      ${user.createdAt})
    on conflict do nothing`);
  return inserted > 0;
}

export interface UserChange {
  /** Fields to set; null takes one away. */
  readonly profile: Readonly<Record<string, string | null>>;
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>;
  readonly signedUpAt?: Date;
}

/** Lays the change over what is kept; whoever is not kept yet is from now on. */
export async function mergeUser(
  tx: WorkspaceTx,
  id: string,
  change: UserChange,
  now: Date,
): Promise<KeptUser> {
  const profile = JSON.stringify(change.profile);
  const metadata = JSON.stringify(change.metadata);
  const row = await tx.row(sql<UserRow>`
    insert into messaging_user as u (workspace_id, id, profile, metadata, email, signed_up_at, created_at, updated_at)
    values (${tx.workspaceId}, ${id}, jsonb_strip_nulls(${profile}::jsonb), jsonb_strip_nulls(${metadata}::jsonb),
      ${change.profile['email'] ?? null}, ${change.signedUpAt ?? null}, ${now}, ${now})
    on conflict (workspace_id, id) do update set
      profile = jsonb_strip_nulls(u.profile || ${profile}::jsonb),
      metadata = jsonb_strip_nulls(u.metadata || ${metadata}::jsonb),
      email = (u.profile || ${profile}::jsonb) ->> 'email',
      signed_up_at = coalesce(${change.signedUpAt ?? null}::timestamptz, u.signed_up_at),
      updated_at = ${now}
    returning ${columns}`);
  return toUser(row);
}

/** What of another user's metadata had no room when they became one; kept until the next merge. */
export async function setDiscarded(
  tx: WorkspaceTx,
  id: string,
  discardedId: string,
  metadata: MetadataValues,
): Promise<void> {
  const discarded = Object.keys(metadata).length > 0 ? JSON.stringify({ id: discardedId, metadata }) : null;
  await tx.execute(sql`
    update messaging_user set discarded = ${discarded}::jsonb where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** The same, by the id of who was discarded. */
export async function listDiscarded(
  db: WorkspaceDb,
  ids: readonly string[],
): Promise<Map<string, MetadataValues>> {
  const rows = await db.rows(sql<{ discarded: { id: string; metadata: MetadataValues } }>`
    select discarded from messaging_user
    where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[]) and discarded is not null`);
  return new Map(rows.map(({ discarded }) => [discarded.id, discarded.metadata]));
}

/** Forgets what programs wrote of a user; the ids stay. */
export async function clearUser(tx: WorkspaceTx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update messaging_user set profile = '{}', metadata = '{}', email = null, discarded = null, updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** A user of a program's own, with the conversations that nobody else is in. */
export async function deleteUser(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from messaging_participant where workspace_id = ${tx.workspaceId} and user_id = ${id} returning conversation_id),
    alone as (
      select conversation_id from gone g where not exists (
        select 1 from messaging_participant p
        where p.workspace_id = ${tx.workspaceId} and p.conversation_id = g.conversation_id and p.user_id <> ${id})),
    said as (
      delete from messaging_message m using alone a
      where m.workspace_id = ${tx.workspaceId} and m.conversation_id = a.conversation_id)
    delete from messaging_conversation c using alone a
    where c.workspace_id = ${tx.workspaceId} and c.id = a.conversation_id`);
  await tx.execute(sql`delete from messaging_user where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** The conversations of one user that only programs know, and what they said there, become another's. */
export async function moveConversations(tx: WorkspaceTx, from: string, to: string): Promise<void> {
  await tx.execute(sql`
    update messaging_message set author = jsonb_set(author, '{userId}', to_jsonb(${to}::text))
    where workspace_id = ${tx.workspaceId} and author ->> 'userId' = ${from} and conversation_id in (
      select conversation_id from messaging_participant where workspace_id = ${tx.workspaceId} and user_id = ${from})`);
  // Where both were in it, the other stays.
  await tx.execute(sql`
    update messaging_participant p set user_id = ${to}
    where workspace_id = ${tx.workspaceId} and user_id = ${from} and not exists (
      select 1 from messaging_participant o
      where o.workspace_id = p.workspace_id and o.conversation_id = p.conversation_id and o.user_id = ${to})`);
}

/** Who has an id of a program's own already keeps it. */
export async function giveExternalId(tx: WorkspaceTx, id: string, externalId: string): Promise<void> {
  await tx.execute(sql`
    update messaging_user set external_id = ${externalId}
    where workspace_id = ${tx.workspaceId} and id = ${id} and external_id is null`);
}
