import type { Clock, Db, EventLog, HttpServer, LiveHub, RouteContext, WorkspaceDb } from '../base/index.ts';
import type { RouteDescriptor } from '../../contract/api/index.ts';

/** What the desk's routes are made of. */
export interface DeskParts {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly live: LiveHub;
}

type Caller = { readonly workspaceId: Parameters<Db['workspace']>[0]; readonly memberId: string | null };

/** The store handle of the caller's workspace. */
export function workspaceOf(parts: Pick<DeskParts, 'db'>, caller: Caller): WorkspaceDb {
  return parts.db.workspace(caller.workspaceId);
}

export type Context<R extends RouteDescriptor> = RouteContext<R>;
