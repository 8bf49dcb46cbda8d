import type { Accounts } from '../../accounts/index.ts';
import type { Clock, Db, EventLog, HttpServer, WorkspaceDb, WorkspaceTx } from '../../base/index.ts';
import type { Actor, Audit } from '../../people/index.ts';

export interface AccountPageDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly accounts: Accounts;
  readonly audit: Audit;
  /** Takes a handle out of use: X is told, the account's tokens are forgotten, its conversations stay. */
  readonly removeHandle: (db: WorkspaceDb, handleId: string, by: Actor) => Promise<void>;
}

/** Tells browsers that an account looks different now. */
export function tell(
  { log }: Pick<AccountPageDeps, 'log'>,
  tx: WorkspaceTx,
  accountId: string,
  what: string,
): void {
  log.append(tx, [{ kind: 'account.changed', key: accountId, body: { accountId, what } }]);
}
