import { useNow } from '../../ui/index.ts';

/** How far the server's clock is ahead of this browser's. Countdowns go by the server's: it decides. */
let aheadMs = 0;

/** Takes the time that the server said, between asking and hearing it. */
export function noteServerTime(said: string, askedAtMs: number, heardAtMs: number): void {
  aheadMs = Date.parse(said) - (askedAtMs + heardAtMs) / 2;
}

export const serverNowMs = (): number => Date.now() + aheadMs;

/** The server's time, in steps. */
export const useServerNow = (stepMs: number): number => useNow(stepMs) + aheadMs;
