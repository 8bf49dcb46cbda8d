import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { LiveEvent } from '../../../contract/control/live.ts';
import { type Traffic, keysOfChange, keysOfTraffic } from './stale-keys.ts';

const SHOWN_TRAFFIC = 40;
const TYPING_MS = 4_000;
/** A burst of events asks for what it changed once. */
const REFRESH_MS = 400;

export type Live = {
  isConnected: boolean;
  nowMs: number | null;
  rate: number;
  /** How far X's time is from this machine's. */
  aheadMs: number;
  traffic: Traffic[];
  /** Conversation id → who is typing in it. */
  typing: Record<string, string>;
};

let live: Live = { isConnected: true, nowMs: null, rate: 1, aheadMs: 0, traffic: [], typing: {} };
const listeners = new Set<() => void>();
const change = (changes: Partial<Live>) => {
  live = { ...live, ...changes };
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Follows what happens on the local X and refreshes what is shown. Once, by the frame around all pages. */
export function useLiveConnection(queries: QueryClient): void {
  useEffect(() => follow(queries), [queries]);
}

/** All that is known live; renders twice a second. */
export const useLive = (): Live => useSyncExternalStore(subscribe, () => live);

/** One part of it, so that a page renders only when that changes. */
export const useLivePart = <Part extends keyof Live>(part: Part): Live[Part] =>
  useSyncExternalStore(subscribe, () => live[part]);

function follow(queries: QueryClient): () => void {
  const typingTimers = new Map<string, number>();
  const stale = new Set<string>();
  let refreshing: number | undefined;

  const stopTyping = (conversationId: string) => {
    const { [conversationId]: _gone, ...others } = live.typing;
    change({ typing: others });
  };
  const refresh = (keys: readonly string[]) => {
    for (const key of keys) stale.add(key);
    refreshing ??= window.setTimeout(() => {
      refreshing = undefined;
      for (const key of stale) void queries.invalidateQueries({ queryKey: [key] });
      stale.clear();
    }, REFRESH_MS);
  };

  const startTyping = (conversationId: string, senderId: string) => {
    change({ typing: { ...live.typing, [conversationId]: senderId } });
    clearTimeout(typingTimers.get(conversationId));
    typingTimers.set(
      conversationId,
      window.setTimeout(() => stopTyping(conversationId), TYPING_MS),
    );
  };

  const hear = (event: LiveEvent) => {
    switch (event.kind) {
      case 'clock':
        return change({ nowMs: event.nowMs, rate: event.rate, aheadMs: event.nowMs - Date.now() });
      case 'typing':
        return startTyping(event.conversationId, event.senderId);
      case 'message':
        stopTyping(event.conversationId);
        void queries.invalidateQueries({ queryKey: ['conversations'] });
        void queries.invalidateQueries({ queryKey: ['events', event.conversationId] });
        return;
      case 'read':
        void queries.invalidateQueries({ queryKey: ['conversations'] });
        void queries.invalidateQueries({ queryKey: ['events', event.conversationId] });
        return;
      case 'people':
        return refresh(['users', 'user', 'relations']);
      case 'changed':
        return refresh(keysOfChange(event.what));
      case 'all':
        return void queries.invalidateQueries();
      case 'delivery':
      case 'request': {
        const others = live.traffic.filter(({ kind, id }) => kind !== event.kind || id !== event.id);
        change({ traffic: [event, ...others].slice(0, SHOWN_TRAFFIC) });
        refresh(keysOfTraffic(event));
      }
    }
  };

  const source = new EventSource('/_control/live');
  // The route writes what the contract says.
  source.onmessage = ({ data }) => hear(JSON.parse(String(data)) as LiveEvent);
  source.onopen = () => {
    change({ isConnected: true });
    // Whatever happened while nobody listened is looked up again.
    void queries.invalidateQueries();
  };
  source.onerror = () => change({ isConnected: false });
  return () => {
    source.close();
    clearTimeout(refreshing);
    for (const timer of typingTimers.values()) clearTimeout(timer);
  };
}
