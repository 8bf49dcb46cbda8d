import { machineNowMs } from '../../base/index.ts';
import { windowMs } from '../endpoint.ts';
import type { CostBook } from './cost-book.ts';
import { type LimitBook, saidAbout, windowsOf } from './limit-book.ts';
import { freeAt, type LimitWindowState } from './window.ts';

/**
 * Limits as X's answers tell them, for one process without a database: nothing is known before the first answer. Calls of
 * people go first here too, since the desk may act for the same account.
 */
export function limitsAlone(
  nowMs: () => number = machineNowMs,
): Pick<LimitBook, 'reserve' | 'nextFreeAt' | 'settle' | 'release'> {
  const known = new Map<string, LimitWindowState>();
  const keyOf = ({ subject, bucket }: { subject: string; bucket: string }) => `${subject} ${bucket}`;
  const book: Pick<LimitBook, 'reserve' | 'nextFreeAt' | 'settle' | 'release'> = {
    reserve: async (subject, endpoint, kind, priority) => {
      const free = await book.nextFreeAt(subject, endpoint, kind, priority, 0);
      if (free.getTime() > nowMs()) return { freeAt: free };
      const taken = windowsOf(subject, endpoint, kind).map((wanted) => ({ ...wanted, epoch: '0' }));
      for (const limit of taken) {
        const window = known.get(keyOf(limit));
        if (window) known.set(keyOf(limit), { ...window, used: window.used + 1 });
      }
      return { taken };
    },
    nextFreeAt: (subject, endpoint, kind, priority, ahead) => {
      const now = new Date(nowMs());
      const times = windowsOf(subject, endpoint, kind).map((wanted) => {
        const window = known.get(keyOf(wanted));
        return window ? freeAt(window, priority, ahead, now).getTime() : 0;
      });
      return Promise.resolve(new Date(Math.max(now.getTime(), ...times)));
    },
    settle: (reservation, rate, outcome) => {
      const anySaysNone = [rate.quarterHour, rate.userDay, rate.appDay].some((one) => one?.remaining === 0);
      for (const limit of reservation.taken) {
        const { bucket } = limit;
        const said = saidAbout(limit, rate);
        if (!said) continue;
        const isShort = bucket.endsWith('/quarter_hour');
        // A 429 whose headers blame no window closes the shortest one.
        const left = outcome === 'limited' && !anySaysNone && isShort ? 0 : said.remaining;
        known.set(keyOf(limit), {
          bucket,
          allowed: said.limit,
          used: said.limit - left,
          endsAt: new Date(nowMs() + said.resetInMs),
          windowMs: windowMs(isShort ? 'quarter_hour' : 'day'),
        });
      }
      return Promise.resolve();
    },
    release: (reservation) => {
      for (const limit of reservation.taken) {
        const window = known.get(keyOf(limit));
        if (window) known.set(keyOf(limit), { ...window, used: window.used - 1 });
      }
      return Promise.resolve();
    },
  };
  return book;
}

/** For whoever keeps no book. */
export const costsAlone: Pick<CostBook, 'add'> = { add: () => Promise.resolve() };
