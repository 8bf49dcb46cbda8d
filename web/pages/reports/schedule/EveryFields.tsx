import { NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import type { Schedule } from '../../../../contract/api/index.ts';
import { NumberField } from '../../../forms/NumberField.tsx';
import { scheduleTexts as texts } from '../../../texts/schedules.ts';
import classes from '../reports.module.css';

type Every = Extract<Schedule, { kind: 'every' }>;

export interface FieldsProps<S extends Schedule> {
  schedule: S;
  errorOf: (field: string) => string | undefined;
  disabled: boolean;
  onChange: (schedule: S) => void;
}

/** Basic: once in so many hours, days, weeks … */
export function EveryFields({ schedule, errorOf, disabled, onChange }: FieldsProps<Every>) {
  const change = (part: Partial<Every>) => onChange({ ...schedule, ...part });
  const withinDay = schedule.unit === 'minute' || schedule.unit === 'hour';
  const isActive = schedule.activeFrom !== null;
  return (
    <Stack gap="sm">
      <div className={classes.rowOf}>
        <NumberField
          label={texts.every}
          min={schedule.unit === 'minute' ? 5 : 1}
          max={1_000}
          allowDecimal={false}
          disabled={disabled}
          error={errorOf('every')}
          value={schedule.every}
          onChange={(every) => change({ every: Number(every) || 0 })}
          w={100}
        />
        <NativeSelect
          label={texts.unit}
          disabled={disabled}
          value={schedule.unit}
          data={texts.units}
          onChange={(event) => {
            // The options are the units.
            const unit = event.currentTarget.value as Every['unit'];
            const keepsHours = unit === 'minute' || unit === 'hour';
            change({
              unit,
              every: unit === 'minute' ? Math.max(15, schedule.every) : Math.min(schedule.every, 31),
              ...(keepsHours ? {} : { activeFrom: null, activeUntil: null }),
            });
          }}
        />
        <TextInput
          type="time"
          label={withinDay ? texts.atFirst : texts.at}
          disabled={disabled}
          error={errorOf('at')}
          value={schedule.at}
          onChange={(event) => change({ at: event.currentTarget.value })}
          w={120}
        />
        <TextInput
          type="date"
          label={texts.from}
          disabled={disabled}
          error={errorOf('from')}
          value={schedule.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
          w={160}
        />
      </div>
      {withinDay && (
        <Switch
          label={texts.active}
          disabled={disabled}
          checked={isActive}
          onChange={(event) =>
            change(
              event.currentTarget.checked
                ? { activeFrom: '08:00', activeUntil: '18:00' }
                : { activeFrom: null, activeUntil: null },
            )
          }
        />
      )}
      {withinDay && isActive && (
        <div className={classes.rowOf}>
          <TextInput
            type="time"
            label={texts.activeFrom}
            disabled={disabled}
            error={errorOf('activeFrom')}
            value={schedule.activeFrom ?? ''}
            onChange={(event) => change({ activeFrom: event.currentTarget.value })}
            w={120}
          />
          <TextInput
            type="time"
            label={texts.activeUntil}
            disabled={disabled}
            error={errorOf('activeUntil')}
            value={schedule.activeUntil ?? ''}
            onChange={(event) => change({ activeUntil: event.currentTarget.value })}
            w={120}
          />
        </div>
      )}
    </Stack>
  );
}
