import type { AccountLevel } from '../../../contract/api/index.ts';
import { accountErrors } from '../../../contract/errors/accounts.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { type AccountId, deleteShare, lockShares, passShares, putShare } from '../../accounts/index.ts';
import { AppError, type Caller, type Clock, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { actorOf, type Audit, systemActor } from '../../people/index.ts';
import { checkLevel } from './access.ts';
import { type AccountPageDeps, tell } from './deps.ts';
import { holds } from './levels.ts';
import { findOldestAdministrator, isActiveMember } from './store.ts';

/**
 * Lets a member do so much with an account, or nothing any more (`undefined`). Nobody gives or takes more than they
 * have; the last owner stays one. @throws AppError account_level_too_high, account_last_owner, not_found
 */
export async function changeShare(
  deps: AccountPageDeps,
  db: WorkspaceDb,
  caller: Caller,
  change: {
    readonly accountId: string;
    readonly memberId: string;
    readonly level: AccountLevel | undefined;
  },
): Promise<void> {
  const { accountId, memberId, level } = change;
  await db.transaction(async (tx) => {
    const shares = await lockShares(tx, accountId);
    const before = shares.find((share) => share.memberId === memberId);
    // Who gives their own share back needs nobody's leave.
    const own = await checkLevel(
      tx,
      caller,
      accountId,
      level === undefined && memberId === caller.memberId ? 'read' : 'share',
    );
    if ((before && !holds(own, before.level)) || (level !== undefined && !holds(own, level))) {
      throw new AppError(accountErrors.account_level_too_high);
    }
    if (before?.level === level) return;
    const owners = shares.filter((share) => share.level === 'owner');
    if (before?.level === 'owner' && owners.length === 1) {
      throw new AppError(accountErrors.account_last_owner);
    }
    if (level === undefined) await deleteShare(tx, accountId, memberId);
    else {
      if (!(await isActiveMember(tx, memberId))) {
        throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
      }
      await putShare(tx, { accountId, memberId, level, givenAt: deps.clock.now() });
    }
    await deps.audit(tx, {
      actor: actorOf(caller),
      action: level === undefined ? 'account.unshared' : 'account.shared',
      subjectKind: 'account',
      subjectId: accountId,
      facts: { memberId, ...(level !== undefined && { level }) },
    });
    tell(deps, tx, accountId, 'shared');
  });
}

/**
 * Who loses access keeps no account: what they owned passes to the administrator who took it, else to the one who has
 * been here longest. In the transaction that takes it.
 */
export async function passAccounts(
  deps: { readonly clock: Clock; readonly log: AccountPageDeps['log']; readonly audit: Audit },
  tx: WorkspaceTx,
  memberId: string,
  caller: Caller | null,
): Promise<void> {
  const by = caller?.memberId ?? undefined;
  const to = by !== undefined && by !== memberId ? by : await findOldestAdministrator(tx, memberId);
  const passed: AccountId[] = await passShares(tx, memberId, to, deps.clock.now());
  for (const accountId of passed) {
    await deps.audit(tx, {
      actor: caller ? actorOf(caller) : systemActor,
      action: 'account.passed_on',
      subjectKind: 'account',
      subjectId: accountId,
      facts: { from: memberId, to: to ?? '' },
    });
    tell(deps, tx, accountId, 'shared');
  }
}
