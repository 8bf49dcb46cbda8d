import { Alert, Button, Group, NativeSelect, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { CopyField, formatDayAndTime } from '../../../ui/index.ts';
import { invitationsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { describeError, tellProblem } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { standingOf, useRoleOptions } from '../../lib/roles.ts';
import classes from './settings.module.css';

const texts = settingsTexts.people;
const refresh = () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });

/** Invites by link; the link is shown once. */
export function InvitationsSection() {
  const open = useQuery(invitationsQuery).data?.invitations.filter((each) => each.acceptedAt === null) ?? [];
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('agent');
  const options = useRoleOptions();
  const [link, setLink] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const invite = async () => {
    setProblem(undefined);
    try {
      const made = await api.invitations.create({
        email: email.trim(),
        role: 'agent',
        ...standingOf(role),
      });
      setLink(made.link);
      setEmail('');
    } catch (error) {
      setProblem(describeError(error));
    }
    await refresh();
  };
  const withdraw = async (id: string) => {
    try {
      await api.invitations.remove({ id });
    } catch (error) {
      tellProblem(texts.cannotChange, error);
    }
    await refresh();
  };
  return (
    <>
      <h3>{texts.invite}</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={texts.email}
            type="email"
            required
            withAsterisk={false}
            maxLength={200}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            flex="1 1 220px"
          />
          <NativeSelect
            label={texts.role}
            value={role}
            data={options}
            onChange={(event) => setRole(event.currentTarget.value)}
          />
          <Button type="submit">{texts.inviteDo}</Button>
        </Group>
      </form>
      {problem && (
        <Alert color="red" mt="sm" title={texts.cannotInvite} role="alert">
          {problem}
        </Alert>
      )}
      {link && (
        <Alert mt="sm" title={texts.linkTitle}>
          <CopyField
            label={texts.linkHint}
            value={link}
            copyLabel={commonTexts.copy}
            copiedLabel={commonTexts.copied}
          />
        </Alert>
      )}
      <h3>{texts.invitations}</h3>
      {open.length === 0 ? (
        <p className={classes.dim}>{texts.noInvitations}</p>
      ) : (
        <div>
          <Table className={classes.table}>
            <Table.Tbody>
              {open.map((invitation) => (
                <Table.Tr key={invitation.id}>
                  <Table.Td data-label={texts.email}>{invitation.email}</Table.Td>
                  <Table.Td data-label={texts.role}>
                    {
                      options.find(({ value }) => value === (invitation.customRoleId ?? invitation.role))
                        ?.label
                    }
                  </Table.Td>
                  <Table.Td>
                    {texts.expires} {formatDayAndTime(invitation.expiresAt)}
                  </Table.Td>
                  <Table.Td ta="end">
                    <Button size="compact-xs" variant="default" onClick={() => void withdraw(invitation.id)}>
                      {texts.withdraw}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}
