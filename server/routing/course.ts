import type { WorkspaceTx } from '../base/index.ts';
import type { Conversation } from '../conversations/index.ts';
import type { Line } from './change.ts';
import type { ControlStep, Noted, Program } from './control.ts';
import type { RoutingDeps } from './deps.ts';
import type { Openings } from './items/openings.ts';
import type { Setup } from './setup/types.ts';
import type { StoredWorkItem } from './types.ts';

/** A work item on its way through a batch of events. */
export interface Course {
  readonly conversation: Conversation;
  /** As it was before the batch; nothing when there was none. */
  before: StoredWorkItem | undefined;
  item: StoredWorkItem | undefined;
  /** Who of the agents answered in this batch, each time. */
  readonly answeredBy: string[];
  /** For the thread. */
  readonly lines: Line[];
}

/** What a batch is followed with. */
export interface Around {
  readonly deps: RoutingDeps;
  readonly tx: WorkspaceTx;
  readonly setup: Setup;
  readonly now: Date;
  readonly openings: Openings;
  /** Which programs have conversations of this batch. */
  readonly programs: ReadonlyMap<string, Program>;
  /** What was done at the switchboard, by the id of the action. */
  readonly steps: ReadonlyMap<string, ControlStep>;
  /** What customers wrote to programs, and who of them was answered since. */
  readonly held: Noted['held'][number][];
  readonly answered: Set<string>;
}
