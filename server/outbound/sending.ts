import type { SendState } from '../../contract/api/messages.ts';

/** What can happen to an outgoing message. */
export type SendEvent =
  | 'start'
  | 'accepted'
  | 'refused'
  | 'lost'
  /** Nothing was done at X: it goes back to its place. */
  | 'put_back'
  | 'cancel'
  | 'retry'
  /** X's own record shows it. */
  | 'seen_at_x';

const NEXT: { readonly [State in SendState]?: { readonly [Event in SendEvent]?: SendState } } = {
  queued: { start: 'sending', cancel: 'canceled', refused: 'failed', seen_at_x: 'sent' },
  sending: { accepted: 'sent', refused: 'failed', lost: 'uncertain', put_back: 'queued', seen_at_x: 'sent' },
  // A late answer settles it too: X's echo may have been slower than our patience.
  uncertain: { accepted: 'sent', refused: 'failed', put_back: 'queued', seen_at_x: 'sent' },
  failed: { retry: 'queued', seen_at_x: 'sent' },
  // X's word twice: the answer and the echo.
  sent: { accepted: 'sent', seen_at_x: 'sent' },
};

/** The state after an event, or null when that cannot happen in this state. */
export function nextState(state: SendState, event: SendEvent): SendState | null {
  return NEXT[state]?.[event] ?? null;
}
