import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Schedule } from '../../../../contract/api/index.ts';
import { newSchedule, scheduleProblems, todayIn } from '../../../lib/schedules.ts';
import { scheduleTexts as texts } from '../../../texts/schedules.ts';
import { FieldGroup } from '../../settings/parts/index.ts';
import classes from '../reports.module.css';
import { CalendarFields } from './CalendarFields.tsx';
import { EveryFields } from './EveryFields.tsx';

const MOST = 10;
const MODES = Object.entries(texts.modes).map(([value, label]) => ({ value, label }));

/** When it runs: none, or several, each in its own way of saying it. */
export function ScheduleList(props: {
  schedules: readonly Schedule[];
  zone: string;
  /** Problems are shown. */
  tried: boolean;
  disabled: boolean;
  onChange: (schedules: Schedule[]) => void;
}) {
  const { schedules, zone, disabled } = props;
  const put = (at: number, schedule: Schedule) =>
    props.onChange(schedules.map((one, index) => (index === at ? schedule : one)));
  const add = () => props.onChange([...schedules, newSchedule('every', todayIn(zone))]);
  return (
    <FieldGroup title={texts.title} hint={texts.hint}>
      {schedules.length === 0 && <p className={classes.dim}>{texts.byHand}</p>}
      {schedules.map((schedule, at) => (
        // A schedule's place is what tells it from others while it is set.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={at} className={classes.schedule}>
          <legend>{texts.one(at + 1)}</legend>
          <Stack gap="sm">
            <Group justify="space-between">
              <SegmentedControl
                aria-label={texts.mode(at + 1)}
                data={MODES}
                value={schedule.kind}
                disabled={disabled}
                // The choices are the kinds.
                onChange={(kind) => put(at, newSchedule(kind as Schedule['kind'], todayIn(zone)))}
              />
              {!disabled && (
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => props.onChange(schedules.filter((_, index) => index !== at))}
                >
                  {texts.remove(at + 1)}
                </Button>
              )}
            </Group>
            <OneSchedule
              schedule={schedule}
              tried={props.tried}
              disabled={disabled}
              onChange={(next) => put(at, next)}
            />
            <p className={classes.dim}>{texts.words(schedule)}</p>
          </Stack>
        </fieldset>
      ))}
      {!disabled && schedules.length < MOST && (
        <Group>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {schedules.length === 0 ? texts.addFirst : texts.add}
          </Button>
        </Group>
      )}
    </FieldGroup>
  );
}

function OneSchedule(props: {
  schedule: Schedule;
  tried: boolean;
  disabled: boolean;
  onChange: (schedule: Schedule) => void;
}) {
  const { schedule, disabled, onChange } = props;
  const problems = scheduleProblems(schedule);
  const errorOf = (field: string) => (props.tried ? problems[field] : undefined);
  switch (schedule.kind) {
    case 'every':
      return <EveryFields {...{ schedule, errorOf, disabled, onChange }} />;
    case 'calendar':
      return <CalendarFields {...{ schedule, errorOf, disabled, onChange }} />;
    case 'cron':
      return (
        <TextInput
          label={texts.cron}
          description={texts.cronHint}
          error={errorOf('text')}
          disabled={disabled}
          maxLength={200}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={schedule.text}
          onChange={(event) => onChange({ ...schedule, text: event.currentTarget.value })}
        />
      );
  }
}
