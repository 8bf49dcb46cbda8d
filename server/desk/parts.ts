import type {
  Caller,
  Clock,
  Db,
  EventLog,
  HttpServer,
  LiveHub,
  RouteContext,
  WorkspaceDb,
} from '../base/index.ts';
import type { RouteDescriptor } from '../../contract/api/index.ts';

/** What the desk's routes are made of. */
export interface DeskParts {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly live: LiveHub;
  /** Puts on record who looks at what: a conversation by its id, or the search. */
  readonly noteView?: NoteView;
}

export type NoteView = (
  db: WorkspaceDb,
  caller: Caller,
  what: 'conversation.viewed' | 'messages.searched',
  id: string,
) => Promise<void>;

/** The store handle of the caller's workspace. */
export function workspaceOf(parts: Pick<DeskParts, 'db'>, caller: Caller): WorkspaceDb {
  return parts.db.workspace(caller.workspaceId);
}

export type Context<R extends RouteDescriptor> = RouteContext<R>;
