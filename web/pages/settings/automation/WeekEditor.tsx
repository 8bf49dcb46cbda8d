import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { OpenPeriod } from '../../../../contract/api/index.ts';
import { hoursTexts } from '../../../texts/hours.ts';
import { minutesOf, timeOf, untilOf } from './clock-times.ts';
import classes from './automation.module.css';

interface Props {
  periods: readonly OpenPeriod[];
  onChange: (periods: OpenPeriod[]) => void;
}

/** The times of each day of the week. */
export function WeekEditor({ periods, onChange }: Props) {
  const replace = (old: OpenPeriod, next: OpenPeriod) =>
    onChange(periods.map((one) => (one === old ? next : one)));
  const copyMonday = () => {
    const monday = periods.filter((one) => one.day === 1);
    const rest = periods.filter((one) => one.day === 1 || one.day > 5);
    onChange([...rest, ...[2, 3, 4, 5].flatMap((day) => monday.map((one) => ({ ...one, day })))]);
  };
  return (
    <>
      <ul className={classes.week}>
        {hoursTexts.days.map((name, index) => {
          const day = index + 1;
          const own = periods
            .filter((one) => one.day === day)
            .toSorted((a, b) => a.fromMinute - b.fromMinute);
          const lastEnd = own.at(-1)?.untilMinute ?? 8 * 60;
          const start = Math.min(lastEnd + 60, 22 * 60);
          return (
            <li key={name}>
              <span className={classes.day}>{name}</span>
              <span className={classes.times}>
                {own.length === 0 && <span className={classes.dim}>{hoursTexts.closed}</span>}
                {own.map((one, place) => (
                  <span key={place} className={classes.time}>
                    <TextInput
                      type="time"
                      size="xs"
                      aria-label={hoursTexts.from(name)}
                      value={timeOf(one.fromMinute)}
                      onChange={(event) => {
                        const fromMinute = minutesOf(event.currentTarget.value);
                        const untilMinute = untilOf(fromMinute, timeOf(one.untilMinute));
                        replace(one, { ...one, fromMinute, untilMinute });
                      }}
                    />
                    –
                    <TextInput
                      type="time"
                      size="xs"
                      aria-label={hoursTexts.until(name)}
                      value={timeOf(one.untilMinute)}
                      onChange={(event) =>
                        replace(one, {
                          ...one,
                          untilMinute: untilOf(one.fromMinute, event.currentTarget.value),
                        })
                      }
                    />
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={hoursTexts.removeTime(name)}
                      onClick={() => onChange(periods.filter((other) => other !== one))}
                    >
                      <IconX size={14} aria-hidden />
                    </ActionIcon>
                  </span>
                ))}
              </span>
              <ActionIcon
                variant="default"
                aria-label={hoursTexts.addTime(name)}
                onClick={() =>
                  onChange([...periods, { day, fromMinute: start, untilMinute: Math.min(start + 240, 1440) }])
                }
              >
                <IconPlus size={14} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Button variant="default" size="xs" className={classes.add} onClick={copyMonday}>
        {hoursTexts.copyToWeek}
      </Button>
    </>
  );
}
