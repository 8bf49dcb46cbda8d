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
  readonly assigneeId: string | null;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly lastAt: Date;
  readonly lastPosition: string;
  readonly waitingSince: Date | null;
  readonly firstAnswerAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly eventSeq: string;
}

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
