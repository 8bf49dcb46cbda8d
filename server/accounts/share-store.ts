import type { AccountLevel } from '../../contract/api/accounts.ts';
import { asId, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { AccountId } from './account.ts';

/** What a member may do with an account. */
export interface AccountShare {
  readonly accountId: string;
  readonly memberId: string;
  readonly level: AccountLevel;
  readonly givenAt: Date;
}

interface ShareRow {
  readonly account_id: string;
  readonly member_id: string;
  readonly level: AccountLevel;
  readonly given_at: Date;
}

/** Shares of these accounts, oldest first. */
export async function listShares(db: WorkspaceDb, accountIds: readonly string[]): Promise<AccountShare[]> {
  const rows = await db.rows(sql<ShareRow>`
    select account_id, member_id, level, given_at from account_share
    where workspace_id = ${db.workspaceId} and account_id = any(${[...accountIds]}::text[])
    order by given_at, member_id`);
  return rows.map(toShare);
}

export async function findShareLevel(
  db: WorkspaceDb,
  accountId: string,
  memberId: string,
): Promise<AccountLevel | undefined> {
  const row = await db.findRow(sql<{ level: AccountLevel }>`
    select level from account_share
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and member_id = ${memberId}`);
  return row?.level;
}

/** The shares of an account, while nobody else changes them: two changes cannot both take the last owner away. */
export async function lockShares(tx: WorkspaceTx, accountId: string): Promise<AccountShare[]> {
  await tx.rows(sql`
    select id from account where workspace_id = ${tx.workspaceId} and id = ${accountId} for update`);
  return listShares(tx, [accountId]);
}

export async function putShare(tx: WorkspaceTx, share: AccountShare): Promise<void> {
  await tx.execute(sql`
    insert into account_share (workspace_id, account_id, member_id, level, given_at)
    values (${tx.workspaceId}, ${share.accountId}, ${share.memberId}, ${share.level}, ${share.givenAt})
    on conflict (workspace_id, account_id, member_id) do update set level = excluded.level`);
}

/** Whoever connects an account that nobody owns owns it. */
export async function ensureOwner(
  tx: WorkspaceTx,
  accountId: string,
  memberId: string,
  now: Date,
): Promise<void> {
  const shares = await lockShares(tx, accountId);
  if (shares.some((share) => share.level === 'owner')) return;
  await putShare(tx, { accountId, memberId, level: 'owner', givenAt: now });
}

export async function deleteShare(tx: WorkspaceTx, accountId: string, memberId: string): Promise<void> {
  await tx.execute(sql`
    delete from account_share
    where workspace_id = ${tx.workspaceId} and account_id = ${accountId} and member_id = ${memberId}`);
}

export async function deleteShares(tx: WorkspaceTx, accountId: string): Promise<void> {
  await tx.execute(sql`
    delete from account_share where workspace_id = ${tx.workspaceId} and account_id = ${accountId}`);
}

/**
 * Takes all shares of a member away; what they owned belongs to another from then on. @returns the accounts that passed
 */
export async function passShares(
  tx: WorkspaceTx,
  from: string,
  to: string | undefined,
  now: Date,
): Promise<AccountId[]> {
  const gone = await tx.rows(sql<ShareRow>`
    delete from account_share where workspace_id = ${tx.workspaceId} and member_id = ${from}
    returning account_id, member_id, level, given_at`);
  const owned = gone.filter((row) => row.level === 'owner').map((row) => asId<'account'>(row.account_id));
  if (to === undefined) return [];
  for (const accountId of owned) {
    await putShare(tx, { accountId, memberId: to, level: 'owner', givenAt: now });
  }
  return owned;
}

function toShare(row: ShareRow): AccountShare {
  return { accountId: row.account_id, memberId: row.member_id, level: row.level, givenAt: row.given_at };
}
