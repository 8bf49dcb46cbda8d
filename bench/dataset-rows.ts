import type { Column } from '../server/datasets/index.ts';

/** Like rows of messages: ids, names, texts, numbers, times. */
export const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'STRING' },
  { name: 'created_at', type: 'DATETIME' },
  { name: 'direction', type: 'STRING' },
  { name: 'sender_id', type: 'STRING' },
  { name: 'sender_name', type: 'STRING' },
  { name: 'recipient_id', type: 'STRING' },
  { name: 'text', type: 'STRING' },
  { name: 'likes', type: 'LONG' },
  { name: 'score', type: 'DOUBLE' },
  { name: 'day', type: 'DATE' },
];

/** So many of them, as a SELECT. */
export function rowsSql(from: number, count: number): string {
  return `select (1700000000000000000 + i)::varchar as id,
    timestamp '2026-01-01' + interval (i) second as created_at,
    case when i % 3 = 0 then 'sent' else 'received' end as direction,
    (9000000000 + hash(i) % 5000)::varchar as sender_id, 'Customer ' || (hash(i) % 5000) as sender_name,
    '4711' as recipient_id, 'Where is my order ' || md5(i::varchar) || '?' as text,
    (hash(i + 1) % 1000)::bigint as likes, round((hash(i + 2) % 100000) / 7.0, 4) as score,
    (date '2026-01-01' + (i % 365)::int)::date as day
    from range(${from}, ${from + count}) t(i)`;
}
