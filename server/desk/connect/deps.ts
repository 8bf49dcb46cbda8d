import type { Accounts } from '../../accounts/index.ts';
import type { Clock, Db, EventLog, HttpServer, Logger, WorkspaceTx } from '../../base/index.ts';
import type { Handles } from '../../handles/index.ts';
import type { Audit } from '../../people/index.ts';

/** Reads what an account missed at X; `until`: when the limits let it begin. */
export type FillGap = (
  workspaceId: WorkspaceTx['workspaceId'],
  accountId: string,
) => Promise<{ started: boolean; until: Date | null }>;

export interface ConnectDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append' | 'consume'>;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly accounts: Accounts;
  readonly handles: Handles;
  readonly fillGap: FillGap;
  /** Where the local X is; null: there is none. */
  readonly localXUrl: string | null;
}
