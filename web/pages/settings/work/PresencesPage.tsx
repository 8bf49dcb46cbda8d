import { IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnPresence } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { ownPresencesQuery, refreshSetup } from '../../../api/setup.ts';
import { PresenceForm } from '../../../forms/PresenceForm.tsx';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { workTexts } from '../../../texts/work.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';

const texts = workTexts.presences;
const bases = workTexts.streams.presenceNames;

/** Presences of the workspace's own, in the order in which agents find them. */
export function PresencesPage() {
  const query = useQuery(ownPresencesQuery);
  const all = query.data?.items;
  const [layer, setLayer] = useState<
    { edit: OwnPresence | undefined } | { remove: OwnPresence } | undefined
  >();
  const close = () => setLayer(undefined);
  const order = async (ids: string[]) => {
    const sorted = (all ?? []).toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    queryClient.setQueryData(ownPresencesQuery.queryKey, { items: sorted });
    try {
      await api.presenceOptions.order({ ids });
    } catch (error) {
      tellProblem(commonTexts.cannotSave, error);
      await refreshSetup();
    }
  };
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={all}
        textOf={(presence) => `${presence.name} ${presence.text}`}
        addLabel={texts.add}
        onAdd={() => setLayer({ edit: undefined })}
        empty={{ icon: <IconUserCircle size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(presence) => presence.name}
            factsOf={(presence) => `${presence.text} · ${bases[presence.base]}`}
            onOpen={(edit) => setLayer({ edit })}
            onDelete={(remove) => setLayer({ remove })}
            // A search shows a part only, which has no order of its own.
            {...(items.length === all?.length && { onOrder: (ids: string[]) => void order(ids) })}
          />
        )}
      </ListPage>
      {layer && 'edit' in layer && <PresenceForm presence={layer.edit} onClose={close} />}
      {layer && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          findUses={async () => (await api.presenceOptions.uses({ id: layer.remove.id })).uses}
          remove={() => api.presenceOptions.remove({ id: layer.remove.id })}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </>
  );
}
