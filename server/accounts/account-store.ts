import { accountErrors } from '../../contract/errors/accounts.ts';
import {
  AppError,
  asId,
  type Db,
  sql,
  type WorkspaceDb,
  type WorkspaceId,
  type WorkspaceTx,
} from '../base/index.ts';
import type { AccountId, AccountRecord, AccountStatus } from './account.ts';

interface AccountRow {
  readonly id: string;
  readonly app_id: string;
  readonly kind: AccountRecord['kind'];
  readonly x_user_id: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly avatar_url: string | null;
  readonly label: string | null;
  readonly auth_kind: AccountRecord['authKind'];
  readonly scopes: string[];
  readonly status: AccountStatus;
  readonly status_reason: string | null;
  readonly status_at: Date;
  readonly access_expires_at: Date | null;
  readonly refresh_due_at: Date | null;
  readonly token_version: number;
  readonly created_at: Date;
}

const columns = sql`id, app_id, kind, x_user_id, username, name, avatar_url, label, auth_kind, scopes, status, status_reason,
  status_at, access_expires_at, refresh_due_at, token_version, created_at`;

export async function findAccount(db: WorkspaceDb, id: string): Promise<AccountRecord | undefined> {
  const row = await db.findRow(sql<AccountRow>`
    select ${columns} from account where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toAccount(row);
}

/** @throws AppError `account_not_found` */
export async function getAccount(db: WorkspaceDb, id: string): Promise<AccountRecord> {
  const account = await findAccount(db, id);
  if (!account) throw new AppError(accountErrors.account_not_found);
  return account;
}

/** Not the removed ones; at most 500, oldest first. */
export async function listAccounts(
  db: WorkspaceDb,
  filter: { readonly appId?: string } = {},
): Promise<AccountRecord[]> {
  const ofApp = filter.appId === undefined ? sql`true` : sql`app_id = ${filter.appId}`;
  const rows = await db.rows(sql<AccountRow>`
    select ${columns} from account
    where workspace_id = ${db.workspaceId} and status <> 'removed' and ${ofApp}
    order by created_at, id limit 500`);
  return rows.map(toAccount);
}

/** The accounts of an X user in one app, a removed one included: ids stay when somebody comes back. */
export async function findAccountOfXUser(
  db: WorkspaceDb,
  appId: string,
  xUserId: string,
): Promise<AccountRecord | undefined> {
  const row = await db.findRow(sql<AccountRow>`
    select ${columns} from account
    where workspace_id = ${db.workspaceId} and app_id = ${appId} and x_user_id = ${xUserId} and kind = 'user'
    order by (status <> 'removed') desc, created_at desc limit 1`);
  return row && toAccount(row);
}

/**
 * Where else in the workspace this X user is connected: over another app of the same X. Whoever asks goes first, and
 * others who ask for the same user wait until the transaction is over, so that two sign-ins cannot both find nothing.
 */
export async function findConnectedElsewhere(
  tx: WorkspaceTx,
  appId: string,
  xUserId: string,
): Promise<{ accountId: AccountId; appName: string } | undefined> {
  const key = `x-user ${tx.workspaceId} ${xUserId}`;
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const row = await tx.findRow(sql<{ id: string; app_name: string }>`
    select account.id, app.name as app_name
    from account join x_app app on app.workspace_id = account.workspace_id and app.id = account.app_id
    where account.workspace_id = ${tx.workspaceId} and account.x_user_id = ${xUserId} and account.kind = 'user'
      and account.status <> 'removed' and app.id <> ${appId}
      and app.network = (select network from x_app where workspace_id = ${tx.workspaceId} and id = ${appId})
    order by account.created_at limit 1`);
  return row && { accountId: asId<'account'>(row.id), appName: row.app_name };
}

export type ConnectedRow = Pick<
  AccountRecord,
  | 'id'
  | 'appId'
  | 'xUserId'
  | 'username'
  | 'name'
  | 'avatarUrl'
  | 'authKind'
  | 'scopes'
  | 'accessExpiresAt'
  | 'refreshDueAt'
>;

/** Inserts a user's account, or gives an existing one new credentials and makes it active. */
export async function upsertConnected(tx: WorkspaceTx, row: ConnectedRow, now: Date): Promise<AccountRecord> {
  const stored = await tx.row(sql<AccountRow>`
    insert into account (workspace_id, id, app_id, kind, x_user_id, username, name, avatar_url, auth_kind, scopes,
      status, status_at, access_expires_at, refresh_due_at, token_version, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.appId}, 'user', ${row.xUserId}, ${row.username}, ${row.name},
      ${row.avatarUrl}, ${row.authKind}, ${[...row.scopes]}::text[], 'active', ${now}, ${row.accessExpiresAt},
      ${row.refreshDueAt}, 1, ${now})
    on conflict (workspace_id, id) do update set
      username = excluded.username, name = coalesce(excluded.name, account.name),
      avatar_url = coalesce(excluded.avatar_url, account.avatar_url), auth_kind = excluded.auth_kind,
      scopes = excluded.scopes, status = 'active', status_reason = null, status_at = excluded.status_at,
      access_expires_at = excluded.access_expires_at, refresh_due_at = excluded.refresh_due_at,
      token_version = account.token_version + 1
    returning ${columns}`);
  return toAccount(stored);
}

/** Answers nothing when the account is already in that status for that reason. */
export async function changeStatus(
  tx: WorkspaceTx,
  id: string,
  status: AccountStatus,
  reason: string | null,
  now: Date,
): Promise<AccountRecord | undefined> {
  const row = await tx.findRow(sql<AccountRow>`
    update account set status = ${status}, status_reason = ${reason}, status_at = ${now},
      refresh_due_at = case when ${status} = 'active' then refresh_due_at end
    where workspace_id = ${tx.workspaceId} and id = ${id}
      and (status <> ${status} or status_reason is distinct from ${reason})
    returning ${columns}`);
  return row && toAccount(row);
}

/** Stores a refreshed pair if nobody stored another in the meantime. */
export async function advanceTokenVersion(
  tx: WorkspaceTx,
  account: Pick<AccountRecord, 'id' | 'tokenVersion'>,
  next: Pick<AccountRecord, 'accessExpiresAt' | 'refreshDueAt' | 'scopes'>,
): Promise<boolean> {
  const changed = await tx.execute(sql`
    update account set token_version = token_version + 1, access_expires_at = ${next.accessExpiresAt},
      refresh_due_at = ${next.refreshDueAt}, scopes = ${[...next.scopes]}::text[]
    where workspace_id = ${tx.workspaceId} and id = ${account.id} and token_version = ${account.tokenVersion}
      and status in ('active', 'reconnect')`);
  return changed === 1;
}

/** Puts off a refresh that X did not take for a passing reason. */
export async function postponeRefresh(db: WorkspaceDb, id: string, until: Date): Promise<void> {
  await db.execute(sql`
    update account set refresh_due_at = ${until}
    where workspace_id = ${db.workspaceId} and id = ${id} and refresh_due_at is not null`);
}

/** Accounts of all workspaces whose tokens are due, the most urgent first. */
export async function listRefreshDue(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ workspaceId: WorkspaceId; accountId: AccountId; tokenVersion: number }[]> {
  const rows = await db.rows(sql<{ workspace_id: string; id: string; token_version: number }>`
    select workspace_id, id, token_version from account
    where refresh_due_at <= ${now} and status = 'active' order by refresh_due_at limit ${limit}`);
  return rows.map((row) => ({
    workspaceId: asId<'workspace'>(row.workspace_id),
    accountId: asId<'account'>(row.id),
    tokenVersion: row.token_version,
  }));
}

/** What the house calls an account. */
export async function changeLabel(db: WorkspaceDb, id: string, label: string | null): Promise<void> {
  await db.execute(
    sql`update account set label = ${label} where workspace_id = ${db.workspaceId} and id = ${id}`,
  );
}

/** New name, username and picture of an account's user. */
export async function changeProfile(
  db: WorkspaceDb,
  id: string,
  profile: { readonly username: string; readonly name: string; readonly avatarUrl: string | null },
): Promise<void> {
  await db.execute(sql`
    update account set username = ${profile.username}, name = ${profile.name}, avatar_url = ${profile.avatarUrl}
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

function toAccount(row: AccountRow): AccountRecord {
  return {
    id: asId<'account'>(row.id),
    appId: asId<'x_app'>(row.app_id),
    kind: row.kind,
    xUserId: row.x_user_id,
    username: row.username,
    name: row.name,
    avatarUrl: row.avatar_url,
    label: row.label,
    authKind: row.auth_kind,
    scopes: row.scopes,
    status: row.status,
    statusReason: row.status_reason,
    statusAt: row.status_at,
    accessExpiresAt: row.access_expires_at,
    refreshDueAt: row.refresh_due_at,
    tokenVersion: row.token_version,
    createdAt: row.created_at,
  };
}
