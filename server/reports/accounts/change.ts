import { accountErrors } from '../../../contract/errors/accounts.ts';
import { connectErrors } from '../../../contract/errors/connect.ts';
import { changeLabel, deleteShares, getAccount, getApp } from '../../accounts/index.ts';
import { AppError, type Caller, type EventOf, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { actorOf, memberIdOf } from '../../people/index.ts';
import { checkLevel } from './access.ts';
import { type AccountPageDeps, tell } from './deps.ts';
import { listAccountRows, moveReports, pauseReports } from './store.ts';

export async function rename(
  deps: AccountPageDeps,
  db: WorkspaceDb,
  caller: Caller,
  id: string,
  label: string | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await checkLevel(tx, caller, id, 'edit');
    await changeLabel(tx, id, label);
    await deps.audit(tx, {
      actor: actorOf(caller),
      action: 'account.renamed',
      subjectKind: 'account',
      subjectId: id,
    });
    tell(deps, tx, id, 'renamed');
  });
}

/** Begins "Sign in with X" anew; the way back is that of every sign-in. @throws XProblem, AppError */
export async function reconnect(
  deps: AccountPageDeps,
  db: WorkspaceDb,
  caller: Caller,
  id: string,
): ReturnType<AccountPageDeps['accounts']['startSignIn']> {
  await checkLevel(db, caller, id, 'edit');
  const { authKind, appId } = await getAccount(db, id);
  if (authKind === 'app') throw new AppError(accountErrors.account_of_app);
  const app = await getApp(db, appId);
  if (!app.privacyAcceptedAt) throw new AppError(connectErrors.privacy_not_accepted);
  return deps.accounts.startSignIn(db, {
    appId,
    authKind,
    startedBy: memberIdOf(caller),
    accountId: id,
    purpose: {},
  });
}

/** @returns how many reports go on with the other account */
export async function moveDatasets(
  deps: AccountPageDeps,
  db: WorkspaceDb,
  caller: Caller,
  move: { readonly from: string; readonly to: string; readonly datasetIds: readonly string[] | undefined },
): Promise<number> {
  const { from, to } = move;
  if (from === to) throw new AppError(accountErrors.account_moves_to_itself);
  return db.transaction(async (tx) => {
    await checkLevel(tx, caller, from, 'edit');
    await checkLevel(tx, caller, to, 'read');
    const moved = await moveReports(tx, move, deps.clock.now());
    if (moved.length === 0) return 0;
    await deps.audit(tx, {
      actor: actorOf(caller),
      action: 'account.datasets_moved',
      subjectKind: 'account',
      subjectId: from,
      facts: { to, count: moved.length },
    });
    tell(deps, tx, from, 'moved');
    tell(deps, tx, to, 'moved');
    tellReports(deps, tx, moved);
    return moved.length;
  });
}

/** Forgets an account's sign-in: its handle goes, its reports pause. */
export async function remove(
  deps: AccountPageDeps,
  db: WorkspaceDb,
  caller: Caller,
  id: string,
): Promise<void> {
  await checkLevel(db, caller, id, 'owner');
  const [row] = await listAccountRows(db, {
    memberId: null,
    all: true,
    id,
    offset: 0,
    limit: 1,
    now: deps.clock.now(),
  });
  // X is told outside of any transaction; the account goes with its handle.
  if (row?.handle_id) await deps.removeHandle(db, row.handle_id, actorOf(caller));
  await db.transaction(async (tx) => {
    const account = await getAccount(tx, id);
    await deps.accounts.removeAccount(tx, account.id);
    await deleteShares(tx, id);
    tellReports(deps, tx, await pauseReports(tx, id, deps.clock.now()));
    await deps.audit(tx, {
      actor: actorOf(caller),
      action: 'account.removed',
      subjectKind: 'account',
      subjectId: id,
    });
  });
}

/** Reports pause whose account has been taken out of use, by whichever way: with its handle, for one. */
export async function pauseForRemoved(
  deps: Pick<AccountPageDeps, 'log' | 'clock'>,
  tx: WorkspaceTx,
  events: readonly EventOf<'account.changed'>[],
): Promise<void> {
  for (const { body } of events) {
    if (body.what !== 'removed') continue;
    tellReports(deps, tx, await pauseReports(tx, body.accountId, deps.clock.now()));
  }
}

function tellReports(
  deps: Pick<AccountPageDeps, 'log'>,
  tx: WorkspaceTx,
  reports: readonly { id: string; dataset_id: string }[],
): void {
  deps.log.append(
    tx,
    reports.map(({ id, dataset_id }) => ({
      kind: 'report.changed' as const,
      key: id,
      body: { reportId: id, datasetId: dataset_id, what: 'changed' as const },
    })),
  );
}
