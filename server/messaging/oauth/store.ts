import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';

/** A program of another house. */
export interface OAuthClient {
  readonly id: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly createdAt: Date;
  /** What it acts as, when it was let in. The integration may be gone since. */
  readonly integrationId: string | null;
  readonly keyId: string | null;
  readonly allowedAt: Date | null;
}

const columns = sql`id, name, redirect_uris as "redirectUris", created_at as "createdAt",
  integration_id as "integrationId", key_id as "keyId", allowed_at as "allowedAt"`;

/** Oldest first. */
export function listClients(db: WorkspaceDb): Promise<OAuthClient[]> {
  return db.rows(sql<OAuthClient>`
    select ${columns} from messaging_oauth_client where workspace_id = ${db.workspaceId} order by id limit 100`);
}

export function findClient(db: WorkspaceDb, id: string): Promise<OAuthClient | undefined> {
  return db.findRow(sql<OAuthClient>`
    select ${columns} from messaging_oauth_client where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** As `findClient`; nobody else changes it until the transaction ends. */
export function lockClient(tx: WorkspaceTx, id: string): Promise<OAuthClient | undefined> {
  return tx.findRow(sql<OAuthClient>`
    select ${columns} from messaging_oauth_client where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
}

/** The client of this id with what is kept of its secret, in whichever workspace it is. */
export function findDoor(
  db: Db,
  id: string,
): Promise<{ readonly workspaceId: WorkspaceId; readonly secretHash: Buffer } | undefined> {
  return db.findRow(sql<{ workspaceId: WorkspaceId; secretHash: Buffer }>`
    select workspace_id as "workspaceId", secret_hash as "secretHash" from messaging_oauth_client where id = ${id}`);
}

export async function insertClient(
  tx: WorkspaceTx,
  client: Pick<OAuthClient, 'id' | 'name' | 'redirectUris' | 'createdAt'>,
  secretHash: Buffer,
): Promise<void> {
  await tx.execute(sql`
    insert into messaging_oauth_client (workspace_id, id, name, secret_hash, redirect_uris, created_at, updated_at)
    values (${tx.workspaceId}, ${client.id}, ${client.name}, ${secretHash}, ${[...client.redirectUris]}::text[],
      ${client.createdAt}, ${client.createdAt})`);
}

export async function updateClient(
  tx: WorkspaceTx,
  id: string,
  change: Pick<OAuthClient, 'name' | 'redirectUris'>,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update messaging_oauth_client set name = ${change.name}, redirect_uris = ${[...change.redirectUris]}::text[],
      updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export async function setSecret(tx: WorkspaceTx, id: string, hash: Buffer, now: Date): Promise<void> {
  await tx.execute(sql`
    update messaging_oauth_client set secret_hash = ${hash}, updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** What the client acts as from now on. */
export async function setAccess(
  tx: WorkspaceTx,
  id: string,
  access: { readonly integrationId: string; readonly keyId: string; readonly at: Date },
): Promise<void> {
  await tx.execute(sql`
    update messaging_oauth_client set integration_id = ${access.integrationId}, key_id = ${access.keyId},
      allowed_at = ${access.at}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export async function deleteClient(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`
    delete from messaging_oauth_code where workspace_id = ${tx.workspaceId} and client_id = ${id}`);
  await tx.execute(sql`
    delete from messaging_oauth_client where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** An administrator's consent. */
export interface Consent {
  readonly clientId: string;
  readonly memberId: string;
  readonly redirectUri: string;
  readonly expiresAt: Date;
  /** Of the token that it was given for already. */
  readonly keyId: string | null;
}

/** Keeps a code, and forgets those of the client that have run out. */
export async function insertCode(
  tx: WorkspaceTx,
  hash: Buffer,
  consent: Omit<Consent, 'keyId'>,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    delete from messaging_oauth_code
    where workspace_id = ${tx.workspaceId} and client_id = ${consent.clientId} and expires_at < ${now}`);
  await tx.execute(sql`
    insert into messaging_oauth_code (workspace_id, code_hash, client_id, member_id, redirect_uri, expires_at)
    values (${tx.workspaceId}, ${hash}, ${consent.clientId}, ${consent.memberId}, ${consent.redirectUri},
      ${consent.expiresAt})`);
}

/** Two who come with the same code at once wait for each other. */
export function lockCode(tx: WorkspaceTx, hash: Buffer): Promise<Consent | undefined> {
  return tx.findRow(sql<Consent>`
    select client_id as "clientId", member_id as "memberId", redirect_uri as "redirectUri",
      expires_at as "expiresAt", key_id as "keyId"
    from messaging_oauth_code where workspace_id = ${tx.workspaceId} and code_hash = ${hash} for update`);
}

export async function markCode(tx: WorkspaceTx, hash: Buffer, keyId: string): Promise<void> {
  await tx.execute(sql`
    update messaging_oauth_code set key_id = ${keyId}
    where workspace_id = ${tx.workspaceId} and code_hash = ${hash}`);
}
