import { Badge } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Queue, QueueInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queuesQuery, refreshSetup } from '../../../api/setup.ts';
import { inputOf, newQueue, QueueForm } from '../../../forms/QueueForm.tsx';
import { partTexts } from '../../../texts/settings-parts.ts';
import { workTexts } from '../../../texts/work.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';

const texts = workTexts.queues;

type Layer = { edit: Queue } | { make: QueueInput } | { remove: Queue };

/** Queues: who belongs, and how they are served. */
export function QueuesPage() {
  const query = useQuery(queuesQuery);
  const [layer, setLayer] = useState<Layer | undefined>();
  const close = () => setLayer(undefined);
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.items}
        textOf={(queue) => `${queue.name} ${queue.description}`}
        addLabel={texts.add}
        onAdd={() => setLayer({ make: newQueue })}
        empty={{ icon: <IconStack2 size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(queue) => queue.name}
            marksOf={(queue) => queue.isDefault && <Badge variant="light">{texts.standard}</Badge>}
            factsOf={(queue) => texts.facts(queue.members, queue.priority)}
            onOpen={(edit) => setLayer({ edit })}
            onCopy={(queue) =>
              setLayer({ make: { ...inputOf(queue), name: partTexts.copyName(queue.name) } })
            }
            onDelete={(remove) => setLayer({ remove })}
            mayDelete={(queue) => !queue.isDefault}
          />
        )}
      </ListPage>
      {layer && 'edit' in layer && <QueueForm queue={layer.edit} onClose={close} />}
      {layer && 'make' in layer && <QueueForm start={layer.make} onClose={close} />}
      {layer && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          findUses={async () => (await api.queues.uses({ id: layer.remove.id })).uses}
          remove={() => api.queues.remove({ id: layer.remove.id })}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </>
  );
}
