import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, ofRuns, percentile } from './figures.ts';
import { type BenchHouse, openBenchHouse } from './house.ts';
import { runLoad } from './load-process.ts';

const OFFERED_PER_S = 700;
const SUSTAINED_MS = 20_000;
const CALM_PER_S = 200;
const CALM_MS = 8_000;
const RUNS = 3;

/** From X's POST to a message in the database. */
export const road: Bench = {
  name: 'road',
  about: `accepted = projected: ${OFFERED_PER_S}/s offered for ${SUSTAINED_MS / 1_000} s over 2,000 conversations; then ${CALM_PER_S}/s`,
  run: async (say) => {
    const bench = await openBenchHouse();
    try {
      await runLoad({ ...bench.source(2_000), ...doorOf(bench), durationMs: 2_000, ratePerS: CALM_PER_S });
      await bench.drained(60_000);
      const calm: Seen[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        calm.push(await watch(bench));
        await bench.drained(60_000);
        say(`at ${CALM_PER_S}/s run ${run + 1}: p99 ${Math.round(calm.at(-1)?.p99 ?? 0)} ms`);
      }
      const sustained = await sustain(bench);
      say(`${sustained.accepted} accepted, all of them messages`);
      return [
        ofRuns('projected per second while 700/s are offered', '/s', [sustained.perS], {
          target: { at: 'least', value: 600 },
        }),
        ofRuns('largest age of what was not yet a message', 's', [sustained.lagS], {
          target: { at: 'most', value: 1 },
        }),
        ofRuns(
          'webhook → message visible at 200/s, p50',
          'ms',
          calm.map((one) => one.p50),
        ),
        ofRuns(
          'webhook → message visible at 200/s, p99',
          'ms',
          calm.map((one) => one.p99),
          { target: { at: 'most', value: 150 } },
        ),
      ];
    } finally {
      await bench.close();
    }
  },
};

async function sustain(bench: BenchHouse): Promise<{ accepted: number; perS: number; lagS: number }> {
  const [before] = await bench.db.rows<{ n: string }>('select count(*) as n from message');
  let ended = false;
  const ages: number[] = [];
  const sampling = (async () => {
    while (!ended) {
      ages.push(await oldestAgeS(bench));
      await pause(250);
    }
  })();
  const result = await runLoad({
    ...bench.source(2_000),
    ...doorOf(bench),
    durationMs: SUSTAINED_MS,
    ratePerS: OFFERED_PER_S,
  });
  if (result.refused > 0) throw new Error(`${result.refused} bodies were refused`);
  const drainMs = await bench.drained(120_000);
  ended = true;
  await sampling;
  const [after] = await bench.db.rows<{ n: string }>(
    "select count(*) as n from message where kind = 'message'",
  );
  const [first] = await bench.db.rows<{ n: string }>(
    "select count(*) as n from message where kind <> 'message'",
  );
  const made = Number(after?.n) + Number(first?.n) - Number(before?.n);
  if (made < result.accepted) throw new Error(`${result.accepted} were accepted, ${made} became messages`);
  return {
    accepted: result.accepted,
    perS: (result.accepted * 1_000) / (result.tookMs + drainMs),
    lagS: Math.max(...ages),
  };
}

/** How long the oldest delivery that is not a message yet has been waiting. */
async function oldestAgeS(bench: BenchHouse): Promise<number> {
  const [row] = await bench.db.rows<{ age: number }>(`
    select coalesce(extract(epoch from clock_timestamp() - min(d.received_at)), 0)::float as age
    from log_cursor c join lateral (
      select received_at from delivery d
      where d.workspace_id = c.workspace_id and d.partition = c.partition and d.seq > c.seq
      order by d.seq limit 1) d on true
    where c.source = 'delivery' and c.consumer = 'projector'`);
  return row?.age ?? 0;
}

interface Seen {
  readonly p50: number;
  readonly p99: number;
}

/** Looks every few milliseconds which of the offered events have become messages. */
async function watch(bench: BenchHouse): Promise<Seen> {
  const source = bench.source(2_000);
  const first = BigInt(source.firstEventId);
  const seenAtMs = new Map<number, number>();
  let lowest = 0;
  let expected = Number.POSITIVE_INFINITY;
  const accountId = bench.house.handles[0]?.accountId;
  const giveUpMs = performance.now() + CALM_MS + 30_000;
  const looking = (async () => {
    while (seenAtMs.size < expected && performance.now() < giveUpMs) {
      const rows = await bench.db.rows<{ x_event_id: string }>(
        `select x_event_id from message where workspace_id = (select workspace_id from account where id = $1)
           and account_id = $1 and x_event_id >= $2`,
        [accountId, String(first + BigInt(lowest))],
      );
      const nowMs = performance.timeOrigin + performance.now();
      for (const row of rows) {
        const n = Number(BigInt(row.x_event_id) - first);
        if (!seenAtMs.has(n)) seenAtMs.set(n, nowMs);
      }
      while (seenAtMs.has(lowest)) lowest += 1;
      await pause(4);
    }
  })();
  const result = await runLoad({
    ...source,
    ...doorOf(bench),
    durationMs: CALM_MS,
    ratePerS: CALM_PER_S,
  });
  expected = result.accepted;
  await looking;
  if (seenAtMs.size < expected) throw new Error(`only ${seenAtMs.size} of ${expected} became messages`);
  const waits = [...seenAtMs].map(([n, atMs]) => atMs - (result.offeredAtMs[n] ?? Number.NaN));
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
}

function doorOf({ port, path }: BenchHouse) {
  return { port, path, connections: 32 };
}
