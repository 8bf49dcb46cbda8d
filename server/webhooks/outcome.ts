import type { AttemptRecord, Mark, WaitingDelivery } from './delivery-store.ts';
import { isThrough, nextTry } from './retry.ts';
import type { Carried, WebhookEndpoint, WebhookFact } from './types.ts';

const HOUR_MS = 3_600_000;

/** One try, or that there was nothing to say (no answer). */
export interface Tried {
  readonly at: Date;
  readonly answer: Carried | undefined;
  readonly body: string | null;
}

/** Whether the receiver has it. */
export function hasArrived({ answer }: Tried): boolean {
  return answer !== undefined && isThrough(answer);
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
  if (!answer || answer.isNothing)
    return { ...common, ...ended, state: 'dropped', tries: delivery.tries, firstTryAt: null };
  const waitMs = answer.laterMs ?? answer.restMs;
  if (waitMs !== undefined) {
    const { tries, firstTryAt: earlier } = delivery;
    const dueAt = new Date(now.getTime() + waitMs);
    return { ...common, state: 'waiting', tries, firstTryAt: earlier, dueAt, finishedAt: null };
  }
  if (isThrough(answer)) return { ...common, ...ended, state: 'delivered' };
  const tries = delivery.tries + (isProbe && delivery.tries > 0 ? 0 : 1);
  const { retryForDay } = endpoint;
  const { status, isFinal, retryAfterMs = null } = answer;
  const soFar = { tries, firstTryAt, now, status, retryForDay, retryAfterMs };
  const next = nextTry(isFinal === undefined ? soFar : { ...soFar, isFinal }, random);
  if (!next) return { ...common, ...ended, tries, state: 'dead' };
  return { ...common, state: 'waiting', tries, dueAt: next, finishedAt: null };
}

function recordOf({ at, answer }: Tried, delivery: WaitingDelivery): AttemptRecord | null {
  if (!answer || answer.isNothing || answer.laterMs !== undefined) return null;
  const { status, error, tookMs } = answer;
  // A receiver may repeat what it was told: see the body.
  const response = delivery.conversationId === null ? null : answer.response;
  return { at: at.toISOString(), tookMs, status, error, response };
}
