import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AgentSession, Offer } from '../../../contract/api/index.ts';
import { mySessionsQuery } from '../../api/offers.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { rings } from '../../live/ringer.ts';

const freshMs = 15_000;
const given: readonly string[] = ['automatic', 'affinity', 'transferred', 'assigned'];

/** The sessions that came without being asked for: given by the system just now, and never seen as an offer. */
export function unaskedSessions(
  sessions: readonly AgentSession[],
  offered: ReadonlySet<string>,
  known: ReadonlySet<string>,
  nowMs: number,
): AgentSession[] {
  return sessions.filter(
    ({ sessionId, how, acceptedAt }) =>
      given.includes(how) &&
      acceptedAt !== null &&
      nowMs - Date.parse(acceptedAt) < freshMs &&
      !offered.has(sessionId) &&
      !known.has(sessionId),
  );
}

/** Opens what is given without asking, in one tab, unless somebody is in the middle of a sentence. */
export function useAutoOpen(
  offers: readonly Offer[] | undefined,
  open: (conversationId: string) => void,
): void {
  const sessions = useQuery(mySessionsQuery).data;
  const offered = useRef(new Set<string>());
  const known = useRef<Set<string> | undefined>(undefined);
  useEffect(() => {
    for (const offer of offers ?? []) offered.current.add(offer.sessionId);
  }, [offers]);
  useEffect(() => {
    if (!sessions) return;
    // What was there before this page is nothing new.
    if (known.current && rings() && !isWriting()) {
      const [first] = unaskedSessions(sessions, offered.current, known.current, serverNowMs());
      if (first) open(first.conversationId);
    }
    known.current = new Set(sessions.map((session) => session.sessionId));
  }, [sessions, open]);
}

function isWriting(): boolean {
  const field = document.activeElement;
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value !== '';
}
