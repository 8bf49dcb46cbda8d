import type {
  BasePresence,
  DistributionSettings,
  QueueSettings,
  Role,
  WorkStreamMode,
  WorkStreamSettings,
} from '../../../contract/api/index.ts';

/** A queue with everybody who is in it, by whatever way, and since when. */
export interface SetupQueue {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  /** Smaller is served first. */
  readonly priority: number;
  readonly openToAll: boolean;
  readonly hoursId: string | null;
  readonly settings: QueueSettings;
  readonly members: ReadonlyMap<string, Date>;
}

export interface SetupWorkStream {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly mode: WorkStreamMode;
  /** Where its work goes unless a rule says otherwise, and when rules fail. */
  readonly queueId: string;
  readonly settings: WorkStreamSettings;
}

export interface SetupHandle {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly workStreamId: string;
  readonly hoursId: string | null;
}

export interface SetupMember {
  readonly id: string;
  readonly role: Role;
  readonly capacityUnits: number;
  /** Null: Available. */
  readonly defaultPresenceId: string | null;
  /** Skill to rating. */
  readonly skills: ReadonlyMap<string, number>;
  /** Capacity profile to this member's limit. */
  readonly profiles: ReadonlyMap<string, number>;
  readonly teamIds: readonly string[];
}

export interface SetupSkill {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly ratingModelId: string;
  /** Best value of its model: ratings of different models are compared as a share of it. */
  readonly bestRating: number;
}

export interface SetupProfile {
  readonly id: string;
  readonly name: string;
  readonly itemLimit: number;
  readonly reset: 'immediate' | 'end_of_day';
  readonly blocksAssignment: boolean;
}

export interface SetupPresence {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly base: BasePresence;
  readonly description: string;
  readonly standard: boolean;
}

/** Everything that distribution reads of the set-up, as one whole. */
export interface Setup {
  readonly version: string;
  readonly queues: ReadonlyMap<string, SetupQueue>;
  readonly workStreams: ReadonlyMap<string, SetupWorkStream>;
  readonly handles: ReadonlyMap<string, SetupHandle>;
  /** Active members only. */
  readonly members: ReadonlyMap<string, SetupMember>;
  readonly skills: ReadonlyMap<string, SetupSkill>;
  readonly profiles: ReadonlyMap<string, SetupProfile>;
  /** Standard ones first, then the workspace's own in their order. */
  readonly presences: ReadonlyMap<string, SetupPresence>;
  readonly distribution: DistributionSettings;
}
