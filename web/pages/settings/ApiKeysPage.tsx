import { Alert, Button, Group, Modal, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { CopyField, EmptyState, LoadingState, RelativeTime } from '../../../ui/index.ts';
import { apiKeysQuery } from '../../api/queries.ts';
import { rolesQuery } from '../../api/setup.ts';
import { queryClient } from '../../api/query-client.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../shell/tell.ts';
import { commonTexts, roleNames } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { standingOf, useRoleOptions } from '../../lib/roles.ts';
import classes from './settings.module.css';

const texts = settingsTexts.keys;
const refresh = () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });

/** Keys for programs: made, shown once, revoked. */
export function ApiKeysPage() {
  const query = useQuery(apiKeysQuery);
  const [name, setName] = useState('');
  const [standing, setStanding] = useState('agent');
  const [going, setGoing] = useState<ApiKey | undefined>();
  const roleOptions = useRoleOptions();
  const own = useQuery(rolesQuery).data?.items ?? [];
  const roleOf = ({ role, customRoleId }: ApiKey) =>
    (customRoleId && own.find(({ id }) => id === customRoleId)?.name) || roleNames[role];
  const [secret, setSecret] = useState<string | undefined>();
  const make = async () => {
    try {
      const made = await api.apiKeys.create({ name: name.trim(), role: 'agent', ...standingOf(standing) });
      setSecret(made.secret);
      setName('');
    } catch (error) {
      tellProblem(texts.cannotMake, error);
    }
    await refresh();
  };
  const revoke = async (id: string) => {
    try {
      await api.apiKeys.revoke({ id });
    } catch (error) {
      tellProblem(texts.cannotRevoke, error);
    }
    await refresh();
  };
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Group align="flex-end" gap="sm" mb="md">
          <TextInput
            label={texts.name}
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            flex="1 1 220px"
          />
          <NativeSelect
            label={settingsTexts.people.role}
            value={standing}
            data={roleOptions}
            onChange={(event) => setStanding(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            {texts.make}
          </Button>
        </Group>
      </form>
      {secret && (
        <Alert
          mb="md"
          title={texts.secretTitle}
          closeButtonLabel={commonTexts.close}
          withCloseButton
          onClose={() => setSecret(undefined)}
        >
          <CopyField
            label={texts.secretHint}
            value={secret}
            copyLabel={commonTexts.copy}
            copiedLabel={commonTexts.copied}
          />
        </Alert>
      )}
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data?.keys.length === 0 && (
        <EmptyState icon={<IconKey size={28} />} title={texts.none}>
          {texts.noneHint}
        </EmptyState>
      )}
      {query.data && query.data.keys.length > 0 && (
        <div>
          <Table verticalSpacing="xs" className={classes.table}>
            <Table.Tbody>
              {query.data.keys.map((key) => (
                <Table.Tr key={key.id} opacity={key.revokedAt ? 0.6 : 1}>
                  <Table.Td>
                    <strong dir="auto">{key.name}</strong>
                    <br />
                    <code>{key.prefix}…</code>
                  </Table.Td>
                  <Table.Td data-label={settingsTexts.people.role}>{roleOf(key)}</Table.Td>
                  <Table.Td>
                    {texts.created} <RelativeTime at={key.createdAt} long />
                  </Table.Td>
                  <Table.Td>
                    {texts.lastUsed}{' '}
                    {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} long /> : settingsTexts.people.never}
                  </Table.Td>
                  <Table.Td ta="end">
                    {key.revokedAt ? (
                      texts.revoked
                    ) : (
                      <Button size="compact-xs" variant="light" color="red" onClick={() => setGoing(key)}>
                        {texts.revoke}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {going && (
        <RevokeQuestion
          apiKey={going}
          onRevoke={() => void revoke(going.id).then(() => setGoing(undefined))}
          onClose={() => setGoing(undefined)}
        />
      )}
    </div>
  );
}

/** A program that stands still is found out late: asked before. */
function RevokeQuestion(props: { apiKey: ApiKey; onRevoke: () => void; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={texts.revokeTitle(props.apiKey.name)}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{texts.revokeHint}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {commonTexts.cancel}
        </Button>
        <Button color="red" onClick={props.onRevoke}>
          {texts.revoke}
        </Button>
      </Group>
    </Modal>
  );
}
