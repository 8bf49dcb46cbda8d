import type { BasePresence } from '../../../contract/api/distribution.ts';

export interface Presence {
  readonly presenceId: string;
  readonly base: BasePresence;
  /** Chosen by a person; otherwise it follows from the work. */
  readonly chosen: boolean;
}

/** How an agent is right now, as stored. Who holds this row's lock decides what the agent holds. */
export interface AgentState extends Presence {
  readonly memberId: string;
  readonly since: Date;
  readonly connected: boolean;
  /** After a disconnect: when, and what to come back to. */
  readonly leftAt: Date | null;
  readonly beforeLeft: Presence | null;
  readonly usedUnits: number;
  readonly holds: number;
  readonly sessions: number;
  readonly lastAssignedAt: Date | null;
  readonly lastReleasedAt: Date | null;
}

/** What of a capacity profile an agent has used up. */
export interface ProfileUse {
  readonly profileId: string;
  readonly used: number;
  readonly limit: number;
  readonly blocksAssignment: boolean;
}

/** How much an agent has to do. */
export interface Load {
  readonly usedUnits: number;
  readonly capacityUnits: number;
  readonly profiles: readonly ProfileUse[];
  readonly sessions: number;
  readonly maxSessions: number;
}
