import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** A day of the calendar, in the time zone of the hours. */
export const CalendarDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

const Reason = Type.String({ maxLength: 100 });
const FromMinute = Type.Integer({ minimum: 0, maximum: 1439, description: 'Minutes after midnight' });
/** Beyond 1440 it ends on the next day. */
const UntilMinute = Type.Integer({
  minimum: 1,
  maximum: 2879,
  description: 'Minutes after the midnight at which the day began; more than 1440 is the next day',
});

/** Open every week on this day. 0 to 1440 is all day. */
export const OpenPeriod = Type.Object({
  day: Type.Integer({ minimum: 1, maximum: 7, description: 'Monday is 1' }),
  fromMinute: FromMinute,
  untilMinute: UntilMinute,
});
export type OpenPeriod = Static<typeof OpenPeriod>;

/** Closed on all of these days, both ends included. */
export const Holiday = Type.Object({ from: CalendarDate, until: CalendarDate, reason: Reason });
export type Holiday = Static<typeof Holiday>;

/** Open on one day beside the week, even on a holiday. */
export const SpecialOpening = Type.Object({
  date: CalendarDate,
  fromMinute: FromMinute,
  untilMinute: UntilMinute,
  reason: Reason,
});
export type SpecialOpening = Static<typeof SpecialOpening>;

export const OperatingHoursInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  description: Type.String({ maxLength: 500 }),
  timeZone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA name: Europe/Berlin' }),
  periods: Type.Array(OpenPeriod, { maxItems: 100 }),
  holidays: Type.Array(Holiday, { maxItems: 300 }),
  openings: Type.Array(SpecialOpening, { maxItems: 100 }),
});
export type OperatingHoursInput = Static<typeof OperatingHoursInput>;

export const HoursChange = Type.Object({ at: Time, change: OneOf(['opens', 'closes']) });
export type HoursChange = Static<typeof HoursChange>;

/** How hours stand now. */
export const HoursOutlook = Type.Object({
  open: Type.Boolean(),
  /** The holiday of today, in the hours' own time zone. */
  holiday: Nullable(Reason),
  changes: Type.Array(HoursChange),
});
export type HoursOutlook = Static<typeof HoursOutlook>;

export const OperatingHours = Type.Object({
  id: Id,
  ...OperatingHoursInput.properties,
  outlook: HoursOutlook,
  /** Names of the queues and handles that keep these hours. */
  usedBy: Type.Array(Type.String()),
});
export type OperatingHours = Static<typeof OperatingHours>;

export const hoursRoutes = {
  list: route({
    id: 'hours.list',
    method: 'GET',
    path: '/api/hours',
    access: 'agent',
    summary: 'Operating hours by name, with how they stand now and who keeps them (at most 200).',
    response: Type.Object({ hours: Type.Array(OperatingHours) }),
  }),
  create: route({
    id: 'hours.create',
    method: 'POST',
    path: '/api/hours',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Makes operating hours. Times that overlap are refused, with a sentence for each.',
    body: OperatingHoursInput,
    response: OperatingHours,
    status: 201,
  }),
  update: route({
    id: 'hours.update',
    method: 'PUT',
    path: '/api/hours/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Replaces operating hours.',
    params: IdParams,
    body: OperatingHoursInput,
    response: OperatingHours,
  }),
  remove: route({
    id: 'hours.remove',
    method: 'DELETE',
    path: '/api/hours/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Removes operating hours that no queue and no handle keeps.',
    params: IdParams,
  }),
  preview: route({
    id: 'hours.preview',
    method: 'POST',
    path: '/api/hours/preview',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'What hours that are not saved yet would mean: the next changes, and what is wrong with them.',
    body: OperatingHoursInput,
    response: Type.Object({ problems: Type.Array(Type.String()), outlook: Nullable(HoursOutlook) }),
  }),
};
