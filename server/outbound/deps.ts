import type {
  BlobStore,
  Bus,
  Clock,
  Db,
  EventLog,
  Logger,
  Metrics,
  WorkspaceDb,
  WorkspaceTx,
} from '../base/index.ts';
import type { XClient } from '../x/index.ts';
import type { Patience } from './settle.ts';

export interface OutboundDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append' | 'atLeisure'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clientFor: (db: WorkspaceDb, accountId: string) => Promise<XClient>;
  readonly blobs: BlobStore;
  /** No other process works on this database: leases of a killed predecessor are void at once. */
  readonly alone?: boolean;
  readonly patience?: Patience;
}

/** X acts on a call within seconds or not at all; the wait before a message is taken to be absent is generous. */
export const PATIENCE: Patience = { settleMs: 45_000, echoMs: 2_000 };

/**
 * Bus topic: "there may be something to send", with `workspaceId:accountId`, and `:program` behind it when only programs
 * wait for that.
 */
export const WAKE = 'outbound';

/** Tells the account's sender, wherever it runs, once this transaction is durable. */
export function wakeSenderAfter(
  { bus }: Pick<OutboundDeps, 'bus'>,
  tx: WorkspaceTx,
  accountId: string,
  waiting: 'person' | 'program' = 'person',
): void {
  const suffix = waiting === 'program' ? ':program' : '';
  tx.afterCommit(() => bus.publish(WAKE, `${tx.workspaceId}:${accountId}${suffix}`));
}
