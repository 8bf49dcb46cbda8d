import type { TestClient } from '../test/proof/database.ts';

const TABLES = ['work_item', 'session', 'queue_stay', 'presence_log', 'fact_conversation'];
/** Of whole tables, but reports do not read by these: the house is thrown away before anybody would. */
const NOT_NEEDED = [
  'work_item_number_of',
  'work_item_conversation',
  'work_item_closed',
  'work_item_tags',
  'work_item_of_stream',
  'queue_stay_item',
  'queue_stay_queue',
  'session_item',
  'session_of_agent',
];

/** Conditions that every seeded row meets. */
const WHOLE = ['work_item_closed', 'queue_stay_left'];

const AGENTS = 60;
const QUEUES = 7;

/**
 * Closed work items of a year with their sessions, stays in queues and facts, and the agents' presences, made by the
 * database itself, in the order in which they were lived.
 * @param until when the year ends.
 */
export async function seedInsights(db: TestClient, count: number, until: Date): Promise<void> {
  const [place] = await db.rows<{ workspace_id: string; id: string; work_stream_id: string }>(
    'select workspace_id, id, work_stream_id from handle limit 1',
  );
  if (!place) throw new Error('the house has no handle');
  await db.rows("set synchronous_commit = off; set maintenance_work_mem = '256MB'");
  // The facts are there: nobody is to count them from the messages, of which there are none.
  await db.rows(
    `insert into fact_backfill (workspace_id, reached_at, reached_id, done) values ($1, '-infinity', '', true)
     on conflict (workspace_id) do update set done = true`,
    [place.workspace_id],
  );
  const indexes = await db.rows<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename in (${TABLES.map((name) => `'${name}'`).join()})
     and indexname not like '%_pkey'`,
  );
  // Those of open work cost closed work nothing, and what looks for work in the meantime reads by them.
  const ofAll = indexes.filter(
    ({ indexname, indexdef }) => !indexdef.includes(' WHERE ') || WHOLE.includes(indexname),
  );
  for (const { indexname } of ofAll) await db.rows(`drop index ${indexname}`);
  // Nothing is summed yet, so that marks of what changes would tell nobody anything.
  for (const table of TABLES) await db.rows(`alter table ${table} disable trigger user`);
  const numbers = `generate_series(1, ${count}) as n`;
  const id = (letter: string, n: string) => `'${letter}' || lpad(to_hex(${n}), 23, '0')`;
  const of = (count: number, letter: string) => id(letter, `n % ${count}`);
  const end = `timestamptz '${until.toISOString()}'`;
  const at = `(${end} - (${count} - n + 1) * (interval '365 days' / ${count}))`;
  const tags = `case n % 4 when 0 then '{}'::text[] when 1 then '{refund}' else '{delivery,vip}' end`;
  const { workspace_id: workspace, id: handle, work_stream_id: stream } = place;
  await db.rows(`
    insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason, state_at,
      queue_id, work_stream_id, assignee_id, tags, last_at, opened_at, closed_at)
    select '${workspace}', ${id('d', 'n')}, ${id('b', 'n')}, ${id('a', 'n')}, '${handle}', 1000000 + n, 'closed',
      'ended_by_agent', ${at}, ${of(QUEUES, '1')}, '${stream}', ${of(AGENTS, '2')}, ${tags}, ${at},
      ${at} - interval '1 hour', ${at}
    from ${numbers}`);
  await db.rows(`
    insert into session (workspace_id, id, work_item_id, conversation_id, agent_id, started_at, offered_at, accepted_at,
      ended_at, end_reason, state, how, queue_id)
    select '${workspace}', ${id('e', 'n')}, ${id('d', 'n')}, ${id('b', 'n')}, ${of(AGENTS, '2')}, ${at} - interval '50 minutes',
      ${at} - interval '50 minutes', ${at} - interval '49 minutes', ${at}, 'conversation_closed', 'ended', 'automatic',
      ${of(QUEUES, '1')}
    from ${numbers}`);
  await db.rows(`
    insert into queue_stay (workspace_id, id, work_item_id, queue_id, entered_at, left_at, outcome)
    select '${workspace}', ${id('f', 'n')}, ${id('d', 'n')}, ${of(QUEUES, '1')}, ${at} - interval '1 hour',
      ${at} - interval '49 minutes', 'accepted'
    from ${numbers}`);
  await db.rows(`
    insert into presence_log (workspace_id, id, member_id, presence_id, base, from_at, until_at)
    select '${workspace}', ${id('c', 'n')}, ${of(AGENTS, '2')}, 'x', (array['available', 'busy', 'away', 'offline'])[1 + n % 4],
      ${end} - n * interval '3 minutes', ${end} - n * interval '3 minutes' + interval '3 hours'
    from generate_series(1, 365 * 480) as n`);
  await db.rows(`
    insert into fact_conversation (workspace_id, work_item_id, conversation_id, customer_id, handle_id, work_stream_id,
      queue_id, agent_id, number, opened_at, closed_at, close_reason, priority, tags, incoming, engaged, answered,
      first_wait_ms, service_level_ms, first_response_ms, first_response_step, responses, responses_ms, handle_ms,
      wrap_up_ms, conversation_ms, effort_ms, transfers, messages_in, messages_out, first_answer_met)
    select '${workspace}', ${id('d', 'n')}, ${id('b', 'n')}, ${id('a', 'n')}, '${handle}', '${stream}', ${of(QUEUES, '1')},
      ${of(AGENTS, '2')}, n, ${at} - interval '1 hour', ${at}, 'ended_by_agent', 'normal', ${tags}, true, n % 20 > 0,
      n % 20 > 0, n % 600000, 180000, n % 900000, 120 + n % 80, 3, n % 3000000, n % 1800000, n % 300000, 3600000, 3300000,
      (n % 9 = 0)::int, 4, 3, n % 5 > 0
    from ${numbers}`);
  for (const { indexname, indexdef } of ofAll) if (!NOT_NEEDED.includes(indexname)) await db.rows(indexdef);
  for (const table of TABLES) {
    await db.rows(`alter table ${table} enable trigger user`);
    await db.rows(`vacuum analyze ${table}`);
  }
  await db.rows('checkpoint');
}
