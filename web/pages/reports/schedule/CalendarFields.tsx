import { ActionIcon, Button, Input, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Schedule } from '../../../../contract/api/index.ts';
import { scheduleTexts as texts } from '../../../texts/schedules.ts';
import classes from '../reports.module.css';
import { Chips } from './Chips.tsx';
import type { FieldsProps } from './EveryFields.tsx';

type Calendar = Extract<Schedule, { kind: 'calendar' }>;
type Days = Calendar['days'];

const range = (from: number, until: number) =>
  Array.from({ length: until - from + 1 }, (_, index) => from + index);
const MONTHS = range(1, 12).map((value) => ({ value, label: texts.shortMonth(value) }));
const WEEKDAYS = range(1, 7).map((value) => ({
  value,
  label: texts.shortDay(value),
  long: texts.longDay(value),
}));
const DAYS = [
  ...range(1, 31).map((value) => ({ value, label: String(value) })),
  { value: -1, label: texts.lastDay },
];

/** The days of another kind, as most people want them. */
function newDays(by: Days['by']): Days {
  switch (by) {
    case 'day':
      return { by, days: [1] };
    case 'weekday':
      return { by, weekdays: [1] };
    case 'nth':
      return { by, nth: [1], weekdays: [1] };
  }
}

/** Advanced: by months, then days, then times of day. */
export function CalendarFields({ schedule, errorOf, disabled, onChange }: FieldsProps<Calendar>) {
  const { days, times } = schedule;
  const change = (part: Partial<Calendar>) => onChange({ ...schedule, ...part });
  const setTime = (at: number, time: string) =>
    change({ times: times.map((one, index) => (index === at ? time : one)) });
  return (
    <Stack gap="sm">
      <Chips
        label={texts.months}
        hint={texts.everyMonth}
        items={MONTHS}
        chosen={schedule.months}
        disabled={disabled}
        onChange={(months) => change({ months })}
      />
      <NativeSelect
        label={texts.days}
        disabled={disabled}
        value={days.by}
        data={Object.entries(texts.daysBy).map(([value, label]) => ({ value, label }))}
        // The options are the ways to name days.
        onChange={(event) => change({ days: newDays(event.currentTarget.value as Days['by']) })}
        maw={280}
      />
      {days.by === 'day' && (
        <Chips
          label={texts.dayNumbers}
          hint={texts.dayNumbersHint}
          error={errorOf('days')}
          items={DAYS}
          chosen={days.days}
          disabled={disabled}
          onChange={(chosen) => change({ days: { by: 'day', days: chosen } })}
        />
      )}
      {days.by === 'nth' && (
        <Chips
          label={texts.which}
          error={errorOf('nth')}
          items={texts.nth}
          chosen={days.nth}
          disabled={disabled}
          onChange={(nth) => change({ days: { ...days, nth } })}
        />
      )}
      {days.by !== 'day' && (
        <Chips
          label={texts.weekdays}
          error={errorOf('days')}
          items={WEEKDAYS}
          chosen={days.weekdays}
          disabled={disabled}
          onChange={(weekdays) => change({ days: { ...days, weekdays } })}
        />
      )}
      <Input.Wrapper
        label={texts.times}
        error={errorOf('times')}
        labelElement="div"
        role="group"
        aria-label={texts.times}
      >
        <div className={classes.rowOf} style={{ marginTop: 4 }}>
          {times.map((time, at) => (
            // A time's place is what tells it from others while it is written.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={at} style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
              <TextInput
                type="time"
                aria-label={texts.time(at + 1)}
                disabled={disabled}
                value={time}
                onChange={(event) => setTime(at, event.currentTarget.value)}
                w={110}
              />
              {times.length > 1 && !disabled && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={texts.removeTime(time)}
                  onClick={() => change({ times: times.filter((_, index) => index !== at) })}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              )}
            </div>
          ))}
          {!disabled && times.length < 48 && (
            <Button variant="default" onClick={() => change({ times: [...times, ''] })}>
              {texts.addTime}
            </Button>
          )}
        </div>
      </Input.Wrapper>
    </Stack>
  );
}
