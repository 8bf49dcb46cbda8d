import { MultiSelect, TextInput } from '@mantine/core';
import { deskTriggers, type ProgramIntegration, triggersV2 } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { programIntegrationsQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { programTexts as texts } from '../../../texts/programs.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

export interface MadeIntegration {
  readonly integration: ProgramIntegration;
  readonly secret: string;
}

interface Props {
  /** Only its name changes here: its webhook has a page of its own. */
  integration?: ProgramIntegration;
  onMade: (made: MadeIntegration) => void;
  onClose: () => void;
}

const order = ['label', 'input', 'description', 'error'] as const;

/** A bot or a business system: what it is called, where it is told, and of what. */
export function IntegrationForm({ integration, onMade, onClose }: Props) {
  const form = useEditForm<{ name: string; target: string; triggers: string[] }>({
    initial: {
      name: integration?.name ?? '',
      target: '',
      triggers: ['conversation:message', 'conversation:postback'],
    },
    check: (values) => ({
      name: values.name.trim() === '' ? partTexts.needsName : undefined,
      target: !integration && values.target.trim() === '' ? texts.needsTarget : undefined,
      triggers: values.triggers.length === 0 ? texts.needsTriggers : undefined,
    }),
    save: async (values) => {
      const name = values.name.trim();
      if (integration) await api.programIntegrations.rename({ id: integration.id }, { name });
      else onMade(await api.programIntegrations.create({ ...values, name, target: values.target.trim() }));
      await queryClient.invalidateQueries({ queryKey: programIntegrationsQuery.queryKey });
    },
  });
  const { values, set, errorOf } = form;
  return (
    <EditDrawer
      title={integration ? partTexts.editOf(integration.name ?? texts.nameless) : texts.makeIntegration}
      form={form}
      onClose={onClose}
    >
      <TextInput
        label={texts.name}
        required
        withAsterisk={false}
        maxLength={100}
        dir="auto"
        {...form.text('name')}
      />
      {!integration && (
        <>
          <TextInput
            label={texts.target}
            description={texts.targetHint}
            inputWrapperOrder={[...order]}
            required
            withAsterisk={false}
            type="url"
            dir="ltr"
            maxLength={2_048}
            {...form.text('target')}
          />
          <MultiSelect
            label={texts.triggers}
            description={texts.triggersHint}
            inputWrapperOrder={[...order]}
            searchable
            data={['*', ...triggersV2, ...deskTriggers]}
            value={values.triggers}
            error={errorOf('triggers')}
            onChange={(triggers) => set({ triggers })}
          />
        </>
      )}
    </EditDrawer>
  );
}
