import { accountErrors } from '../../contract/errors/accounts.ts';
import { AppError, newId, type WorkspaceTx } from '../base/index.ts';
import {
  type AccountId,
  type AccountRecord,
  type AccountStatus,
  type AccountTokens,
  tokenTimes,
} from './account.ts';
import {
  changeStatus,
  findAccountOfXUser,
  findConnectedElsewhere,
  upsertConnected,
} from './account-store.ts';
import type { AccountsDeps } from './deps.ts';
import { dropRefreshLease } from './refresh-lease-store.ts';
import { storeTokens } from './tokens.ts';

type Deps = Pick<AccountsDeps, 'secrets' | 'clock' | 'log'>;

export interface Connection {
  readonly appId: AccountRecord['appId'];
  readonly xUserId: string;
  readonly username: string;
  readonly name: string | null;
  readonly avatarUrl: string | null;
  readonly scopes: readonly string[];
  readonly tokens: AccountTokens;
}

export interface Connected {
  readonly account: AccountRecord;
  readonly created: boolean;
  /** The account as it was, when it was known: since when events are missing stands in its status. */
  readonly before: AccountRecord | undefined;
}

/**
 * Stores what a sign-in brought. An account of the same X user and app, a removed one too, gets the new tokens and
 * keeps its id: conversations hang on it. @throws AppError `x_user_connected_elsewhere`, with that account in its details
 */
export async function connectAccount(
  deps: Deps,
  tx: WorkspaceTx,
  connection: Connection,
): Promise<Connected> {
  const now = deps.clock.now();
  const elsewhere = await findConnectedElsewhere(tx, connection.appId, connection.xUserId);
  const known = await findAccountOfXUser(tx, connection.appId, connection.xUserId);
  // Connected over two apps, a user's customers would have two threads each. Who is so from before may go on.
  if (elsewhere && (known === undefined || known.status === 'removed')) {
    throw new AppError(accountErrors.x_user_connected_elsewhere, {
      values: { username: connection.username, app: elsewhere.appName },
      details: { accountId: elsewhere.accountId },
    });
  }
  const id: AccountId = known?.id ?? newId<'account'>();
  const account = await upsertConnected(
    tx,
    {
      id,
      appId: connection.appId,
      xUserId: connection.xUserId,
      username: connection.username,
      name: connection.name,
      avatarUrl: connection.avatarUrl,
      authKind: connection.tokens.kind,
      scopes: connection.scopes,
      ...tokenTimes(connection.tokens, now),
    },
    now,
  );
  await storeTokens(deps.secrets, tx, id, connection.tokens);
  await dropRefreshLease(tx, id);
  tell(deps, tx, id, 'connected');
  return { account, created: known === undefined, before: known };
}

/** Says why an account can or cannot be used. The event is told only when something changed. */
export async function setStatus(
  deps: Deps,
  tx: WorkspaceTx,
  id: AccountId,
  status: Exclude<AccountStatus, 'removed' | 'revoked'>,
  reason: string | null,
): Promise<void> {
  const changed = await changeStatus(tx, id, status, reason, deps.clock.now());
  if (changed) tell(deps, tx, id, 'status');
}

/** X says that the user withdrew the permission: the tokens are worth nothing and are forgotten. */
export async function accountRevoked(
  deps: Deps,
  tx: WorkspaceTx,
  id: AccountId,
  reason: string,
): Promise<void> {
  const changed = await changeStatus(tx, id, 'revoked', reason, deps.clock.now());
  await deps.secrets.remove(tx, id);
  await dropRefreshLease(tx, id);
  if (changed) tell(deps, tx, id, 'status');
}

/** Takes an account out of use; its row stays, since conversations name it. */
export async function removeAccount(deps: Deps, tx: WorkspaceTx, id: AccountId): Promise<void> {
  const changed = await changeStatus(tx, id, 'removed', null, deps.clock.now());
  await deps.secrets.remove(tx, id);
  await dropRefreshLease(tx, id);
  if (changed) tell(deps, tx, id, 'removed');
}

function tell(deps: Deps, tx: WorkspaceTx, accountId: AccountId, what: string): void {
  deps.log.append(tx, [{ kind: 'account.changed', key: accountId, body: { accountId, what } }]);
}
