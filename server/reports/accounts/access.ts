import type { AccountLevel } from '../../../contract/api/index.ts';
import { accountErrors } from '../../../contract/errors/accounts.ts';
import { findShareLevel, getAccount, listShares } from '../../accounts/index.ts';
import { AppError, type Caller, type WorkspaceDb } from '../../base/index.ts';
import { holds } from './levels.ts';
import { namesOf } from './store.ts';

/** Whoever may change the set-up connects and disconnects accounts there anyhow: every account is theirs, too. */
export const ownsAll = (caller: Caller): boolean => caller.permissions.has('setup.manage');

/** What a caller may do with an account; undefined: it is not there for them. */
export async function levelOf(
  db: WorkspaceDb,
  caller: Caller,
  accountId: string,
): Promise<AccountLevel | undefined> {
  if (ownsAll(caller)) return 'owner';
  return caller.memberId === null ? undefined : findShareLevel(db, accountId, caller.memberId);
}

/**
 * Lets pass whoever may do so much with an account; `read` is enough to make reports with it.
 * @throws AppError account_not_found also for an account that is not shared with the caller at all; account_not_shared
 */
export async function checkLevel(
  db: WorkspaceDb,
  caller: Caller,
  accountId: string,
  wanted: AccountLevel,
): Promise<AccountLevel> {
  const account = await getAccount(db, accountId);
  const level = await levelOf(db, caller, accountId);
  if (account.status === 'removed' || level === undefined) {
    throw new AppError(accountErrors.account_not_found);
  }
  if (holds(level, wanted)) return level;
  const shares = await listShares(db, [accountId]);
  const owners = shares.filter((share) => share.level === 'owner').map(({ memberId }) => memberId);
  const names = await namesOf(db, owners);
  throw new AppError(accountErrors.account_not_shared, {
    values: { owners: names.join(', ') || 'an administrator' },
  });
}
