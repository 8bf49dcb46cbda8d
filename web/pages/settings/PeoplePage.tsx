import { NativeSelect, Switch, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BodyOf, Member, memberRoutes } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { LoadingState, RelativeTime } from '../../../ui/index.ts';
import { membersQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMe } from '../../api/session.ts';
import { Face } from '../../shell/Face.tsx';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { standingOf, useRoleOptions } from '../../lib/roles.ts';
import { InvitationsSection } from './InvitationsSection.tsx';
import classes from './settings.module.css';

const texts = settingsTexts.people;

async function changeMember(member: Member, body: BodyOf<typeof memberRoutes.update>): Promise<void> {
  try {
    await api.members.update({ id: member.id }, body);
  } catch (error) {
    tellProblem(texts.cannotChange, error);
  }
  await queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
}

/** Members, their roles, and invitations. */
export function PeoplePage() {
  const me = useMe();
  const query = useQuery(membersQuery);
  const options = useRoleOptions();
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && (
        <div>
          <Table verticalSpacing="xs" className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.name}</Table.Th>
                <Table.Th>{texts.role}</Table.Th>
                <Table.Th>{texts.lastSeen}</Table.Th>
                <Table.Th>{texts.active}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {query.data.members.map((member) => (
                <Table.Tr key={member.id}>
                  <Table.Td>
                    <div className={classes.cardHead}>
                      <Face name={member.name} size={32} />
                      <div>
                        <strong dir="auto">
                          {member.name}{' '}
                          {member.id === me.id && <span className={classes.dim}>({texts.you})</span>}
                        </strong>
                        <span className={classes.dim}>{member.email}</span>
                      </div>
                    </div>
                  </Table.Td>
                  <Table.Td data-label={texts.role}>
                    <NativeSelect
                      size="xs"
                      aria-label={`${texts.role}: ${member.name}`}
                      value={member.customRoleId ?? member.role}
                      data={options}
                      onChange={(event) => void changeMember(member, standingOf(event.currentTarget.value))}
                    />
                  </Table.Td>
                  <Table.Td data-label={texts.lastSeen}>
                    {member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} long /> : texts.never}
                  </Table.Td>
                  <Table.Td data-label={texts.active}>
                    <Switch
                      aria-label={`${texts.active}: ${member.name}`}
                      checked={member.active}
                      disabled={member.id === me.id}
                      onChange={(event) => void changeMember(member, { active: event.currentTarget.checked })}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <InvitationsSection />
    </div>
  );
}
