import type { Schedule } from '../../contract/api/index.ts';

type Unit = Extract<Schedule, { kind: 'every' }>['unit'];

const list = new Intl.ListFormat(undefined, { type: 'conjunction' });
/** 1 January 2024 is a Monday. */
const nameOf = (options: Intl.DateTimeFormatOptions) => (month: number, day: number) =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(Date.UTC(2024, month, day));
const longDay = nameOf({ weekday: 'long' });
const shortDay = nameOf({ weekday: 'short' });
const shortMonth = nameOf({ month: 'short' });

const units: Record<Unit, readonly [string, string]> = {
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['day', 'days'],
  weekday: ['working day', 'working days'],
  week: ['week', 'weeks'],
  month: ['month', 'months'],
};
const ordinals: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
};

const dayOfMonth = (day: number) => (day === -1 ? 'last day' : `${day}`);

function everyWords(schedule: Extract<Schedule, { kind: 'every' }>): string {
  const [one, many] = units[schedule.unit];
  const often = schedule.every === 1 ? `Every ${one}` : `Every ${schedule.every} ${many}`;
  if (schedule.unit !== 'minute' && schedule.unit !== 'hour') return `${often} at ${schedule.at}`;
  const { activeFrom, activeUntil } = schedule;
  if (activeFrom !== null && activeUntil !== null)
    return `${often} from ${activeFrom} until ${activeUntil}, counted from ${schedule.at}`;
  return `${often}, counted from ${schedule.at}`;
}

function calendarWords({ months, days, times }: Extract<Schedule, { kind: 'calendar' }>): string {
  const at = `at ${list.format(times)}`;
  const when =
    days.by === 'day'
      ? `on day ${list.format(days.days.map(dayOfMonth))}`
      : days.by === 'weekday'
        ? `on ${list.format(days.weekdays.map((day) => longDay(0, day)))}`
        : `on the ${list.format(days.nth.map((nth) => ordinals[nth] ?? String(nth)))} ${list.format(days.weekdays.map((day) => longDay(0, day)))}`;
  const within =
    months.length === 0 ? '' : ` in ${list.format(months.map((month) => shortMonth(month - 1, 1)))}`;
  return `${when}${within} ${at}`.replace(/^o/, 'O');
}

/** What schedules say. */
export const scheduleTexts = {
  title: 'Schedules',
  hint: 'When it runs by itself. With several, it runs at the times of each of them.',
  byHand: 'By hand: it runs when somebody presses “Run now”.',
  add: 'Add a schedule',
  addFirst: 'Run it on a schedule',
  remove: (number: number) => `Remove schedule ${number}`,
  one: (number: number) => `Schedule ${number}`,
  modes: { every: 'Basic', calendar: 'Advanced', cron: 'Cron' } satisfies Record<Schedule['kind'], string>,
  mode: (number: number) => `Kind of schedule ${number}`,
  every: 'Every',
  unit: 'Unit',
  units: Object.entries(units).map(([value, [, many]]) => ({ value: value as Unit, label: many })),
  at: 'At',
  atFirst: 'First of the day',
  from: 'Counted from',
  active: 'Only within some hours of the day',
  activeFrom: 'From',
  activeUntil: 'Until, including',
  months: 'Months',
  everyMonth: 'None chosen: every month.',
  days: 'Days',
  daysBy: {
    day: 'Days of the month',
    weekday: 'Days of the week',
    nth: 'First, second, … of the month',
  },
  dayNumbers: 'Days of the month',
  dayNumbersHint: 'A month without that day is left out.',
  lastDay: 'last',
  which: 'Which of the month',
  weekdays: 'Days of the week',
  nth: [1, 2, 3, 4, 5, -1].map((value) => ({ value, label: ordinals[value] ?? '' })),
  times: 'Times of day',
  addTime: 'Add a time',
  removeTime: (time: string) => `Remove ${time}`,
  time: (number: number) => `Time ${number}`,
  cron: 'Five fields',
  cronHint: 'Minute, hour, day of the month, month, day of the week: 0 9 * * 1-5 is 09:00 on working days.',
  shortDay: (day: number) => shortDay(0, day),
  longDay: (day: number) => longDay(0, day),
  shortMonth: (month: number) => shortMonth(month - 1, 1),
  words: (schedule: Schedule): string =>
    schedule.kind === 'every'
      ? everyWords(schedule)
      : schedule.kind === 'calendar'
        ? calendarWords(schedule)
        : `Cron: ${schedule.text}`,
  zone: 'Time zone',
  zoneHint: 'Times and days are those of this zone, also when its clocks change.',
  next: 'Next times',
  nextNone: 'There is no next time.',
  needsDays: 'Choose at least one day.',
  needsTimes: 'Set at least one time.',
  needsTime: 'Set a time.',
  needsDay: 'Choose a day.',
  needsCron: 'Write five fields with blanks between them.',
  needsWhich: 'Choose which of the month.',
  leastMinutes: 'Five minutes at least.',
};
