import { quoteName, quoteText } from '../../../duck/index.ts';
import type { UserColumn } from './columns-of-input.ts';

/** What a value can be. Ids come first, so that a username that turns out to be one of them is known by then. */
export const kinds = { id: 1, name: 2, neither: 3 } as const;
export type ValueKind = keyof typeof kinds;

/** A user as the input DataSet names one. */
export interface Named {
  readonly kind: ValueKind;
  /** An id; a username in small letters without the @; or whatever it is. */
  readonly value: string;
  /** As it stands in the DataSet. */
  readonly input: string;
  readonly sent: number;
  readonly received: number;
  /** Rows that name the user. */
  readonly rows: number;
}

export type After = Pick<Named, 'kind' | 'value'>;

/** Every user once, in the order of kind and value, behind `after`: SQL over the table `input`. */
export function distinctSql(columns: readonly UserColumn[], after: After | undefined): string {
  const behind = after
    ? `where (kind > ${kinds[after.kind]} or (kind = ${kinds[after.kind]} and value > ${quoteText(after.value)}))`
    : '';
  return `${grouped(columns)}
select kind, value, input, sent, received, times from grouped ${behind} order by kind, value`;
}

/** How many users there are of each kind. */
export function countSql(columns: readonly UserColumn[]): string {
  return `${grouped(columns)}
select kind, count(*) as count from grouped group by kind order by kind`;
}

/** Which of these ids the DataSet names too. */
export function amongSql(columns: readonly UserColumn[], ids: readonly string[]): string {
  return `${grouped(columns)}
select value from grouped where kind = ${kinds.id} and value in (${ids.map(quoteText).join(', ')}) order by value`;
}

export function readNamed(row: readonly (string | null)[]): Named {
  const [kind, value, input, sent, received, rows] = row;
  return {
    kind: kind === '1' ? 'id' : kind === '2' ? 'name' : 'neither',
    value: value ?? '',
    input: input ?? '',
    sent: Number(sent),
    received: Number(received),
    rows: Number(rows),
  };
}

function grouped(columns: readonly UserColumn[]): string {
  const parts = columns.map(({ name, side, named }) => {
    const text = `trim(cast(${quoteName(name)} as varchar))`;
    return `select ${text} as input, ${named} as named, ${side === 'sender' ? 1 : 0} as sent,
  ${side === 'recipient' ? 1 : 0} as received from input where ${text} <> ''`;
  });
  return `with said as (${parts.join('\nunion all\n')}),
sorted as (
  select *, case when not named and regexp_full_match(input, '[1-9][0-9]{0,18}') then ${kinds.id}
    when regexp_full_match(input, '@?[A-Za-z0-9_]{1,15}') then ${kinds.name} else ${kinds.neither} end as kind
  from said),
named as (
  select kind, input, sent, received, case when kind = ${kinds.name} then lower(ltrim(input, '@')) else input end as value
  from sorted),
grouped as (
  select kind, value, min(input) as input, sum(sent) as sent, sum(received) as received, count(*) as times
  from named group by kind, value)`;
}
