import type { TestClient } from '../test/proof/database.ts';
import { type Bench, type Figure, ofRuns } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { signInToHouse } from './person.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const RUNS = 5;
const LIMIT_MS = 1_000;
const GROUPS = ['date&interval=week', 'agent', 'queue', 'tag'] as const;

/** Reports over all closed conversations of a year, over HTTP. */
export const insights: Bench = {
  name: 'insights',
  about: `reports over HTTP at ${SIZES.join(', ')} closed conversations of a year; baseline: two sums over the same rows in raw PostgreSQL`,
  run: async (say) => {
    const bench = await openBenchHouse();
    try {
      const { headers } = await signInToHouse(bench.house.url);
      const figures: Figure[] = [];
      let from = 0;
      for (const size of SIZES) {
        await seedFacts(bench.db, from, size);
        from = size;
        const baseline = await time(() =>
          bench.db.rows('select count(*), sum(handle_ms), sum(first_wait_ms) from fact_conversation'),
        );
        for (const group of GROUPS) {
          const runs: number[] = [];
          for (let run = 0; run < RUNS; run += 1) {
            runs.push(
              await time(async () => {
                const range = 'from=2025-11-01T00:00:00Z&until=2026-11-01T00:00:00Z&timeZone=Europe/Berlin';
                const response = await fetch(
                  `${bench.house.url}/api/insights/report?${range}&groupBy=${group}`,
                  { headers },
                );
                if (!response.ok) throw new Error(`the report answered ${response.status}`);
                await response.arrayBuffer();
              }),
            );
          }
          say(`${size} by ${group}: ${runs.map((ms) => Math.round(ms)).join(', ')} ms`);
          figures.push(
            ofRuns(
              `report by ${group.split('&')[0]}, ${size.toLocaleString('en')} conversations`,
              'ms',
              runs,
              {
                target: { at: 'most', value: LIMIT_MS },
                baseline,
              },
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

async function time(work: () => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  await work();
  return performance.now() - fromMs;
}

/** Closed work items with their sessions and facts, made by the database itself, spread over a year. */
async function seedFacts(db: TestClient, from: number, count: number): Promise<void> {
  const [place] = await db.rows<{ workspace_id: string; id: string; work_stream_id: string }>(
    'select workspace_id, id, work_stream_id from handle limit 1',
  );
  if (!place) throw new Error('the house has no handle');
  await db.rows("set synchronous_commit = off; set maintenance_work_mem = '256MB'; set work_mem = '64MB'");
  const indexes = await db.rows<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename in ('work_item', 'session', 'fact_conversation') and indexname not like '%_pkey'",
  );
  for (const { indexname } of indexes) await db.rows(`drop index ${indexname}`);
  const numbers = `generate_series(${from + 1}, ${count}) as n`;
  const id = (letter: string, n: string) => `'${letter}' || lpad(to_hex(${n}), 23, '0')`;
  const at = `(timestamptz '2025-11-01' + (n::bigint * 7919 % 31536000) * interval '1 second')`;
  const of = (count: number, letter: string) => id(letter, `n % ${count}`);
  const tags = `case n % 4 when 0 then '{}'::text[] when 1 then '{refund}' else '{delivery,vip}' end`;
  const { workspace_id: workspace, id: handle, work_stream_id: stream } = place;
  await db.rows(`
    insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason, state_at,
      queue_id, work_stream_id, assignee_id, tags, last_at, opened_at, closed_at)
    select '${workspace}', ${id('d', 'n')}, ${id('b', 'n')}, ${id('a', 'n')}, '${handle}', 1000000 + n, 'closed',
      'ended_by_agent', ${at}, ${of(7, '1')}, '${stream}', ${of(60, '2')}, ${tags}, ${at}, ${at} - interval '1 hour', ${at}
    from ${numbers}`);
  await db.rows(`
    insert into session (workspace_id, id, work_item_id, conversation_id, agent_id, started_at, offered_at, accepted_at,
      ended_at, end_reason, state, how, queue_id)
    select '${workspace}', ${id('e', 'n')}, ${id('d', 'n')}, ${id('b', 'n')}, ${of(60, '2')}, ${at} - interval '50 minutes',
      ${at} - interval '50 minutes', ${at} - interval '49 minutes', ${at}, 'conversation_closed', 'ended', 'automatic',
      ${of(7, '1')}
    from ${numbers}`);
  await db.rows(`
    insert into fact_conversation (workspace_id, work_item_id, conversation_id, customer_id, handle_id, work_stream_id,
      queue_id, agent_id, number, opened_at, closed_at, close_reason, priority, tags, incoming, engaged, answered,
      first_wait_ms, service_level_ms, first_response_ms, first_response_step, responses, responses_ms, handle_ms,
      wrap_up_ms, conversation_ms, effort_ms, transfers, messages_in, messages_out, first_answer_met)
    select '${workspace}', ${id('d', 'n')}, ${id('b', 'n')}, ${id('a', 'n')}, '${handle}', '${stream}', ${of(7, '1')},
      ${of(60, '2')}, n, ${at} - interval '1 hour', ${at}, 'ended_by_agent', 'normal', ${tags}, true, n % 20 > 0, n % 20 > 0,
      n % 600000, 180000, n % 900000, 120 + n % 80, 3, n % 3000000, n % 1800000, n % 300000, 3600000, 3300000,
      (n % 9 = 0)::int, 4, 3, n % 5 > 0
    from ${numbers}`);
  for (const { indexdef } of indexes) await db.rows(indexdef);
  for (const table of ['work_item', 'session', 'fact_conversation']) await db.rows(`vacuum analyze ${table}`);
  await db.rows('checkpoint');
}
