import type { Bus, Clock, Db, EventLog, Logger, Metrics, WorkspaceDb, WorkspaceTx } from '../base/index.ts';
import type { XClient } from '../x/index.ts';
import type { Attachment } from './checks.ts';
import type { Patience } from './settle.ts';

/** What sending needs from the files' module. */
export interface OutboundMedia {
  /** In the order of the ids; missing ones are undefined. */
  describe(db: WorkspaceDb, mediaIds: readonly string[]): Promise<(Attachment | undefined)[]>;
  attach(tx: WorkspaceTx, mediaIds: readonly string[], to: { messageId: string; conversationId: string }): Promise<void>;
  /** Ids of the files of a message. */
  idsOf(db: WorkspaceDb, messageId: string): Promise<string[]>;
  /** Uploads a file to X, or answers the upload that still lasts. @throws XProblem */
  upload(db: WorkspaceDb, client: XClient, mediaId: string): Promise<string>;
}

export interface OutboundDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clientFor: (db: WorkspaceDb, accountId: string) => Promise<XClient>;
  readonly media: OutboundMedia;
  /** No other process works on this database: leases of a killed predecessor are void at once. */
  readonly alone?: boolean;
  readonly patience?: Patience;
}

/** X acts on a call within seconds or not at all; the wait before a message is taken to be absent is generous. */
export const PATIENCE: Patience = { settleMs: 45_000, echoMs: 2_000 };

/** Bus topic: "there may be something to send", with `workspaceId:accountId`. */
export const WAKE = 'outbound';
