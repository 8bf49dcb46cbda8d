import { sql, type WorkspaceDb } from '../base/index.ts';
import type { AccountRecord } from './account.ts';

export type LeaseAnswer =
  | 'held'
  /** Another process refreshes at this moment. */
  | 'busy'
  /** Somebody spent this very refresh token and died before storing the answer: it must not be spent again. */
  | 'spent';

/** Takes the lease of an account's refresh for `leaseMs`, by the database's time. */
export async function takeRefreshLease(
  db: WorkspaceDb,
  account: Pick<AccountRecord, 'id' | 'tokenVersion'>,
  holder: string,
  leaseMs: number,
): Promise<LeaseAnswer> {
  const row = await db.findRow(sql<{ holder: string }>`
    insert into account_refresh as r (workspace_id, account_id, holder, token_version, held_until)
    values (${db.workspaceId}, ${account.id}, ${holder}, ${account.tokenVersion},
      clock_timestamp() + ${leaseMs} * interval '1 millisecond')
    on conflict (workspace_id, account_id) do update
      set holder = excluded.holder, token_version = excluded.token_version, held_until = excluded.held_until
      where r.held_until <= clock_timestamp() and r.token_version <> excluded.token_version
    returning holder`);
  if (row) return 'held';
  const other = await db.findRow(sql<{ over: boolean; token_version: number }>`
    select held_until <= clock_timestamp() as over, token_version from account_refresh
    where workspace_id = ${db.workspaceId} and account_id = ${account.id}`);
  return other?.over === true && other.token_version === account.tokenVersion ? 'spent' : 'busy';
}

export async function dropRefreshLease(db: WorkspaceDb, accountId: string, holder?: string): Promise<void> {
  const mine = holder === undefined ? sql`true` : sql`holder = ${holder}`;
  await db.execute(sql`
    delete from account_refresh
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and ${mine}`);
}
