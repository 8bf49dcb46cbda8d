import { describe, expect, it } from 'vitest';
import type { Course, CourseMessage } from './fact.ts';
import { measure } from './measure.ts';
import { msOfStep, quantileOf, stepOf } from './steps.ts';

const at = (time: string) => new Date(`2026-11-30T${time}Z`);
const said = (by: CourseMessage['by'], time: string): CourseMessage => ({ by, at: at(time) });
const allHours = (from: Date, until: Date) => until.getTime() - from.getTime();
const MINUTE = 60_000;

/** A conversation worked out by hand: two agents, a transfer, a wrap-up. */
const course: Course = {
  item: {
    id: 'item',
    conversationId: 'conversation',
    customerId: 'customer',
    handleId: 'handle',
    workStreamId: 'stream',
    queueId: 'queue',
    number: 7,
    openedAt: at('09:00:00'),
    closedAt: at('10:00:00'),
    wrapUpAt: at('09:50:00'),
    closeReason: 'ended_by_agent',
    priority: 'normal',
    tags: ['refund'],
    transfers: 1,
    breached: ['next_answer'],
    serviceLevelSeconds: 180,
    hasFirstAnswerLevel: true,
    hasNextAnswerLevel: true,
    hasResolutionLevel: false,
  },
  sessions: [
    { agentId: 'ana', acceptedAt: null, endedAt: at('09:02:00') },
    { agentId: 'ben', acceptedAt: at('09:03:00'), endedAt: at('09:20:00') },
    { agentId: 'cleo', acceptedAt: at('09:21:00'), endedAt: at('10:00:00') },
  ],
  messages: [
    said('customer', '09:00:00'),
    said('program', '09:00:05'),
    said('customer', '09:01:00'),
    said('person', '09:05:00'),
    said('customer', '09:10:00'),
    said('person', '09:24:00'),
    said('person', '09:25:00'),
  ],
};

describe('a fact of a closed conversation', () => {
  const fact = measure(course, allHours);

  it('waits from the opening to the first acceptance, whoever was asked before', () => {
    expect(fact.firstWaitMs).toBe(3 * MINUTE);
    expect(fact.agentId).toBe('cleo');
  });

  it("counts a response from the first unanswered message to a person's answer; a program's is none", () => {
    expect(fact.firstResponseMs).toBe(5 * MINUTE);
    expect([fact.responses, fact.responsesMs]).toEqual([2, 19 * MINUTE]);
    expect([fact.messagesIn, fact.messagesOut]).toEqual([3, 4]);
  });

  it("adds its agents' time, wrap-up included", () => {
    expect(fact.handleMs).toBe((17 + 39) * MINUTE);
    expect([fact.wrapUpMs, fact.effortMs, fact.conversationMs]).toEqual([
      10 * MINUTE,
      50 * MINUTE,
      60 * MINUTE,
    ]);
  });

  it('says of each service level whether it was met, and nothing where there is none', () => {
    expect([fact.firstAnswerMet, fact.nextAnswerMet, fact.resolutionMet]).toEqual([true, false, null]);
  });

  it('takes closed hours out of responses, not out of waits', () => {
    const half = measure(course, (from, until) => allHours(from, until) / 2);
    expect([half.firstResponseMs, half.firstWaitMs]).toEqual([2.5 * MINUTE, 3 * MINUTE]);
  });

  it('of a thread that nobody took: no wait, no agent, unanswered', () => {
    const alone = measure(
      { ...course, sessions: course.sessions.slice(0, 1), messages: course.messages.slice(0, 1) },
      allHours,
    );
    expect(alone).toMatchObject({
      engaged: false,
      answered: false,
      incoming: true,
      agentId: null,
      firstWaitMs: null,
      firstResponseMs: null,
      handleMs: 0,
    });
  });
});

describe('the scale of steps', () => {
  it('is within 2.5 % of what it stands for', () => {
    for (let ms = 1_000; ms < 30 * 86_400_000; ms = Math.ceil(ms * 1.013)) {
      expect(Math.abs(msOfStep(stepOf(ms)) - ms) / ms).toBeLessThan(0.026);
    }
  });

  it('gives the median and the 90 % of counts', () => {
    const counts = new Map([
      [stepOf(60_000), 5],
      [stepOf(10_000), 4],
      [stepOf(600_000), 1],
    ]);
    expect(quantileOf(counts, 0.5)).toBe(msOfStep(stepOf(60_000)));
    expect(quantileOf(counts, 0.9)).toBe(msOfStep(stepOf(60_000)));
    expect(quantileOf(counts, 0.95)).toBe(msOfStep(stepOf(600_000)));
    expect(quantileOf(new Map(), 0.5)).toBeNull();
  });
});
