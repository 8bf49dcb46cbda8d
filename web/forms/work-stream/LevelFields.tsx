import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { workTexts } from '../../texts/work.ts';
import type { SettingsFields } from './WorkStreamForm.tsx';
import { NumberField } from '../NumberField.tsx';

const texts = workTexts.streams;

const levels = [
  ['firstAnswerMinutes', texts.firstAnswer, 129600],
  ['nextAnswerMinutes', texts.nextAnswer, 129600],
  ['resolutionMinutes', texts.resolution, 525600],
] as const;

/** Within what time the customer shall be answered. */
export function LevelFields({ settings, set, errorOf }: SettingsFields) {
  return (
    <FieldGroup title={texts.levels} hint={texts.levelsHint}>
      {levels.map(([field, label, most]) => (
        <NumberField
          key={field}
          label={label}
          min={1}
          max={most}
          value={settings[field] ?? ''}
          error={errorOf(field)}
          onChange={(minutes) => set({ [field]: minutes === '' ? null : Number(minutes) })}
        />
      ))}
    </FieldGroup>
  );
}
