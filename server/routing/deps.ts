import type { Clock, EventLog, Logger, WorkspaceDb, WorkspaceId, WorkspaceTx } from '../base/index.ts';
import type { ControlPort } from './control.ts';
import type { Setup } from './setup/types.ts';
import type { StoredWorkItem } from './types.ts';

export interface RoutingDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  /** Whether somebody can be given work: an active member of the workspace. */
  readonly isAgent: (db: WorkspaceDb, memberId: string) => Promise<boolean>;
  /** Finds out who the customer is, before the rules look. The item is not stored yet; the conversation is locked. */
  readonly identify?: (tx: WorkspaceTx, item: StoredWorkItem, setup: Setup) => Promise<void>;
  /** Who of programs and the desk has conversations. Absent: the desk has all of them. */
  readonly control?: ControlPort;
  /** Told when there may be something to assign; the log says so too, a little later. */
  readonly assigner?: { wake(workspaceId: WorkspaceId): void };
}
