import type { TestClient } from '../test/proof/database.ts';

/** Messages of each conversation. */
export const THREAD_LENGTH = 20;
/** So many of the newest of each are in the search index: enough for its shape, and filling it is slow. */
const INDEXED = 4;

/**
 * Fills the real tables up to `count` conversations, made by the database itself. Half of them are open: a sixth the
 * reader's own, a sixth nobody's, a sixth somebody else's; the rest is closed.
 */
export async function seedInbox(
  db: TestClient,
  memberId: string,
  from: number,
  count: number,
): Promise<void> {
  const [place] = await db.rows<{
    workspace_id: string;
    id: string;
    account_id: string;
    work_stream_id: string;
  }>('select workspace_id, id, account_id, work_stream_id from handle limit 1');
  const [queue] = await db.rows<{ id: string }>('select id from queue limit 1');
  if (!place || !queue) throw new Error('the house has no handle');
  await db.rows("set synchronous_commit = off; set maintenance_work_mem = '256MB'; set work_mem = '64MB'");
  // A row at a time into seven indexes takes longer than building them once.
  const indexes = await db.rows<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename in ('message', 'message_search') and indexname not like '%_pkey'",
  );
  for (const { indexname } of indexes) await db.rows(`drop index ${indexname}`);
  const numbers = `generate_series(${from + 1}, ${count}) as n`;
  const id = (letter: string, n: string) => `'${letter}' || lpad(to_hex(${n}), 23, '0')`;
  // The newest conversation has the highest number; one for every nine seconds.
  const at = `(timestamptz '2026-11-01' + n * interval '9 seconds')`;
  const position = (moment: string) =>
    `((extract(epoch from ${moment}) * 1000)::bigint - 1288834974657) << 22`;
  const [workspace, handle, account] = [place.workspace_id, place.id, place.account_id];
  await db.rows(`
    insert into customer (workspace_id, id, x_user_id, username, name, profile, created_at)
    select '${workspace}', ${id('a', 'n')}, 5000000000 + n, 'person' || n, 'Person ' || n, '{"followers": 12}', ${at}
    from ${numbers}`);
  await db.rows(`
    insert into conversation (workspace_id, id, customer_id, handle_id, account_id, last_position, last_at, last_preview,
      last_direction, last_inbound_at, created_at)
    select '${workspace}', ${id('b', 'n')}, ${id('a', 'n')}, '${handle}', '${account}', ${position(at)} | n % 4194304,
      ${at}, 'Where is my parcel ' || n || '?', 'in', ${at}, ${at} - interval '1 hour'
    from ${numbers}`);
  await db.rows(`
    insert into message (workspace_id, conversation_id, id, position, account_id, kind, direction, author_kind, text,
      x_event_id, at, state, created_at, updated_at)
    select '${workspace}', ${id('b', 'n')}, ${id('c', `n * 100 + k`)}, place, '${account}', 'message',
      case when k % 3 = 2 then 'out' else 'in' end, case when k % 3 = 2 then 'agent' else 'customer' end,
      'Message ' || k || ' of person ' || n || ': the parcel that should have come on Tuesday is not here yet, can you look?',
      place, moment, case when k % 3 = 2 then 'sent' else 'received' end, moment, moment
    from ${numbers}, generate_series(1, ${THREAD_LENGTH}) as k,
      lateral (select ${at} - (${THREAD_LENGTH} - k) * interval '2 minutes' as moment) as m,
      lateral (select (${position('moment')}) | n % 4194304 as place) as p`);
  await db.rows(`
    insert into message_search (workspace_id, message_id, conversation_id, position, words)
    select workspace_id, id, conversation_id, position,
      array_to_tsvector(array['message', 'parcel', 'tuesday', 'come', 'look', substr(conversation_id, 15)])
    from message where conversation_id >= ${id('b', `${from + 1}`)} and conversation_id < 'c'
      and ('x' || substr(id, 17))::bit(32)::bigint % 100 > ${THREAD_LENGTH - INDEXED}`);
  await db.rows(`
    insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason, state_at,
      queue_id, work_stream_id, assignee_id, last_at, last_position, waiting_since, opened_at, closed_at)
    select '${workspace}', ${id('d', 'n')}, ${id('b', 'n')}, ${id('a', 'n')}, '${handle}', 1000000 + n,
      case when n % 2 = 0 then 'closed' when n % 6 = 1 then 'open' else 'active' end, 'seeded', ${at}, '${queue.id}',
      '${place.work_stream_id}', case n % 6 when 3 then '${memberId}' when 5 then '${'e'.repeat(24)}' end,
      ${at}, ${position(at)}, ${at}, ${at} - interval '1 hour', case when n % 2 = 0 then ${at} end
    from ${numbers}`);
  await db.rows(`
    insert into read_mark (workspace_id, member_id, conversation_id, position)
    select '${workspace}', '${memberId}', ${id('b', 'n')}, ${position(at)} | n % 4194304 from ${numbers} where n % 3 > 0`);
  for (const { indexdef } of indexes) await db.rows(indexdef);
  for (const table of ['customer', 'conversation', 'message', 'message_search', 'work_item', 'read_mark'])
    await db.rows(`vacuum analyze ${table}`);
  await db.rows('checkpoint');
}

/** Id of the n-th seeded conversation. */
export function seededConversation(n: number): string {
  return `b${n.toString(16).padStart(23, '0')}`;
}

/** A word that only this conversation has. */
export function ownWord(n: number): string {
  return seededConversation(n).slice(14);
}
