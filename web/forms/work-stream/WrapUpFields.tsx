import { NativeSelect } from '@mantine/core';
import type { WorkStreamSettings } from '../../../contract/api/index.ts';
import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { workTexts } from '../../texts/work.ts';
import type { SettingsFields } from './WorkStreamForm.tsx';
import { NumberField } from '../NumberField.tsx';

const texts = workTexts.streams;

const closings = [
  ['autoCloseMinutes', texts.autoClose],
  ['openCloseMinutes', texts.openClose],
  ['activeCloseMinutes', texts.activeClose],
  ['wrapUpCloseMinutes', texts.wrapUpClose],
] as const;

/** Capacity in wrap-up, and when a conversation ends by itself. */
export function WrapUpFields({ settings, set, errorOf }: SettingsFields) {
  return (
    <FieldGroup title={texts.wrapUp} hint={texts.wrapUpHint}>
      <NativeSelect
        label={texts.wrapUpBlocking}
        data={Object.entries(texts.wrapUpBlockings).map(([value, label]) => ({ value, label }))}
        value={settings.wrapUpBlocking}
        onChange={(event) =>
          // The options are the words of the contract.
          set({ wrapUpBlocking: event.currentTarget.value as WorkStreamSettings['wrapUpBlocking'] })
        }
      />
      {settings.wrapUpBlocking === 'minutes' && (
        <NumberField
          label={texts.wrapUpMinutes}
          min={1}
          max={60}
          value={settings.wrapUpMinutes}
          error={errorOf('wrapUpMinutes')}
          onChange={(minutes) => set({ wrapUpMinutes: Number(minutes) })}
        />
      )}
      {closings.map(([field, label]) => (
        <NumberField
          key={field}
          label={label}
          description={texts.minutesHint(settings[field])}
          min={1}
          max={525600}
          value={settings[field]}
          error={errorOf(field)}
          onChange={(minutes) => set({ [field]: Number(minutes) })}
        />
      ))}
    </FieldGroup>
  );
}
