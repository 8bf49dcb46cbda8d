import { type DemoLine, type DemoThread, demoThreads } from './threads.ts';

/** One thing that happens in the demo's past. */
export type DemoStep = { readonly thread: DemoThread; readonly atMs: number } & (
  | { readonly kind: 'line'; readonly line: DemoLine }
  | { readonly kind: 'after' }
);

const HOUR_MS = 3_600_000;
/** Between two lines of a thread that began long ago. */
const USUAL_GAP_MS = 4 * 60_000;

/** Everything that happened, in the order of time, ending before `nowMs`. */
export function demoTimeline(nowMs: number): DemoStep[] {
  return demoThreads.flatMap(stepsOf(nowMs)).sort((a, b) => a.atMs - b.atMs);
}

function stepsOf(nowMs: number) {
  return (thread: DemoThread): DemoStep[] => {
    const startMs = nowMs - thread.hoursAgo * HOUR_MS;
    // The youngest threads must end before now.
    const gapMs = Math.min(USUAL_GAP_MS, (thread.hoursAgo * HOUR_MS) / (thread.lines.length + 2));
    const lines = thread.lines.map(
      (line, index): DemoStep => ({
        thread,
        kind: 'line',
        line,
        atMs: startMs + index * gapMs,
      }),
    );
    return [...lines, { thread, kind: 'after', atMs: startMs + thread.lines.length * gapMs }];
  };
}
