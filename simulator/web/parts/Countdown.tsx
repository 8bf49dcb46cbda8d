import { useLive } from '../shell/live.ts';
import { duration } from './time.ts';

/** How long until then by X's clock, ticking with it. */
export function Countdown({ atMs, due }: { atMs: number; due: string }) {
  const { nowMs } = useLive();
  if (nowMs === null) return null;
  return <span className="countdown">{atMs <= nowMs ? due : duration(atMs - nowMs)}</span>;
}
