/** `/_control/live`: what happens on the local X, as server-sent events: a hint to look again, not a log. */
export type LiveEvent =
  | { kind: 'message'; conversationId: string; participantIds: string[] }
  | { kind: 'typing'; conversationId: string; senderId: string; recipientId: string }
  | { kind: 'read'; conversationId: string; participantIds: string[] }
  | { kind: 'people' }
  /** Something was changed over the control API, or by what happened: `what` is the first part of its path. */
  | { kind: 'changed'; what: string }
  | { kind: 'all' }
  | { kind: 'clock'; nowMs: number; rate: number }
  | {
      kind: 'delivery';
      id: string;
      eventType: string;
      outcome: string;
      status: number | null;
      attempt: number;
      error: string | null;
      tookMs: number;
      atMs: number;
    }
  | { kind: 'request'; id: string; method: string; path: string; status: number; atMs: number };
