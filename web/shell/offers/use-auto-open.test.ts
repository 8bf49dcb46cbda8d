import { expect, test } from 'vitest';
import type { AgentSession } from '../../../contract/api/index.ts';
import { unaskedSessions } from './use-auto-open.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const session = (sessionId: string, how: string, secondsAgo: number | null): AgentSession => ({
  sessionId,
  conversationId: `of ${sessionId}`,
  workItemId: 'w',
  participation: 'primary',
  how,
  startedAt: '2026-12-01T09:00:00.000Z',
  acceptedAt: secondsAgo === null ? null : new Date(now - secondsAgo * 1_000).toISOString(),
});
const opened = (...sessions: AgentSession[]) =>
  unaskedSessions(sessions, new Set(['offered']), new Set(['known']), now).map((one) => one.sessionId);

test('#66 what is given without asking opens by itself', () => {
  expect(opened(session('a', 'automatic', 1), session('b', 'affinity', 2))).toEqual(['a', 'b']);
});

test('what was accepted from a card, taken from the list, known before or given long ago does not', () => {
  expect(
    opened(
      session('offered', 'automatic', 1),
      session('known', 'automatic', 1),
      session('a', 'picked', 1),
      session('b', 'answered', 1),
      session('c', 'automatic', 60),
      session('d', 'automatic', null),
    ),
  ).toEqual([]);
});
