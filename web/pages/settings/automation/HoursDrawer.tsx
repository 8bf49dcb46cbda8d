import { Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { OperatingHours, OperatingHoursInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { formatDayAndTime } from '../../../../ui/index.ts';
import { hoursTexts } from '../../../texts/hours.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../parts/index.ts';
import { minutesOf, timeOf, untilOf } from './clock-times.ts';
import { WeekEditor } from './WeekEditor.tsx';
import classes from './automation.module.css';

interface Props {
  hours: OperatingHours | undefined;
  onClose: () => void;
  onSaved: () => void;
}

const office = [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 9 * 60, untilMinute: 17 * 60 }));

function initialOf(hours: OperatingHours | undefined): OperatingHoursInput {
  if (!hours) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return { name: '', description: '', timeZone, periods: office, holidays: [], openings: [] };
  }
  const { name, description, timeZone, periods, holidays, openings } = hours;
  return { name, description, timeZone, periods, holidays, openings };
}

/** One set of operating hours: the week, the days that differ, and what follows from them. */
export function HoursDrawer({ hours, onClose, onSaved }: Props) {
  const form = useEditForm<OperatingHoursInput>({
    initial: initialOf(hours),
    check: ({ name }) => ({ name: name.trim() === '' ? hoursTexts.nameMissing : undefined }),
    save: (values) => (hours ? api.hours.update({ id: hours.id }, values) : api.hours.create(values)),
  });
  const { values, set } = form;
  const zones = Intl.supportedValuesOf('timeZone');
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <EditDrawer
      title={hoursTexts.editTitle(hours?.name ?? '')}
      form={form}
      onClose={onClose}
      onSaved={onSaved}
      size="xl"
    >
      <TextInput
        label={hoursTexts.name}
        maxLength={100}
        required
        withAsterisk={false}
        {...form.text('name')}
      />
      <Textarea
        label={hoursTexts.description}
        maxLength={500}
        autosize
        minRows={1}
        {...form.text('description')}
      />
      <NativeSelect
        label={hoursTexts.timeZone}
        description={hoursTexts.timeZoneHint}
        data={zones.includes(values.timeZone) ? zones : [values.timeZone, ...zones]}
        value={values.timeZone}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
      <FieldGroup title={hoursTexts.week} hint={hoursTexts.weekHint}>
        <WeekEditor periods={values.periods} onChange={(periods) => set({ periods })} />
      </FieldGroup>
      <FieldGroup title={hoursTexts.holidays} hint={hoursTexts.holidaysHint}>
        {values.holidays.map((holiday, index) => {
          const change = (part: Partial<typeof holiday>) =>
            set({ holidays: values.holidays.with(index, { ...holiday, ...part }) });
          return (
            <Group key={index} gap="xs" align="flex-end">
              <TextInput
                type="date"
                label={hoursTexts.firstDay}
                value={holiday.from}
                onChange={(event) => {
                  const from = event.currentTarget.value;
                  change({ from, until: holiday.until < from ? from : holiday.until });
                }}
              />
              <TextInput
                type="date"
                label={hoursTexts.lastDay}
                value={holiday.until}
                onChange={(event) => change({ until: event.currentTarget.value })}
              />
              <TextInput
                label={hoursTexts.reason}
                maxLength={100}
                value={holiday.reason}
                onChange={(event) => change({ reason: event.currentTarget.value })}
                flex="1 1 140px"
              />
              <Button
                variant="subtle"
                color="red"
                onClick={() => set({ holidays: values.holidays.toSpliced(index, 1) })}
              >
                {hoursTexts.removeHoliday}
              </Button>
            </Group>
          );
        })}
        <Button
          variant="default"
          className={classes.add}
          onClick={() => set({ holidays: [...values.holidays, { from: today, until: today, reason: '' }] })}
        >
          {hoursTexts.addHoliday}
        </Button>
      </FieldGroup>
      <FieldGroup title={hoursTexts.openings} hint={hoursTexts.openingsHint}>
        {values.openings.map((opening, index) => {
          const change = (part: Partial<typeof opening>) =>
            set({ openings: values.openings.with(index, { ...opening, ...part }) });
          return (
            <Group key={index} gap="xs" align="flex-end">
              <TextInput
                type="date"
                label={hoursTexts.date}
                value={opening.date}
                onChange={(event) => change({ date: event.currentTarget.value })}
              />
              <TextInput
                type="time"
                label={hoursTexts.openFrom}
                value={timeOf(opening.fromMinute)}
                onChange={(event) => {
                  const fromMinute = minutesOf(event.currentTarget.value);
                  change({ fromMinute, untilMinute: untilOf(fromMinute, timeOf(opening.untilMinute)) });
                }}
              />
              <TextInput
                type="time"
                label={hoursTexts.openUntil}
                value={timeOf(opening.untilMinute)}
                onChange={(event) =>
                  change({ untilMinute: untilOf(opening.fromMinute, event.currentTarget.value) })
                }
              />
              <Button
                variant="subtle"
                color="red"
                onClick={() => set({ openings: values.openings.toSpliced(index, 1) })}
              >
                {hoursTexts.removeOpening}
              </Button>
            </Group>
          );
        })}
        <Button
          variant="default"
          className={classes.add}
          onClick={() =>
            set({
              openings: [...values.openings, { date: today, fromMinute: 540, untilMinute: 1020, reason: '' }],
            })
          }
        >
          {hoursTexts.addOpening}
        </Button>
      </FieldGroup>
      <Preview values={values} />
    </EditDrawer>
  );
}

/** What is wrong in words, else the next changes. */
function Preview({ values }: { values: OperatingHoursInput }) {
  const shown = useDeferredValue(values);
  const input = { ...shown, name: shown.name.trim() || '-' };
  const query = useQuery({
    queryKey: ['hours-preview', input],
    queryFn: () => api.hours.preview(input),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const { problems = [], outlook } = query.data ?? {};
  return (
    <section className={classes.preview} aria-live="polite" aria-label={hoursTexts.next}>
      <strong>{hoursTexts.next}</strong>
      {problems.map((problem) => (
        <p key={problem} className={classes.wrong}>
          {problem}
        </p>
      ))}
      {outlook && (
        <>
          <Text size="sm">
            {outlook.open ? hoursTexts.nowOpen : hoursTexts.nowClosed}
            {outlook.holiday !== null && ` · ${hoursTexts.isHoliday(outlook.holiday)}`}
          </Text>
          {outlook.changes.length === 0 && <Text size="sm">{hoursTexts.neverChanges}</Text>}
          <ul>
            {outlook.changes.map(({ at, change }) => (
              <li key={at}>
                {change === 'opens' ? hoursTexts.opens : hoursTexts.closes} {formatDayAndTime(at)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
