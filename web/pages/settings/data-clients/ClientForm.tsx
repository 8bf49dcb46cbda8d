import { Checkbox, Stack, TextInput } from '@mantine/core';
import type { DataClient, DataScope } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { dataClientsQuery } from '../../../api/data-clients.ts';
import { queryClient } from '../../../api/query-client.ts';
import { dataClientTexts as texts } from '../../../texts/data-clients.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

export interface MadeClient {
  readonly client: DataClient;
  readonly secret: string;
}

const SCOPES: readonly DataScope[] = ['data', 'user', 'account'];

/** A new client: what it is for, and what it may do. */
export function ClientForm(props: { onMade: (made: MadeClient) => void; onClose: () => void }) {
  const form = useEditForm<{ name: string; scopes: DataScope[] }>({
    initial: { name: '', scopes: ['data'] },
    check: (values) => ({
      name: values.name.trim() === '' ? partTexts.needsName : undefined,
      scopes: values.scopes.length === 0 ? texts.needsScope : undefined,
    }),
    save: async ({ name, scopes }) => {
      const made = await api.dataClients.create({ name: name.trim(), scopes });
      await queryClient.invalidateQueries({ queryKey: dataClientsQuery.queryKey });
      props.onMade(made);
    },
  });
  const { values, set, errorOf } = form;
  return (
    <EditDrawer title={texts.make} saveLabel={texts.make} form={form} onClose={props.onClose}>
      <TextInput label={texts.name} required withAsterisk={false} maxLength={100} {...form.text('name')} />
      <Checkbox.Group
        label={texts.scopes}
        value={values.scopes}
        error={errorOf('scopes')}
        // The boxes are the scopes.
        onChange={(scopes) => set({ scopes: scopes as DataScope[] })}
      >
        <Stack gap="xs" mt={6}>
          {SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={texts.scopeNames[scope]} />
          ))}
        </Stack>
      </Checkbox.Group>
    </EditDrawer>
  );
}
