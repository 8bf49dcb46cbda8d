import type {
  Caller,
  Clock,
  Db,
  EventLog,
  HttpServer,
  LiveHub,
  Logger,
  Timers,
  WorkspaceTx,
} from '../base/index.ts';
import type { Audit } from '../people/index.ts';
import type { RoutingDeps } from '../routing/index.ts';

/** What a supervisor may send in a customer's thread; the outbound module keeps to it. */
export type QueueMessage = (
  tx: WorkspaceTx,
  message: {
    readonly conversationId: string;
    readonly author: { readonly kind: 'program'; readonly id: string };
    readonly text: string;
    readonly idempotencyKey: string;
    readonly proactive: 'always';
  },
) => Promise<unknown>;

export interface SupervisionDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly timers: Timers;
  readonly live: LiveHub;
  readonly routing: RoutingDeps;
  readonly queueMessage: QueueMessage;
  readonly audit: Audit;
  readonly stillAllowed: (caller: Caller) => Promise<boolean>;
}
