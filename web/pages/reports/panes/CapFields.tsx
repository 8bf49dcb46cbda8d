import { NumberInput } from '@mantine/core';
import { dollarsOf, microsOf } from '../../../lib/dollars.ts';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { FieldGroup } from '../../settings/parts/index.ts';
import classes from '../reports.module.css';
import type { PaneProps } from './pane.ts';

/** How much may be spent. */
export function CapFields({ settings, set, disabled, errorOf }: PaneProps) {
  const field = (name: 'mostPerRun' | 'mostPerDay', label: string) => (
    <NumberInput
      label={label}
      error={errorOf(name)}
      disabled={disabled}
      min={0}
      max={1_000_000}
      decimalScale={6}
      allowNegative={false}
      prefix="$ "
      value={dollarsOf(settings[name])}
      onChange={(value) => set({ [name]: microsOf(value) })}
    />
  );
  return (
    <FieldGroup title={texts.caps} hint={texts.capsHint}>
      <div className={classes.rowOf}>
        {field('mostPerRun', texts.perRun)}
        {field('mostPerDay', texts.perDay)}
      </div>
    </FieldGroup>
  );
}
