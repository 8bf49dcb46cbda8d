import { IconGauge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CapacityProfile } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { profilesQuery, refreshSetup } from '../../../api/setup.ts';
import { ProfileForm } from '../../../forms/ProfileForm.tsx';
import { workTexts } from '../../../texts/work.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';

const texts = workTexts.profiles;

/** Capacity profiles: limits of one kind of conversation. */
export function ProfilesPage() {
  const query = useQuery(profilesQuery);
  const [layer, setLayer] = useState<
    { edit: CapacityProfile | undefined } | { remove: CapacityProfile } | undefined
  >();
  const close = () => setLayer(undefined);
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.items}
        textOf={(profile) => profile.name}
        addLabel={texts.add}
        onAdd={() => setLayer({ edit: undefined })}
        empty={{ icon: <IconGauge size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(profile) => profile.name}
            factsOf={(profile) => texts.facts(profile.itemLimit, profile.reset, profile.agents)}
            onOpen={(edit) => setLayer({ edit })}
            onDelete={(remove) => setLayer({ remove })}
          />
        )}
      </ListPage>
      {layer && 'edit' in layer && <ProfileForm profile={layer.edit} onClose={close} />}
      {layer && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          findUses={async () => (await api.profiles.uses({ id: layer.remove.id })).uses}
          remove={() => api.profiles.remove({ id: layer.remove.id })}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </>
  );
}
