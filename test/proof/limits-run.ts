import { setTimeout as pause } from 'node:timers/promises';
import { openProofHouse, type ProofHouse } from './house.ts';
import { markOf, openThread, type ProofThread } from './thread.ts';

export interface LimitsRunOptions {
  readonly windowMs: number;
  readonly dayMs: number;
  /** Sends of one user in a window and in a day, and of the whole app in a day. */
  readonly user: number;
  readonly userDay: number;
  readonly appDay: number;
  /** Days of the app that must have gone by. */
  readonly days: number;
  readonly say: (line: string) => void;
}

export interface LimitsRunResult {
  /** Answers 429 that X gave to sends. */
  readonly tooMany: number;
  readonly sent: number;
  /** Of what all windows together allowed in each complete day of the app. */
  readonly usedOfAllowed: readonly number[];
  readonly share: number;
}

const ACCOUNTS = 3;
const THREADS = 5;

/** Three accounts of one app, two servers, more to send than X allows: counts what X refused and what was left unused. */
export async function runLimits(options: LimitsRunOptions): Promise<LimitsRunResult> {
  const { windowMs, dayMs, user, userDay, appDay } = options;
  const house = await openProofHouse({
    servers: 2,
    handles: ACCOUNTS,
    limits: { user, windowMs, userDay, appDay, dayMs },
  });
  try {
    const threads: ProofThread[] = [];
    for (let n = 0; n < ACCOUNTS * THREADS; n += 1)
      threads.push(await openThread(house, `cust${n}`, n % ACCOUNTS));
    const enough = Math.ceil((appDay * (options.days + 1)) / threads.length);
    const queued = queue(house, threads, enough);
    const deadline = performance.now() + options.days * (dayMs + 5_000) + 60_000;
    let sends = await listSends(house);
    while (daysOf(sends, dayMs).length <= options.days && performance.now() < deadline) {
      await pause(500);
      sends = await listSends(house);
    }
    await queued;
    const perDay = Math.min(appDay, ACCOUNTS * Math.min(userDay, user * Math.ceil(dayMs / windowMs)));
    // The last one is not over.
    const used = daysOf(sends, dayMs).slice(0, -1);
    const sent = sends.filter((send) => send.status === 201).length;
    return {
      tooMany: sends.filter((send) => send.status === 429).length,
      sent,
      usedOfAllowed: used.map((count) => count / perDay),
      share: used.reduce((sum, count) => sum + count, 0) / (perDay * Math.max(1, used.length)),
    };
  } finally {
    await house.close();
  }
}

interface Send {
  readonly at: number;
  readonly status: number;
}

async function listSends(house: ProofHouse): Promise<Send[]> {
  const { requests } = await house.control<{ requests: Send[] }>(
    'GET',
    '/requests?method=POST&path=/messages&limit=5000',
  );
  return requests.toSorted((a, b) => a.at - b.at);
}

/** Sends in each of X's days, which begin with the first request after the day before is over. */
function daysOf(sends: readonly Send[], dayMs: number): number[] {
  const counts: number[] = [];
  let endsAt = Number.NEGATIVE_INFINITY;
  for (const send of sends) {
    if (send.at >= endsAt) {
      endsAt = send.at + dayMs;
      counts.push(0);
    }
    if (send.status === 201) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return counts;
}

/** Queues without waiting for the answers to leave. */
async function queue(house: ProofHouse, threads: readonly ProofThread[], each: number): Promise<void> {
  for (let n = 0; n < each; n += 1) {
    await Promise.all(
      threads.map((thread) =>
        house.ask('POST', `/api/conversations/${thread.conversationId}/messages`, {
          text: `${markOf(thread.customerXUserId)}/out/${n}`,
          idempotencyKey: `limits-${thread.customerXUserId}-${n}`,
        }),
      ),
    );
  }
}
