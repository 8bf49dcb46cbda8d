import type { Course, CourseMessage, Fact } from './fact.ts';

/** Milliseconds between two times that count, opening hours only. */
export type OpenTime = (from: Date, until: Date) => number;

/**
 * Measures a closed conversation. Definitions are those of contract/api/measures.ts.
 * @param openTime of the queue's opening hours, else the handle's, else all hours.
 */
export function measure({ item, sessions, messages }: Course, openTime: OpenTime): Fact {
  const accepted = sessions.filter((session) => session.acceptedAt !== null);
  const firstAcceptedAt = accepted[0]?.acceptedAt ?? null;
  const { firstResponseMs, responses, responsesMs } = responseTimes(messages, openTime);
  const conversationMs = between(item.openedAt, item.closedAt);
  return {
    workItemId: item.id,
    conversationId: item.conversationId,
    customerId: item.customerId,
    handleId: item.handleId,
    workStreamId: item.workStreamId,
    queueId: item.queueId,
    agentId: accepted.at(-1)?.agentId ?? null,
    number: item.number,
    openedAt: item.openedAt,
    closedAt: item.closedAt,
    closeReason: item.closeReason,
    priority: item.priority,
    tags: item.tags,
    incoming: messages[0]?.by === 'customer',
    engaged: accepted.length > 0,
    answered: messages.some((message) => message.by !== 'customer'),
    firstWaitMs: firstAcceptedAt && between(item.openedAt, firstAcceptedAt),
    serviceLevelMs: item.serviceLevelSeconds * 1_000,
    firstResponseMs,
    responses,
    responsesMs,
    handleMs: sum(
      accepted.map((one) => between(one.acceptedAt ?? item.closedAt, one.endedAt ?? item.closedAt)),
    ),
    wrapUpMs: item.wrapUpAt ? between(item.wrapUpAt, item.closedAt) : 0,
    conversationMs,
    effortMs: item.wrapUpAt ? between(item.openedAt, item.wrapUpAt) : conversationMs,
    transfers: item.transfers,
    messagesIn: messages.filter((message) => message.by === 'customer').length,
    messagesOut: messages.filter((message) => message.by !== 'customer').length,
    firstAnswerMet: item.hasFirstAnswerLevel ? !item.breached.includes('first_answer') : null,
    nextAnswerMet: item.hasNextAnswerLevel ? !item.breached.includes('next_answer') : null,
    resolutionMet: item.hasResolutionLevel ? !item.breached.includes('resolution') : null,
  };
}

/** Pairs each run of the customer's messages with the answer of a person that follows it. */
function responseTimes(messages: readonly CourseMessage[], openTime: OpenTime) {
  let waitingSince: Date | null = null;
  let firstResponseMs: number | null = null;
  let responses = 0;
  let responsesMs = 0;
  for (const { by, at } of messages) {
    if (by === 'customer') waitingSince ??= at;
    if (by !== 'person' || waitingSince === null) continue;
    const tookMs = at > waitingSince ? openTime(waitingSince, at) : 0;
    firstResponseMs ??= tookMs;
    responses += 1;
    responsesMs += tookMs;
    waitingSince = null;
  }
  return { firstResponseMs, responses, responsesMs };
}

/** X's times and ours may differ by a moment: nothing takes less than no time. */
function between(from: Date, until: Date): number {
  return Math.max(0, until.getTime() - from.getTime());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
