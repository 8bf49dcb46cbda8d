import type { ReportGroup } from '../../contract/api/index.ts';
import { groupNames, rangeNames, type RangeName } from '../texts/insights.ts';
import type { ReportQuery } from '../api/insights.ts';
import { intervalOf, rangeOf, timeZone } from './report-range.ts';

/** What a report shows, as the address of its page keeps it. */
export interface ReportFilters {
  range: RangeName;
  groupBy: ReportGroup;
  /** First and last day of a range of one's own. */
  first?: string | undefined;
  last?: string | undefined;
  handleId?: string | undefined;
  queueId?: string | undefined;
  agentId?: string | undefined;
  workStreamId?: string | undefined;
  tag?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f]{24}$/;

/** Reads the page's address; what is not understood is left out. */
export function readReportSearch(search: Record<string, unknown>): ReportFilters {
  const text = (key: string, pattern: RegExp) => {
    const value = search[key];
    return typeof value === 'string' && pattern.test(value) ? { [key]: value } : {};
  };
  const { range, groupBy } = search;
  return {
    range: typeof range === 'string' && isKey(rangeNames, range) ? range : 'month',
    groupBy: typeof groupBy === 'string' && isKey(groupNames, groupBy) ? groupBy : 'date',
    ...text('first', DAY),
    ...text('last', DAY),
    ...text('handleId', ID),
    ...text('queueId', ID),
    ...text('agentId', ID),
    ...text('workStreamId', ID),
    ...text('tag', /^.{1,60}$/),
  };
}

/** What the server is asked. Own dates that are not there yet are the last 30 days. */
export function toReportQuery(filters: ReportFilters, now: Date): ReportQuery {
  const { range, groupBy, first, last, ...rest } = filters;
  const own = first && last && first <= last ? { from: first, until: last } : undefined;
  const time = rangeOf(range === 'own' && !own ? 'month' : range, now, own);
  return {
    ...time,
    timeZone,
    groupBy,
    ...(groupBy === 'date' ? { interval: intervalOf(time) } : {}),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
}

function isKey<T extends object>(names: T, key: string): key is keyof T & string {
  return Object.hasOwn(names, key);
}
