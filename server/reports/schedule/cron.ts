import { CronExpressionParser } from 'cron-parser';
import { type DayRule, isDayOfMonth, isNth } from './day-rule.ts';

const fields = [
  { name: 'minute', hint: '0 to 59' },
  { name: 'hour', hint: '0 to 23' },
  { name: 'day of the month', hint: '1 to 31, or L for the last' },
  { name: 'month', hint: '1 to 12, or JAN to DEC' },
  { name: 'day of the week', hint: '0 to 7, SUN to SAT, 5L for the last Friday, or 5#2 for the second' },
] as const;

/** Reads a cron text. Answers what is wrong with it, as a sentence, when it cannot be read. */
export function readCron(text: string): DayRule | string {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return 'A cron text has five fields: minute, hour, day of the month, month, day of the week.';
  }
  for (const [index, field] of fields.entries()) {
    const part = parts[index] ?? '';
    if (!parseField(index, part))
      return `“${part}” cannot be the ${field.name} of a cron text: ${field.hint}.`;
  }
  const [minute = '', hour = '', dayOfMonth = '', month = '', weekday = ''] = parts;
  const hours = numbersOf(parseField(1, hour)?.hour.values);
  const minutes = numbersOf(parseField(0, minute)?.minute.values);
  return {
    months: new Set(numbersOf(parseField(3, month)?.month.values)),
    matches: dayMatcher(dayOfMonth, weekday),
    minutes: hours.flatMap((each) => minutes.map((past) => each * 60 + past)),
  };
}

/** One field alone, so that the days of a month are not held against months that another field names. */
function parseField(index: number, part: string) {
  // H is a minute or hour of the parser's own choice; a run comes when its owner says.
  if (/H/i.test(part.replace(/THU/gi, ''))) return undefined;
  try {
    return CronExpressionParser.parse(fields.map((_, at) => (at === index ? part : '*')).join(' ')).fields;
  } catch {
    return undefined;
  }
}

function numbersOf(values: readonly (number | string)[] = []): number[] {
  return values.map(Number).filter((value) => !Number.isNaN(value));
}

/** As crontab(5) has it: when neither of the two fields begins with a star, a day of either will do; else both count. */
function dayMatcher(dayPart: string, weekdayPart: string): DayRule['matches'] {
  const days = (parseField(2, dayPart)?.dayOfMonth.values ?? []).map((day) =>
    day === 'L' ? -1 : Number(day),
  );
  const weekdayField = parseField(4, weekdayPart)?.dayOfWeek;
  const nth = weekdayField?.nthDay ?? 0;
  const weekdays = (weekdayField?.values ?? []).map((value) => {
    const text = String(value);
    // Sunday is 0 here, 7 with us.
    return { weekday: Number.parseInt(text, 10) || 7, nth: text.endsWith('L') ? -1 : nth };
  });
  const byDay: DayRule['matches'] = (day) => days.some((wanted) => isDayOfMonth(day, wanted));
  const byWeekday: DayRule['matches'] = (day) =>
    weekdays.some((wanted) => wanted.weekday === day.weekday && (wanted.nth === 0 || isNth(day, wanted.nth)));
  const either = !/^[*?]/.test(dayPart) && !/^[*?]/.test(weekdayPart);
  return either ? (day) => byDay(day) || byWeekday(day) : (day) => byDay(day) && byWeekday(day);
}
