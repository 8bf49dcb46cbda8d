/** What a closed conversation came to, as stored: ids and numbers only. */
export interface Fact {
  readonly workItemId: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly handleId: string;
  readonly workStreamId: string;
  readonly queueId: string;
  readonly agentId: string | null;
  readonly number: number;
  readonly openedAt: Date;
  readonly closedAt: Date;
  readonly closeReason: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly incoming: boolean;
  readonly engaged: boolean;
  readonly answered: boolean;
  readonly firstWaitMs: number | null;
  readonly serviceLevelMs: number;
  readonly firstResponseMs: number | null;
  readonly responses: number;
  readonly responsesMs: number;
  readonly handleMs: number;
  readonly wrapUpMs: number;
  readonly conversationMs: number;
  readonly effortMs: number;
  readonly transfers: number;
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly firstAnswerMet: boolean | null;
  readonly nextAnswerMet: boolean | null;
  readonly resolutionMet: boolean | null;
}

/** What a fact is made from: everything of one closed work item. */
export interface Course {
  readonly item: ClosedItem;
  /** Its sessions of agents, oldest first. */
  readonly sessions: readonly CourseSession[];
  /** The messages between the customer and us while it ran, in the order in which they came. */
  readonly messages: readonly CourseMessage[];
}

export interface ClosedItem {
  readonly id: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly handleId: string;
  readonly workStreamId: string;
  readonly queueId: string;
  readonly number: number;
  readonly openedAt: Date;
  readonly closedAt: Date;
  readonly wrapUpAt: Date | null;
  readonly closeReason: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly transfers: number;
  readonly breached: readonly string[];
  readonly serviceLevelSeconds: number;
  readonly hasFirstAnswerLevel: boolean;
  readonly hasNextAnswerLevel: boolean;
  readonly hasResolutionLevel: boolean;
}

export interface CourseSession {
  readonly agentId: string;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface CourseMessage {
  readonly by: 'customer' | 'person' | 'program';
  readonly at: Date;
}
