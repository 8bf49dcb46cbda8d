import { declareErrors } from './declare.ts';

export const insightsErrors = declareErrors({
  report_time_not_valid: {
    status: 400,
    who: 'caller',
    sentence: 'The time of a report begins before it ends and is at most {days} days long.',
  },
  time_zone_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'There is no time zone {timeZone}; use a name like Europe/Berlin.',
  },
  nothing_behind: {
    status: 400,
    who: 'caller',
    sentence: 'No conversations stand behind this number.',
  },
});
