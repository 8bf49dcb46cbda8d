import type { Db, EventLog, HttpServer, Timers, WorkspaceTx } from '../../base/index.ts';
import type { AuditSetup } from '../../hours/index.ts';
import type { RoutingDeps } from '../deps.ts';

/** A message that nobody wrote; the same key sends once. */
export interface AutomaticMessage {
  readonly conversationId: string;
  readonly text: string;
  readonly key: string;
}

export interface LifeDeps extends RoutingDeps {
  readonly db: Db;
  readonly log: EventLog;
  readonly http: HttpServer;
  readonly timers: Timers;
  readonly audit: AuditSetup;
  /** Sends to customers who take automatic messages; to others nothing. */
  readonly queueAutomatic: (tx: WorkspaceTx, message: AutomaticMessage) => Promise<unknown>;
}
