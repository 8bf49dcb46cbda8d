import { type DemoMention, demoMentions } from './mentions.ts';
import { type DemoShift, demoShifts } from './shifts.ts';
import { type DemoLine, type DemoThread, demoThreads } from './threads.ts';

/** One thing that happens in a thread of the demo's past. */
export type ThreadStep = { readonly thread: DemoThread; readonly atMs: number } & (
  | { readonly kind: 'line'; readonly line: DemoLine }
  | { readonly kind: 'after' }
);

export type DemoStep =
  | ThreadStep
  | { readonly kind: 'group'; readonly atMs: number }
  | { readonly kind: 'mention'; readonly mention: DemoMention; readonly atMs: number }
  | { readonly kind: 'shift'; readonly shift: DemoShift; readonly atMs: number };

const GROUP_HOURS_AGO = 4;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between two lines of a thread that began long ago. */
const USUAL_GAP_MS = 4 * 60_000;

/** Everything that happened, in the order of time, ending before `nowMs`. */
export function demoTimeline(nowMs: number): DemoStep[] {
  const shifts = demoShifts().map(
    (shift): DemoStep => ({ kind: 'shift', shift, atMs: beginOf(nowMs - shift.hoursAgo * HOUR_MS) }),
  );
  const group: DemoStep = { kind: 'group', atMs: nowMs - GROUP_HOURS_AGO * HOUR_MS };
  const mentions = demoMentions.map(
    (mention): DemoStep => ({ kind: 'mention', mention, atMs: nowMs - mention.hoursAgo * HOUR_MS }),
  );
  return [...shifts, group, ...mentions, ...demoThreads.flatMap<DemoStep>(stepsOf(nowMs))].sort(
    (a, b) => a.atMs - b.atMs,
  );
}

/** A shift lasts most of an hour. One that would go on past midnight begins an hour earlier: each is of one day. */
function beginOf(atMs: number): number {
  const isPastMidnight = Math.floor(atMs / DAY_MS) !== Math.floor((atMs + HOUR_MS) / DAY_MS);
  return isPastMidnight ? atMs - HOUR_MS : atMs;
}

function stepsOf(nowMs: number) {
  return (thread: DemoThread): ThreadStep[] => {
    const startMs = nowMs - thread.hoursAgo * HOUR_MS;
    // The youngest threads must end before now.
    const gapMs = Math.min(USUAL_GAP_MS, (thread.hoursAgo * HOUR_MS) / (thread.lines.length + 2));
    const lines = thread.lines.map(
      (line, index): ThreadStep => ({
        thread,
        kind: 'line',
        line,
        atMs: startMs + index * gapMs,
      }),
    );
    return [...lines, { thread, kind: 'after', atMs: startMs + thread.lines.length * gapMs }];
  };
}
