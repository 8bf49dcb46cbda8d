import type { RawBuilder } from 'kysely';
import type { ReportGroup } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { FORMATS, type Scope, type Stretch } from '../report/scope.ts';

/** Which part of a report's time is read from sums. */
export interface Picked {
  /** Whose days they are. */
  readonly timeZone: string;
  /** First days of whole months, and days beside those: 2026-11-30. */
  readonly months: readonly string[];
  readonly days: readonly string[];
  /** What must be read from the rows. */
  readonly rest: readonly Stretch[];
}

/** What each source is summed by. */
export type SummedBy = Exclude<ReportGroup, 'date'>;

/** Everything from the rows. */
export function pickNothing({ from, until, timeZone }: Scope): Picked {
  return { timeZone, months: [], days: [], rest: [{ from, until }] };
}

interface Filter {
  readonly by: SummedBy;
  readonly key: string;
}

function filtersOf(scope: Scope): Filter[] {
  const { handleId, queueId, agentId, workStreamId, tag } = scope;
  const filters: readonly (readonly [SummedBy, string | undefined])[] = [
    ['handle', handleId],
    ['queue', queueId],
    ['agent', agentId],
    ['work_stream', workStreamId],
    ['tag', tag],
  ];
  return filters.flatMap(([by, key]) => (key ? [{ by, key }] : []));
}

/** By hours of the clock, whose sums know nothing else. */
const isByHour = ({ groupBy, interval }: Scope) =>
  groupBy === 'hour_of_day' || (groupBy === 'date' && interval === 'hour');

/** The sums that answer a report; undefined: its groups and filters are not kept together. */
export function summedBy(scope: Scope): { readonly by: SummedBy; readonly key?: string } | undefined {
  const [filter, second] = filtersOf(scope);
  if (second) return undefined;
  if (isByHour(scope)) return filter ? undefined : { by: 'hour_of_day' };
  if (scope.groupBy === 'none' || scope.groupBy === 'date') return filter ?? { by: 'none' };
  if (!filter) return { by: scope.groupBy };
  // By tags, a conversation with this one has others too.
  return filter.by === scope.groupBy && filter.by !== 'tag' ? filter : undefined;
}

/** Whether a month may be read as one: its days are not told apart. */
export function takesMonths({ groupBy, interval }: Scope): boolean {
  return groupBy !== 'date' || interval === 'month';
}

/** Whether it is all the same where a day begins and ends. */
export function takesAnyZone(scope: Scope): boolean {
  return scope.groupBy !== 'date' && scope.groupBy !== 'hour_of_day';
}

/** The group of a row of sums: the same text as `groupKey` makes of rows. */
export function sumKey(scope: Scope): RawBuilder<string> {
  if (scope.groupBy === 'none') return sql<string>`''`;
  if (scope.groupBy !== 'date') return sql<string>`key`;
  if (scope.interval === 'hour') {
    return sql<string>`to_char(day, 'YYYY-MM-DD') || 'T' || lpad(key, 2, '0') || ':00'`;
  }
  return sql<string>`to_char(date_trunc(${scope.interval}::text, day::timestamp), ${FORMATS[scope.interval]}::text)`;
}

/** The rows of sums that count. */
export function summedWithin(db: WorkspaceDb, scope: Scope, picked: Picked): RawBuilder<unknown> {
  const { by, key } = summedBy(scope) ?? { by: 'none' };
  return sql`workspace_id = ${db.workspaceId} and time_zone = ${picked.timeZone} and grouped_by = ${by}
    and (span = 'day' and day = any(${[...picked.days]}::date[])
      or span = 'month' and day = any(${[...picked.months]}::date[]))
    ${key === undefined ? sql`` : sql`and key = ${key}`}`;
}
