import type { RawBuilder } from 'kysely';
import type { ReportGroup, ReportInterval } from '../../../contract/api/index.ts';
import { sql } from '../../base/index.ts';

/** Which time, which conversations, and how they are grouped. */
export interface Scope {
  readonly from: Date;
  readonly until: Date;
  readonly timeZone: string;
  readonly groupBy: ReportGroup;
  readonly interval: ReportInterval;
  readonly handleId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly workStreamId?: string | undefined;
  readonly tag?: string | undefined;
}

/** A stretch of time, its end not included. */
export interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** The most groups that a report shows. */
export const MOST_GROUPS = 1_000;

/** How dates are written, by interval. */
export const FORMATS: Readonly<Record<ReportInterval, string>> = {
  hour: 'YYYY-MM-DD"T"HH24:00',
  day: 'YYYY-MM-DD',
  week: 'YYYY-MM-DD',
  month: 'YYYY-MM',
};

/** What a source calls its columns; a missing one cannot be grouped or filtered by. */
export interface Columns {
  readonly at: RawBuilder<unknown>;
  readonly handle: RawBuilder<unknown>;
  readonly queue: RawBuilder<unknown>;
  readonly agent: RawBuilder<unknown>;
  readonly workStream: RawBuilder<unknown>;
  readonly tags: RawBuilder<unknown>;
  readonly priority: RawBuilder<unknown>;
}

/** The text by which rows are grouped. With `tag` the caller joins `tag` from the tags. */
export function groupKey(scope: Scope, columns: Columns): RawBuilder<string> {
  const local = sql`(${columns.at} at time zone ${scope.timeZone}::text)`;
  switch (scope.groupBy) {
    case 'none':
      return sql<string>`''`;
    case 'date':
      return sql<string>`to_char(date_trunc(${scope.interval}::text, ${local}), ${FORMATS[scope.interval]}::text)`;
    case 'hour_of_day':
      return sql<string>`extract(hour from ${local})::int::text`;
    case 'handle':
      return sql<string>`coalesce(${columns.handle}, '')`;
    case 'queue':
      return sql<string>`coalesce(${columns.queue}, '')`;
    case 'agent':
      return sql<string>`coalesce(${columns.agent}, '')`;
    case 'work_stream':
      return sql<string>`coalesce(${columns.workStream}, '')`;
    case 'priority':
      return sql<string>`${columns.priority}`;
    case 'tag':
      return sql<string>`tag`;
  }
}

/** Joins a row per tag where tags are what is grouped by. */
export function tagJoin(scope: Scope, columns: Columns): RawBuilder<unknown> {
  return scope.groupBy === 'tag' ? sql`cross join lateral unnest(${columns.tags}) as tag` : sql``;
}

/** The rows that count. @param stretches of the scope's time; all of it without them. */
export function within(
  scope: Scope,
  columns: Columns,
  workspaceId: RawBuilder<unknown>,
  stretches: readonly Stretch[] = [scope],
): RawBuilder<unknown> {
  const conditions = [workspaceId, during(columns.at, stretches)];
  if (scope.handleId) conditions.push(sql`${columns.handle} = ${scope.handleId}`);
  if (scope.queueId) conditions.push(sql`${columns.queue} = ${scope.queueId}`);
  if (scope.agentId) conditions.push(sql`${columns.agent} = ${scope.agentId}`);
  if (scope.workStreamId) conditions.push(sql`${columns.workStream} = ${scope.workStreamId}`);
  if (scope.tag) conditions.push(sql`${columns.tags} @> array[${scope.tag}]::text[]`);
  return sql.join(conditions, sql` and `);
}

/** Within one of these stretches, which are in the order of time. */
export function during(at: RawBuilder<unknown>, stretches: readonly Stretch[]): RawBuilder<unknown> {
  const inside = ({ from, until }: Stretch) => sql`${at} >= ${from} and ${at} < ${until}`;
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last) return sql`false`;
  if (first === last) return inside(first);
  return sql`${inside({ from: first.from, until: last.until })}
    and (${sql.join(stretches.map(inside), sql` or `)})`;
}

/** The same length of time just before. */
export function scopeBefore(scope: Scope): Scope {
  const lengthMs = scope.until.getTime() - scope.from.getTime();
  return { ...scope, groupBy: 'none', from: new Date(scope.from.getTime() - lengthMs), until: scope.from };
}
