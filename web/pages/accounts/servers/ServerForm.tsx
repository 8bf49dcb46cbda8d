import { PasswordInput, Text, TextInput } from '@mantine/core';
import type { DataServer } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { dataServersQuery } from '../../../api/data-servers.ts';
import { queryClient } from '../../../api/query-client.ts';
import { dataServerTexts as texts } from '../../../texts/data-servers.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../../settings/parts/index.ts';

export interface ServerFormProps {
  /** The one that is changed; absent: a new one. */
  server?: DataServer | undefined;
  onSaved?: (server: DataServer) => void;
  onClose: () => void;
}

/** A server with Domo's API: kept once it has taken the client. */
export function ServerForm({ server, onSaved, onClose }: ServerFormProps) {
  const form = useEditForm({
    initial: {
      name: server?.name ?? '',
      host: server?.host ?? '',
      clientId: server?.clientId ?? '',
      secret: '',
    },
    check: (values) => ({
      name: values.name.trim() === '' ? partTexts.needsName : undefined,
      host: values.host.trim() === '' ? texts.needsHost : undefined,
      clientId: values.clientId.trim() === '' ? texts.needsClient : undefined,
      secret: values.secret.trim() === '' && !server ? texts.needsSecret : undefined,
    }),
    save: async ({ name, host, clientId, secret }) => {
      const parts = { name: name.trim(), host: host.trim(), clientId: clientId.trim() };
      const withSecret = secret.trim() === '' ? parts : { ...parts, secret: secret.trim() };
      const saved = server
        ? await api.dataServers.change({ id: server.id }, withSecret)
        : await api.dataServers.create({ ...parts, secret: secret.trim() });
      await queryClient.invalidateQueries({ queryKey: dataServersQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ['data_server_dataset', saved.id] });
      onSaved?.(saved);
    },
  });
  return (
    <EditDrawer
      title={server ? texts.edit : texts.add}
      saveLabel={server ? texts.edit : texts.add}
      form={form}
      onClose={onClose}
    >
      <TextInput label={texts.name} required withAsterisk={false} maxLength={100} {...form.text('name')} />
      <TextInput
        label={texts.host}
        description={texts.hostHint}
        required
        withAsterisk={false}
        maxLength={300}
        {...form.text('host')}
      />
      <TextInput
        label={texts.clientId}
        required
        withAsterisk={false}
        maxLength={300}
        autoComplete="off"
        {...form.text('clientId')}
      />
      <PasswordInput
        label={texts.secret}
        description={server ? texts.secretKept : texts.secretHint}
        maxLength={1_000}
        autoComplete="new-password"
        {...form.text('secret')}
      />
      <Text size="sm" c="var(--text-dim)">
        {texts.check}
      </Text>
    </EditDrawer>
  );
}
