import type { Clock, Db, EventLog, HttpServer, WorkspaceDb } from '../base/index.ts';
import type { Match } from '../datasets/index.ts';
import type { Audit } from '../people/index.ts';

/** What the routes of privacy are made of. */
export interface PrivacyDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly audit: Audit;
}

/** Takes rows out of every state of every DataSet; answers of which. */
export type Expunge = (db: WorkspaceDb, match: Match) => Promise<string[]>;

type Caller = { readonly workspaceId: Parameters<Db['workspace']>[0] };

/** The store handle of the caller's workspace. */
export function workspaceOf(deps: Pick<PrivacyDeps, 'db'>, caller: Caller): WorkspaceDb {
  return deps.db.workspace(caller.workspaceId);
}
