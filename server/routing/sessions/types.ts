export type Participation = 'primary' | 'consult' | 'monitor';

/** How a session came to its agent. */
export type How =
  | 'automatic'
  | 'affinity'
  | 'picked'
  | 'answered'
  | 'assigned'
  | 'transferred'
  | 'consulted'
  | 'monitored';

/** Why a session ended: Dynamics' closure reasons where there is one. */
export type SessionEnd =
  | 'agent_reject'
  | 'agent_timeout'
  | 'agent_disconnected'
  | 'agent_released'
  | 'agent_transferred'
  | 'agent_transfer_to_queue'
  | 'supervisor_assign_to_queue'
  | 'supervisor_transfer_to_agent'
  | 'system_reject'
  | 'taken_by_another'
  | 'force_close'
  | 'overflow_queue_transfer'
  | 'overflow_end_conversation'
  | 'auto_close'
  | 'timeout_rule'
  | 'conversation_closed'
  | 'agent_end_conversation'
  | 'moved_to_waiting'
  | 'agent_left'
  | 'supervisor_ended';

/** One assignment attempt to one agent, as stored. */
export interface Session {
  readonly id: string;
  readonly workItemId: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly participation: Participation;
  readonly state: 'offered' | 'accepted' | 'ended';
  readonly how: How;
  readonly queueId: string | null;
  readonly handleId: string | null;
  readonly byMemberId: string | null;
  readonly startedAt: Date;
  readonly offeredAt: Date | null;
  readonly expiresAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
}

/** What an agent's time is kept for. */
export interface Hold {
  readonly id: string;
  readonly memberId: string;
  readonly workItemId: string;
  readonly sessionId: string;
  readonly kind: Exclude<How, 'monitored'>;
  readonly units: number;
  readonly profileIds: readonly string[];
  readonly state: 'offered' | 'active' | 'wrap_up';
  readonly untilAt: Date | null;
}
