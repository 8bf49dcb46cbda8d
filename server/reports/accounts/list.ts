import type { ListedAccount } from '../../../contract/api/index.ts';
import { listShares } from '../../accounts/index.ts';
import type { Caller, Clock, WorkspaceDb } from '../../base/index.ts';
import { ownsAll } from './access.ts';
import { presentListed } from './present.ts';
import { type AccountQuery, listAccountRows } from './store.ts';

/** Accounts that a caller may see, with what they may do with each. */
export async function listAccounts(
  { clock }: { readonly clock: Clock },
  db: WorkspaceDb,
  caller: Caller,
  query: Omit<AccountQuery, 'memberId' | 'all' | 'now'>,
): Promise<ListedAccount[]> {
  const now = clock.now();
  const all = ownsAll(caller);
  const rows = await listAccountRows(db, { ...query, memberId: caller.memberId, all, now });
  const shares = await listShares(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => presentListed(row, shares, all, now));
}
