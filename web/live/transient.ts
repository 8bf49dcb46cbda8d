import { useSyncExternalStore } from 'react';

/** What is true for some seconds only: who types, who is looking. Never stored, never fetched again. */
interface Present {
  memberId: string;
  doing: 'viewing' | 'replying' | 'noting';
  untilMs: number;
}

const typingUntil = new Map<string, number>();
const present = new Map<string, readonly Present[]>();
const listeners = new Set<() => void>();
const nobody: readonly Present[] = [];

const tellAll = () => {
  for (const listener of listeners) listener();
};

export function noteTyping(conversationId: string): void {
  typingUntil.set(conversationId, Date.now() + 6_000);
  tellAll();
  setTimeout(() => {
    if ((typingUntil.get(conversationId) ?? 0) > Date.now()) return;
    typingUntil.delete(conversationId);
    tellAll();
  }, 6_100);
}

/** The customer sent what they typed. */
export function forgetTyping(conversationId: string): void {
  if (typingUntil.delete(conversationId)) tellAll();
}

export function notePresent(
  conversationId: string,
  memberId: string,
  doing: Present['doing'] | 'gone',
  forMs = 22_000,
): void {
  const others = (present.get(conversationId) ?? nobody).filter((each) => each.memberId !== memberId);
  const untilMs = Date.now() + forMs;
  present.set(conversationId, doing === 'gone' ? others : [...others, { memberId, doing, untilMs }]);
  tellAll();
  setTimeout(() => {
    const now = (present.get(conversationId) ?? nobody).filter((each) => each.untilMs > Date.now());
    present.set(conversationId, now);
    tellAll();
  }, forMs + 100);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTyping(conversationId: string): boolean {
  return useSyncExternalStore(subscribe, () => typingUntil.has(conversationId));
}

export function usePresent(conversationId: string): readonly Present[] {
  return useSyncExternalStore(subscribe, () => present.get(conversationId) ?? nobody);
}
