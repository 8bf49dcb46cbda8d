import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { WorkStreamSettings } from '../../../contract/api/index.ts';
import { templatesChoiceQuery } from '../../api/setup.ts';
import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { workTexts } from '../../texts/work.ts';
import type { SettingsFields } from './WorkStreamForm.tsx';

const texts = workTexts.streams;
// The keys of an object that is written down in the texts.
const scenarios = Object.entries(texts.templateNames) as [keyof WorkStreamSettings['templates'], string][];

/** How an offer looks, by what it is. */
export function TemplateFields({ settings, set, errorOf }: SettingsFields) {
  const templates = useQuery(templatesChoiceQuery).data?.templates ?? [];
  return (
    <FieldGroup title={texts.templates} hint={texts.templatesHint}>
      {scenarios.map(([scenario, label]) => (
        <NativeSelect
          key={scenario}
          label={label}
          data={[
            { value: '', label: texts.templateStandard },
            ...templates.filter((one) => !one.standard).map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={settings.templates[scenario] ?? ''}
          error={errorOf('templates')}
          onChange={(event) =>
            set({ templates: { ...settings.templates, [scenario]: event.currentTarget.value || null } })
          }
        />
      ))}
    </FieldGroup>
  );
}
