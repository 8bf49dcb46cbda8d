import { NativeSelect, Switch } from '@mantine/core';
import type { WorkStreamMode, WorkStreamSettings } from '../../../contract/api/index.ts';
import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { workTexts } from '../../texts/work.ts';
import type { SettingsFields } from './WorkStreamForm.tsx';
import { NumberField } from '../NumberField.tsx';

const texts = workTexts.streams;

/** Who is asked: the same agent, by skills, or whoever takes it. */
export function AssignmentFields({
  settings,
  set,
  errorOf,
  mode,
}: SettingsFields & { mode: WorkStreamMode }) {
  return (
    <FieldGroup title={texts.assignment}>
      {mode === 'push' && (
        <Switch
          label={texts.pickFromPush}
          description={texts.pickFromPushHint}
          checked={settings.pickFromPush}
          onChange={(event) => set({ pickFromPush: event.currentTarget.checked })}
        />
      )}
      <Switch
        label={texts.affinity}
        checked={settings.affinity}
        onChange={(event) => set({ affinity: event.currentTarget.checked })}
      />
      {settings.affinity && (
        <NumberField
          label={texts.affinityPatience}
          description={texts.affinityPatienceHint}
          min={0}
          max={10080}
          value={settings.affinityPatienceMinutes}
          error={errorOf('affinityPatienceMinutes')}
          onChange={(minutes) => set({ affinityPatienceMinutes: Number(minutes) })}
        />
      )}
      <NativeSelect
        label={texts.skillMatching}
        data={Object.entries(texts.skillMatchings).map(([value, label]) => ({ value, label }))}
        value={settings.skillMatching}
        onChange={(event) =>
          // The options are the words of the contract.
          set({ skillMatching: event.currentTarget.value as WorkStreamSettings['skillMatching'] })
        }
      />
    </FieldGroup>
  );
}
