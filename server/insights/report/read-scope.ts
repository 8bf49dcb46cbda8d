import type { ReportGroup, ReportInterval } from '../../../contract/api/index.ts';
import { insightsErrors } from '../../../contract/errors/insights.ts';
import { AppError } from '../../base/index.ts';
import type { Scope } from './scope.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 731;
/** Hours are drawn for a month, not for two years. */
const MOST_DAYS_OF_HOURS = 31;

interface Input extends Omit<Scope, 'from' | 'until' | 'groupBy' | 'interval'> {
  readonly from: string;
  readonly until: string;
  readonly groupBy?: ReportGroup | undefined;
  readonly interval?: ReportInterval | undefined;
}

/** Reads what a report is asked for. @throws AppError report_time_not_valid, time_zone_unknown. */
export function readScope(input: Input): Scope {
  const interval = input.interval ?? 'day';
  const groupBy = input.groupBy ?? 'none';
  const from = new Date(input.from);
  const until = new Date(input.until);
  const days = groupBy === 'date' && interval === 'hour' ? MOST_DAYS_OF_HOURS : MOST_DAYS;
  const lengthMs = until.getTime() - from.getTime();
  if (!(lengthMs > 0) || lengthMs > days * DAY_MS) {
    throw new AppError(insightsErrors.report_time_not_valid, { values: { days: String(days) } });
  }
  checkTimeZone(input.timeZone);
  return { ...input, from, until, groupBy, interval };
}

/** @throws AppError time_zone_unknown. */
export function checkTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    // The constructor refuses names that it does not know.
    throw new AppError(insightsErrors.time_zone_unknown, { values: { timeZone } });
  }
}
