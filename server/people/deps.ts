import type { AppEvent } from '../../contract/events/index.ts';
import type { Caller, Clock, Db, Logger, WorkspaceTx } from '../base/index.ts';
import type { Audit } from './audit/audit.ts';

/** What the parts of `people` are built from. */
export interface PeopleDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly emit: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
  /** Fills a new workspace with what it needs from the start. */
  readonly onWorkspaceCreated: (tx: WorkspaceTx) => Promise<void>;
  readonly onMemberRemoved: (tx: WorkspaceTx, memberId: string, by: Caller | null) => Promise<void>;
}
