import { Switch } from '@mantine/core';
import { NumberField } from '../../../forms/NumberField.tsx';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { scheduleTexts } from '../../../texts/schedules.ts';
import { FieldGroup } from '../../settings/parts/index.ts';
import classes from '../reports.module.css';
import { NextTimes } from '../schedule/NextTimes.tsx';
import { ScheduleList } from '../schedule/ScheduleList.tsx';
import { ZoneField } from '../schedule/ZoneField.tsx';
import { MethodFields } from './MethodFields.tsx';
import type { PaneProps } from './pane.ts';
import type { ReportCheck } from './use-check.ts';

/** Three months of 31 + 31 + 30 days. */
const MOST_LATE_HOURS = 2_208;
const DAY_HOURS = 24;

/** When it runs, what happens when a run fails or none comes, and how the DataSet is updated. */
export function SchedulingPane(props: PaneProps & { check: ReportCheck }) {
  const { kind, settings, set, disabled, check } = props;
  const { retry, lateAfterHours } = settings;
  return (
    <div className={classes.stack}>
      <ScheduleList
        schedules={settings.schedules}
        zone={settings.zone}
        tried={props.tried}
        disabled={disabled}
        onChange={(schedules) => set({ schedules })}
      />
      {props.errorOf('schedules') && (
        <p className={classes.problem} role="alert" data-problem tabIndex={-1}>
          {props.errorOf('schedules')}
        </p>
      )}
      {settings.schedules.length > 0 && (
        <>
          <ZoneField
            label={scheduleTexts.zone}
            hint={scheduleTexts.zoneHint}
            value={settings.zone}
            disabled={disabled}
            onChange={(zone) => set({ zone })}
          />
          <NextTimes schedules={settings.schedules} zone={settings.zone} />
          <Switch
            label={texts.retry}
            description={texts.retryHint}
            disabled={disabled}
            checked={retry !== null}
            onChange={(event) =>
              set({ retry: event.currentTarget.checked ? { most: 3, delayMinutes: 15 } : null })
            }
          />
          {retry && (
            <div className={classes.rowOf}>
              <NumberField
                label={texts.retryMost}
                min={1}
                max={10}
                allowDecimal={false}
                disabled={disabled}
                error={props.errorOf('retry.most')}
                value={retry.most}
                onChange={(value) => set({ retry: { ...retry, most: Number(value) || 0 } })}
                w={140}
              />
              <NumberField
                label={texts.retryDelay}
                min={1}
                max={1_440}
                allowDecimal={false}
                disabled={disabled}
                error={props.errorOf('retry.delayMinutes')}
                value={retry.delayMinutes}
                onChange={(value) => set({ retry: { ...retry, delayMinutes: Number(value) || 0 } })}
                w={140}
              />
            </div>
          )}
        </>
      )}
      {kind.input !== null && (
        <Switch
          label={texts.onInput}
          description={texts.onInputHint}
          error={props.errorOf('onInput')}
          disabled={disabled}
          checked={settings.onInput}
          onChange={(event) => set({ onInput: event.currentTarget.checked })}
        />
      )}
      <MethodFields {...props} columns={check.columns} suggestedKeys={check.keys} />
      <FieldGroup title={texts.late} hint={texts.lateHint}>
        <Switch
          label={texts.lateSwitch}
          disabled={disabled}
          checked={lateAfterHours !== null}
          onChange={(event) => set({ lateAfterHours: event.currentTarget.checked ? DAY_HOURS : null })}
        />
        {lateAfterHours !== null && (
          <NumberField
            label={texts.lateHours}
            min={1}
            max={MOST_LATE_HOURS}
            allowDecimal={false}
            disabled={disabled}
            error={props.errorOf('lateAfterHours')}
            value={lateAfterHours}
            onChange={(value) => set({ lateAfterHours: Number(value) || 0 })}
            w={140}
          />
        )}
      </FieldGroup>
    </div>
  );
}
