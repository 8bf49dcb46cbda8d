import type { WorkItemState } from '../../../contract/api/conversations.ts';
import type { TimeoutRule } from '../../../contract/api/timeout-rules.ts';

/** What the reckoning of a work item's times leans on. */
export interface LifeFacts {
  readonly workItemId: string;
  readonly conversationId: string;
  readonly workStreamId: string;
  readonly language: string;
  readonly state: WorkItemState;
  readonly stateReason: string;
  readonly stateAt: Date;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly wrapUpAt: Date | null;
  readonly waitingSince: Date | null;
  readonly firstAnswerAt: Date | null;
  readonly snoozedUntil: Date | null;
  /** The last message that a person or a program of ours wrote; automatic ones do not count. */
  readonly lastAnswerAt: Date | null;
  /** Of the queue, else of the handle; null: always open. */
  readonly hoursId: string | null;
  readonly firstAnswerMinutes: number | null;
  readonly nextAnswerMinutes: number | null;
  readonly resolutionMinutes: number | null;
  readonly life: Life;
}

/** What is kept of it. */
export interface Life {
  readonly silenceOf: 'customer' | 'agent' | null;
  readonly silentSince: Date | null;
  readonly fired: readonly string[];
  readonly ruleDueAt: Date | null;
  readonly pausedSince: Date | null;
  readonly pausedMs: number;
  readonly nextToldAt: Date | null;
  readonly firstAnswerDueAt: Date | null;
  readonly nextAnswerDueAt: Date | null;
  readonly resolutionDueAt: Date | null;
  readonly slaDueAt: Date | null;
  readonly slaWarnAt: Date | null;
  readonly breached: readonly string[];
}

export type Rule = TimeoutRule;
