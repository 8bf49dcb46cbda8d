import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, renewed in steps of `stepMs`; all callers share one timer. */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(subscribe, () => {
    // Whoever mounts long after the last tick must not start in the past.
    if (listeners.size === 0) tick = Date.now();
    return Math.floor(tick / stepMs) * stepMs;
  });
}
