import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProgramKey } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { programIntegrationsQuery, programKeysQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { programTexts as texts } from '../../../texts/programs.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

export interface MadeKey {
  readonly key: ProgramKey;
  readonly secret: string;
}

interface Props {
  /** Chosen beforehand: the key of this integration. */
  integrationId?: string;
  onMade: (made: MadeKey) => void;
  onClose: () => void;
}

const SCOPES = ['app', 'integration', 'account'] as const;

/** A new key: what it is for, and what it may do. */
export function KeyForm({ integrationId, onMade, onClose }: Props) {
  const integrations = useQuery(programIntegrationsQuery).data?.integrations ?? [];
  const form = useEditForm<{ name: string; scope: ProgramKey['scope']; integrationId: string }>({
    initial: { name: '', scope: integrationId ? 'integration' : 'app', integrationId: integrationId ?? '' },
    check: (values) => ({
      name: values.name.trim() === '' ? partTexts.needsName : undefined,
      integrationId:
        values.scope === 'integration' && values.integrationId === '' ? texts.needsIntegration : undefined,
    }),
    save: async (values) => {
      const made = await api.programKeys.create({
        name: values.name.trim(),
        scope: values.scope,
        integrationId: values.scope === 'integration' ? values.integrationId : null,
      });
      await queryClient.invalidateQueries({ queryKey: programKeysQuery.queryKey });
      onMade(made);
    },
  });
  const { values, set, errorOf } = form;
  return (
    <EditDrawer title={texts.makeKey} saveLabel={texts.makeKey} form={form} onClose={onClose}>
      <TextInput label={texts.keyName} required withAsterisk={false} maxLength={100} {...form.text('name')} />
      <Radio.Group
        label={texts.keyScope}
        value={values.scope}
        // The radios are the scopes.
        onChange={(scope) => set({ scope: scope as ProgramKey['scope'] })}
      >
        <Stack gap="xs" mt={6}>
          {SCOPES.map((scope) => (
            <Radio
              key={scope}
              value={scope}
              label={texts.scopes[scope]}
              description={texts.scopeHints[scope]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {values.scope === 'integration' && (
        <NativeSelect
          label={texts.ofIntegration}
          value={values.integrationId}
          error={errorOf('integrationId')}
          description={integrations.length === 0 ? texts.noIntegration : undefined}
          data={[
            { value: '', label: '–' },
            ...integrations.map(({ id, name }) => ({ value: id, label: name ?? texts.nameless })),
          ]}
          onChange={(event) => set({ integrationId: event.currentTarget.value })}
        />
      )}
    </EditDrawer>
  );
}
