import { setTimeout as pause } from 'node:timers/promises';
import type { TestClient } from '../test/proof/database.ts';
import { type Bench, type Figure, median, ofRuns } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { signInToHouse } from './person.ts';
import { seedInsights } from './seed-insights.ts';

const ALL = 1_000_000;
const SIZES = [10_000, 100_000, ALL];
const RUNS = 5;
const BASELINE_RUNS = 3;
const LIMIT_MS = 1_000;
const DAY_MS = 86_400_000;
const ZONE = 'Europe/Berlin';
/** How a report is grouped, and the same for the facts. */
const GROUPS = [
  ['date&interval=day', `to_char(closed_at at time zone '${ZONE}', 'YYYY-MM-DD')`],
  ['hour_of_day', `extract(hour from closed_at at time zone '${ZONE}')`],
  ['agent', 'agent_id'],
  ['queue', 'queue_id'],
  ['tag', 'tag'],
] as const;

/** Reports over the last conversations of a year, over HTTP. */
export const insights: Bench = {
  name: 'insights',
  about: `reports over HTTP over the last ${SIZES.join(', ')} of ${ALL} closed conversations of a year; baseline: ten of their numbers asked of the facts in raw PostgreSQL`,
  run: async (say) => {
    const bench = await openBenchHouse();
    try {
      const { headers } = await signInToHouse(bench.house.url);
      const until = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
      const fromOf = (size: number) => new Date(until.getTime() - (365 * DAY_MS * size) / ALL);
      const seededMs = await time(() => seedInsights(bench.db, ALL, until));
      say(`seeded in ${Math.round(seededMs / 1_000)} s`);
      const ask = (size: number, group: string) =>
        time(async () => {
          const range = `from=${fromOf(size).toISOString()}&until=${until.toISOString()}&timeZone=${ZONE}`;
          const response = await fetch(`${bench.house.url}/api/insights/report?${range}&groupBy=${group}`, {
            headers,
          });
          if (!response.ok) throw new Error(`the report answered ${response.status}`);
          await response.arrayBuffer();
        });
      // The first one asks for its time zone to be summed.
      const figures: Figure[] = [
        ofRuns('report by agent, 100,000 conversations, not summed yet', 'ms', [await ask(100_000, 'agent')]),
        ofRuns('1,000,000 conversations summed in the background', 's', [await summed(bench.db)]),
      ];
      for (const size of SIZES) {
        for (const [group, key] of GROUPS) {
          const baseline: number[] = [];
          for (let run = 0; run < BASELINE_RUNS; run += 1) {
            baseline.push(await time(() => bench.db.rows(factsBy(key, fromOf(size), until))));
          }
          const runs: number[] = [];
          for (let run = 0; run < RUNS; run += 1) runs.push(await ask(size, group));
          say(`${size} by ${group}: ${runs.map((ms) => Math.round(ms)).join(', ')} ms`);
          figures.push(
            ofRuns(
              `report by ${group.split('&')[0]}, ${size.toLocaleString('en')} conversations`,
              'ms',
              runs,
              { target: { at: 'most', value: LIMIT_MS }, baseline: median(baseline) },
            ),
          );
        }
      }
      return figures;
    } finally {
      await bench.close();
    }
  },
};

/** Ten numbers of closed conversations by group, as anybody would ask for them. */
function factsBy(key: string, from: Date, until: Date): string {
  return `
    select ${key}, count(*), count(*) filter (where engaged), sum(first_wait_ms), max(first_wait_ms),
      sum(first_response_ms), sum(responses_ms), sum(handle_ms), sum(conversation_ms), sum(messages_in), sum(messages_out)
    from fact_conversation ${key === 'tag' ? 'cross join lateral unnest(tags) as tag' : ''}
    where closed_at >= '${from.toISOString()}' and closed_at < '${until.toISOString()}' group by 1`;
}

/** Waits until every day is summed; seconds that the summing took, its turn once in half a minute not counted. */
async function summed(db: TestClient): Promise<number> {
  const left = async () => {
    const [row] = await db.rows<{ days: string; left: string }>(
      'select count(*) as days, count(*) filter (where not summed) as left from sum_span',
    );
    return { days: Number(row?.days), left: Number(row?.left) };
  };
  const waitFor = async (isSo: (now: { days: number; left: number }) => boolean) => {
    const deadline = performance.now() + 600_000;
    while (!isSo(await left())) {
      if (performance.now() > deadline) throw new Error('the days were not summed in ten minutes');
      await pause(200);
    }
  };
  await waitFor(({ days }) => days > 0);
  const tookMs = await time(() => waitFor((now) => now.left === 0));
  return tookMs / 1_000;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  await work();
  return performance.now() - fromMs;
}
