import type { RequiredSkill } from '../../contract/api/distribution.ts';
import type { Priority, WorkItemState } from '../../contract/api/conversations.ts';
import type { Id } from '../base/index.ts';
import type { StateReason } from './transition.ts';

export type WorkItemId = Id<'work_item'>;

/** One stretch of service on a conversation, as stored. */
export interface WorkItem {
  readonly id: WorkItemId;
  readonly conversationId: string;
  readonly customerId: string;
  readonly handleId: string;
  readonly number: number;
  readonly state: WorkItemState;
  readonly stateReason: StateReason;
  readonly stateAt: Date;
  readonly queueId: string;
  readonly workStreamId: string;
  readonly mode: 'push' | 'pick';
  readonly assigneeId: string | null;
  /** Who is asked to take it now. Beside an assignee: whom that one hands it over to. */
  readonly offeredTo: string | null;
  readonly priority: Priority;
  readonly tags: readonly string[];
  /** What it takes of an agent. */
  readonly units: number;
  readonly profileIds: readonly string[];
  readonly skills: readonly RequiredSkill[];
  readonly context: Readonly<Record<string, string | number>>;
  /** Set by a rule; null: the handle's. */
  readonly language: string | null;
  /** Since when it waits in its queue; null while somebody has it or it waits for the customer. */
  readonly queuedAt: Date | null;
  /** First come, first served goes by it: the customer's message that brought it into the queue. */
  readonly orderedAt: Date | null;
  /** Until `affinityUntil` only this agent is asked. */
  readonly affinityId: string | null;
  readonly affinityUntil: Date | null;
  /** Why nobody is asked by itself any more. */
  readonly heldBack: string | null;
  readonly lastAt: Date;
  readonly lastPosition: string;
  readonly waitingSince: Date | null;
  readonly firstAnswerAt: Date | null;
  readonly firstAcceptedAt: Date | null;
  readonly wrapUpAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly closeReason: string | null;
  /** When its state ends by itself. */
  readonly closeDueAt: Date | null;
  readonly transfers: number;
  /** Messages of the customer, and answers. */
  readonly incoming: number;
  readonly outgoing: number;
  readonly eventSeq: string;
}

/** What others keep on a work item: read with it, never written by the engine. */
export interface WorkItemFacts {
  readonly caseId: string | null;
  readonly title: string | null;
  readonly dispositions: readonly string[];
  readonly firstAnswerDueAt: Date | null;
  readonly nextAnswerDueAt: Date | null;
  readonly resolutionDueAt: Date | null;
  /** The earliest of them that is neither met nor missed. */
  readonly slaDueAt: Date | null;
  /** When the earliest of them that can still be kept is near its end. */
  readonly slaWarnAt: Date | null;
  readonly breached: readonly string[];
}

export type StoredWorkItem = WorkItem & WorkItemFacts;

/** What a person or a program asks to change. */
export interface WorkItemChange {
  readonly assigneeId?: string | null;
  /** `open` reopens a closed one, gives back an assigned one, wakes a waiting one. */
  readonly state?: 'open' | 'waiting' | 'closed';
  readonly snoozedUntil?: Date | null;
  readonly priority?: Priority;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}
