import type { AttemptRecord, Mark, WaitingDelivery } from './delivery-store.ts';
import type { Answer } from './post.ts';
import { isSuccess, nextTry } from './retry.ts';
import type { WebhookEndpoint, WebhookFact } from './types.ts';

const HOUR_MS = 3_600_000;

/** One try, or that there was nothing to say (no answer). */
export interface Tried {
  readonly at: Date;
  readonly answer: Answer | undefined;
  readonly body: string | null;
}

export function factOf(delivery: WaitingDelivery): WebhookFact {
  const { eventId: id, type, conversationId, at: createdAt, refs } = delivery;
  return { id, type, conversationId, createdAt, refs };
}

/**
 * What a try makes of a delivery: through, dead, or to be tried again. Pure.
 * @param isProbe it was sent out of its turn, to see whether the receiver is back: that uses up no try.
 */
export function markOf(
  workspaceId: string,
  endpoint: Pick<WebhookEndpoint, 'id' | 'retryForDay'>,
  delivery: WaitingDelivery,
  tried: Tried,
  now: Date,
  random: number,
  isProbe = false,
): Mark {
  const { answer } = tried;
  const firstTryAt = delivery.firstTryAt ?? tried.at;
  const common = {
    workspaceId,
    endpointId: endpoint.id,
    seq: delivery.seq,
    firstTryAt,
    triedAt: tried.at,
    attempt: recordOf(tried, delivery),
    // Nothing would take a body without a conversation out when its person is erased.
    body: delivery.conversationId === null ? null : tried.body,
    hour: new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS),
  };
  const ended = { tries: delivery.tries + 1, dueAt: null, finishedAt: now };
  if (!answer) return { ...common, ...ended, state: 'dropped', tries: delivery.tries, firstTryAt: null };
  if (isSuccess(answer.status)) return { ...common, ...ended, state: 'delivered' };
  const tries = delivery.tries + (isProbe && delivery.tries > 0 ? 0 : 1);
  const { retryForDay } = endpoint;
  const { status, retryAfterMs = null } = answer;
  const next = nextTry({ tries, firstTryAt, now, status, retryForDay, retryAfterMs }, random);
  if (!next) return { ...common, ...ended, tries, state: 'dead' };
  return { ...common, state: 'waiting', tries, dueAt: next, finishedAt: null };
}

function recordOf({ at, answer }: Tried, delivery: WaitingDelivery): AttemptRecord | null {
  if (!answer) return null;
  const { status, error, tookMs } = answer;
  // A receiver may repeat what it was told: see the body.
  const response = delivery.conversationId === null ? null : answer.response;
  return { at: at.toISOString(), tookMs, status, error, response };
}
