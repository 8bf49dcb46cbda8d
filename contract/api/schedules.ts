import { type Static, Type } from 'typebox';
import { Nullable, OneOf } from './common.ts';

/** `09:30`, of the report's own zone. */
export const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
/** `2026-11-30`. */
export const Day = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
/** 1 is Monday, 7 Sunday. */
const Weekday = Type.Integer({ minimum: 1, maximum: 7 });
const Weekdays = Type.Array(Weekday, { minItems: 1, maxItems: 7 });

/** Basic: once in so many minutes, hours, days, working days (Monday to Friday), weeks or months. */
export const EverySchedule = Type.Object({
  kind: Type.Literal('every'),
  unit: OneOf(['minute', 'hour', 'day', 'weekday', 'week', 'month']),
  /** Minutes: 5 at least. */
  every: Type.Integer({ minimum: 1, maximum: 1_000 }),
  /** From this day on; it is counted from there. */
  from: Day,
  /** Minutes and hours: the first time of that day; else the time of day. */
  at: TimeOfDay,
  /** Minutes and hours: only from this time of day … */
  activeFrom: Nullable(TimeOfDay),
  /** … until this one, which counts too. */
  activeUntil: Nullable(TimeOfDay),
});

/** Advanced: by months, then days, then times of day. */
export const CalendarSchedule = Type.Object({
  kind: Type.Literal('calendar'),
  /** None: every month. */
  months: Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { maxItems: 12 }),
  days: Type.Union([
    /** 31 is left out where a month has no 31st; -1 is its last day. */
    Type.Object({
      by: Type.Literal('day'),
      days: Type.Array(Type.Integer({ minimum: -1, maximum: 31 }), { minItems: 1, maxItems: 32 }),
    }),
    Type.Object({ by: Type.Literal('weekday'), weekdays: Weekdays }),
    /** The second and fourth Sunday; -1 is the last of the month. */
    Type.Object({
      by: Type.Literal('nth'),
      nth: Type.Array(Type.Integer({ minimum: -1, maximum: 5 }), { minItems: 1, maxItems: 6 }),
      weekdays: Weekdays,
    }),
  ]),
  times: Type.Array(TimeOfDay, { minItems: 1, maxItems: 48 }),
});

/** Five fields: minute, hour, day of the month, month, day of the week. */
export const CronSchedule = Type.Object({
  kind: Type.Literal('cron'),
  text: Type.String({ minLength: 9, maxLength: 200 }),
});

export const Schedule = Type.Union([EverySchedule, CalendarSchedule, CronSchedule]);
export type Schedule = Static<typeof Schedule>;
export const Schedules = Type.Array(Schedule, { maxItems: 10 });
