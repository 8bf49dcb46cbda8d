/** What is known of an attempt whose outcome is not. */
export interface OpenAttempt {
  readonly startedAtMs: number;
  /** When the call ended or broke off; null while nobody knows that either. */
  readonly endedAtMs: number | null;
  readonly afterXEventId: bigint | null;
  readonly sentText: string;
  readonly sentMedia: boolean;
  /** How often X's record was read for it. */
  readonly reads: number;
}

/** An event of X's record, as far as matching needs it. */
export interface SeenEvent {
  readonly xEventId: bigint;
  readonly senderId: string;
  readonly text: string;
  readonly hasMedia: boolean;
  readonly atMs: number;
}

export interface Patience {
  /** After this long without a trace X is taken not to have it. Longer than X can take to act on a broken call. */
  readonly settleMs: number;
  /** Before this the echo is waited for, since it costs nothing. */
  readonly echoMs: number;
}

export type Verdict =
  | { readonly kind: 'found'; readonly event: SeenEvent }
  /** X surely does not have it. */
  | { readonly kind: 'absent' }
  /** Look again then. */
  | { readonly kind: 'later'; readonly dueAtMs: number };

/** When an attempt is next to be looked up. */
export function firstLookAtMs(
  attempt: Pick<OpenAttempt, 'startedAtMs' | 'endedAtMs'>,
  patience: Patience,
): number {
  return (attempt.endedAtMs ?? attempt.startedAtMs) + patience.echoMs;
}

/**
 * Judges an attempt by X's record, read at `readAtMs` from the attempt's last known event on.
 * @param mine events of that conversation which no other message of ours claims.
 * @param complete whether the record was read back to the last known event (or past the attempt's beginning).
 */
export function judge(
  attempt: OpenAttempt,
  mine: readonly SeenEvent[],
  complete: boolean,
  readAtMs: number,
  patience: Patience,
  sameText: (sent: string, came: string) => boolean,
): Verdict {
  const event = findOurs(attempt, mine, sameText);
  if (event) return { kind: 'found', event };
  const settledAtMs = (attempt.endedAtMs ?? attempt.startedAtMs) + patience.settleMs;
  if (complete && readAtMs >= settledAtMs) return { kind: 'absent' };
  return { kind: 'later', dueAtMs: Math.max(settledAtMs, readAtMs + patience.echoMs) };
}

// X's clock and ours may differ by this much where X's last known event does not bound the search.
const CLOCK_SLACK_MS = 5 * 60_000;

/** The oldest event after the attempt's beginning that says what we said. */
export function findOurs(
  attempt: Pick<OpenAttempt, 'startedAtMs' | 'afterXEventId' | 'sentText' | 'sentMedia'>,
  events: readonly SeenEvent[],
  sameText: (sent: string, came: string) => boolean,
): SeenEvent | undefined {
  return events
    .filter((event) =>
      attempt.afterXEventId === null
        ? event.atMs >= attempt.startedAtMs - CLOCK_SLACK_MS
        : event.xEventId > attempt.afterXEventId,
    )
    .filter((event) => event.hasMedia === attempt.sentMedia && sameText(attempt.sentText, event.text))
    .toSorted((a, b) => (a.xEventId < b.xEventId ? -1 : 1))[0];
}
