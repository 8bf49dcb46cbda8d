import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshSetup, teamsQuery } from '../../../api/setup.ts';
import { TeamForm } from '../../../forms/TeamForm.tsx';
import { useMembers } from '../../../lib/members.ts';
import { staffTexts } from '../../../texts/staff.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';

const texts = staffTexts.teams;

/** Teams: people who belong to queues together. */
export function TeamsPage() {
  const query = useQuery(teamsQuery);
  const { nameOf } = useMembers();
  const [layer, setLayer] = useState<{ edit: Team | undefined } | { remove: Team } | undefined>();
  const close = () => setLayer(undefined);
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.items}
        textOf={(team) => `${team.name} ${team.memberIds.map(nameOf).join(' ')}`}
        addLabel={texts.add}
        onAdd={() => setLayer({ edit: undefined })}
        empty={{ icon: <IconUsersGroup size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(team) => team.name}
            factsOf={(team) => texts.facts(team.memberIds.length)}
            onOpen={(edit) => setLayer({ edit })}
            onDelete={(remove) => setLayer({ remove })}
          />
        )}
      </ListPage>
      {layer && 'edit' in layer && <TeamForm team={layer.edit} onClose={close} />}
      {layer && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          findUses={async () => (await api.teams.uses({ id: layer.remove.id })).uses}
          remove={() => api.teams.remove({ id: layer.remove.id })}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </>
  );
}
