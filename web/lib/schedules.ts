import type { Schedule } from '../../contract/api/index.ts';
import { scheduleTexts as texts } from '../texts/schedules.ts';
import { describeBounds } from './number-bounds.ts';

/** The zone of this browser. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today, as `2026-11-30`, in a zone. */
export const todayIn = (zone: string, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);

/** A new schedule of a kind, as most people want it. */
export function newSchedule(kind: Schedule['kind'], today: string): Schedule {
  switch (kind) {
    case 'every':
      return {
        kind,
        unit: 'day',
        every: 1,
        from: today,
        at: '06:00',
        activeFrom: null,
        activeUntil: null,
      };
    case 'calendar':
      return { kind, months: [], days: { by: 'weekday', weekdays: [1] }, times: ['06:00'] };
    case 'cron':
      return { kind, text: '0 6 * * *' };
  }
}

/** What is wrong with a schedule, by the field. */
export function scheduleProblems(schedule: Schedule): Readonly<Record<string, string | undefined>> {
  switch (schedule.kind) {
    case 'every':
      return {
        every:
          describeBounds(schedule.every, 1, 1_000) ??
          (schedule.unit === 'minute' && schedule.every < 5 ? texts.leastMinutes : undefined),
        from: schedule.from === '' ? texts.needsDay : undefined,
        at: schedule.at === '' ? texts.needsTime : undefined,
        activeFrom: schedule.activeFrom === '' ? texts.needsTime : undefined,
        activeUntil: schedule.activeUntil === '' ? texts.needsTime : undefined,
      };
    case 'calendar': {
      const { days, times } = schedule;
      const chosen = days.by === 'day' ? days.days : days.weekdays;
      return {
        days: chosen.length === 0 ? texts.needsDays : undefined,
        nth: days.by === 'nth' && days.nth.length === 0 ? texts.needsWhich : undefined,
        times: times.length === 0 ? texts.needsTimes : times.includes('') ? texts.needsTime : undefined,
      };
    }
    case 'cron':
      return { text: schedule.text.trim().split(/\s+/).length === 5 ? undefined : texts.needsCron };
  }
}

export const scheduleIsWrong = (schedule: Schedule): boolean =>
  Object.values(scheduleProblems(schedule)).some((problem) => problem !== undefined);

/** `Mon, 30 Nov 2026, 06:00 CET`: a moment in a zone, with the zone's own name at that moment. */
export function formatInZone(at: string, zone: string): string {
  return new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));
}
