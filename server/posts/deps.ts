import type { Clock, Db, EventLog, Logger, WorkspaceDb } from '../base/index.ts';
import type { Audit } from '../people/index.ts';
import type { XClient } from '../x/index.ts';

export interface PostsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly clientFor: (db: WorkspaceDb, accountId: string) => Promise<XClient>;
}
