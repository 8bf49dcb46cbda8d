import type { Account } from '../../contract/api/index.ts';

type Limit = Account['limits'][number];

/** The limit that will be felt first among those of sending direct messages, and what is left of it. */
export function findSendLimit(
  account: Account,
): { left: number; limit: number; resetsAt: string | null; window: Limit['window'] } | undefined {
  const sends = account.limits.filter((limit) =>
    /dm.?send|send.?dm|dm_conversations|messages/i.test(limit.bucket),
  );
  const tightest = sends
    .map((limit) => ({
      left: Math.max(0, limit.limit - limit.used),
      limit: limit.limit,
      resetsAt: limit.resetsAt,
      window: limit.window,
    }))
    .sort((a, b) => a.left - b.left)[0];
  return tightest;
}
