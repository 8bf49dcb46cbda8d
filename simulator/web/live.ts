import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LiveEvent } from '../../contract/control/live.ts';

const SHOWN_TRAFFIC = 40;
const TYPING_MS = 4_000;

export type Traffic = Extract<LiveEvent, { kind: 'delivery' | 'request' }>;
export type Live = {
  isConnected: boolean;
  nowMs: number | null;
  /** How far X's time is from this machine's. */
  aheadMs: number;
  traffic: Traffic[];
  /** Conversation id → who is typing in it. */
  typing: Record<string, string>;
};

/** Follows what happens on the local X: refreshes what is shown and keeps the clock, the traffic, the typing marks. */
export function useLive(): Live {
  const queries = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const [clock, setClock] = useState<{ nowMs: number | null; aheadMs: number }>({ nowMs: null, aheadMs: 0 });
  const [traffic, setTraffic] = useState<Traffic[]>([]);
  const [typing, setTyping] = useState<Record<string, string>>({});
  const timers = useRef(new Map<string, number>());

  useEffect(() => {
    const stopTyping = (conversationId: string) =>
      setTyping(({ [conversationId]: _gone, ...others }) => others);
    const refresh = (key: string) => void queries.invalidateQueries({ queryKey: [key] });

    const follow = (event: LiveEvent) => {
      if (event.kind === 'clock') setClock({ nowMs: event.nowMs, aheadMs: event.nowMs - Date.now() });
      else if (event.kind === 'typing') {
        const { conversationId, senderId } = event;
        setTyping((others) => ({ ...others, [conversationId]: senderId }));
        clearTimeout(timers.current.get(conversationId));
        timers.current.set(
          conversationId,
          window.setTimeout(() => stopTyping(conversationId), TYPING_MS),
        );
      } else if (event.kind === 'message' || event.kind === 'read') {
        if (event.kind === 'message') stopTyping(event.conversationId);
        refresh('conversations');
        void queries.invalidateQueries({ queryKey: ['events', event.conversationId] });
      } else if (event.kind === 'people') refresh('users');
      else if (event.kind === 'all') void queries.invalidateQueries();
      else
        setTraffic((older) => {
          const others = older.filter(({ kind, id }) => kind !== event.kind || id !== event.id);
          return [event, ...others].slice(0, SHOWN_TRAFFIC);
        });
    };

    const source = new EventSource('/_control/live');
    source.onmessage = ({ data }) => follow(JSON.parse(String(data)) as LiveEvent);
    source.onopen = () => {
      setConnected(true);
      // Whatever happened while nobody listened is looked up again.
      void queries.invalidateQueries();
    };
    source.onerror = () => setConnected(false);
    const running = timers.current;
    return () => {
      source.close();
      for (const timer of running.values()) clearTimeout(timer);
    };
  }, [queries]);

  return { isConnected, ...clock, traffic, typing };
}
