import { Checkbox, Group, MultiSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { WorkStreamSettings } from '../../../contract/api/index.ts';
import { profilesQuery } from '../../api/setup.ts';
import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { workTexts } from '../../texts/work.ts';
import type { SettingsFields } from './WorkStreamForm.tsx';
import { NumberField } from '../NumberField.tsx';

const texts = workTexts.streams;

/** What one conversation takes of an agent, and who is asked by presence. */
export function CapacityFields({ settings, set, errorOf }: SettingsFields) {
  const profiles = useQuery(profilesQuery).data?.items ?? [];
  return (
    <>
      <FieldGroup title={texts.capacity} hint={texts.capacityHint}>
        <SegmentedControl
          aria-label={texts.capacityFormat}
          value={settings.capacityFormat}
          onChange={(capacityFormat) => set({ capacityFormat })}
          data={[
            { value: 'units' as const, label: texts.capacityFormats.units },
            { value: 'profiles' as const, label: texts.capacityFormats.profiles },
          ]}
        />
        {settings.capacityFormat === 'units' ? (
          <NumberField
            label={texts.units}
            description={texts.unitsHint}
            min={1}
            max={10000}
            value={settings.capacityUnits}
            error={errorOf('capacityUnits')}
            onChange={(units) => set({ capacityUnits: Number(units) })}
          />
        ) : (
          <MultiSelect
            label={texts.profiles}
            description={texts.profilesHint}
            data={profiles.map((profile) => ({ value: profile.id, label: profile.name }))}
            value={settings.profileIds}
            error={errorOf('profileIds')}
            onChange={(profileIds) => set({ profileIds })}
          />
        )}
      </FieldGroup>
      <Checkbox.Group
        label={texts.presences}
        description={texts.presencesHint}
        value={settings.allowedPresences}
        error={errorOf('allowedPresences')}
        // The boxes' values are the presences' own words.
        onChange={(chosen) => set({ allowedPresences: chosen as WorkStreamSettings['allowedPresences'] })}
      >
        <Group gap="md" mt={6}>
          {Object.entries(texts.presenceNames).map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}
