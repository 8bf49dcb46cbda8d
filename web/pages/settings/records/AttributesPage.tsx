import { SegmentedControl } from '@mantine/core';
import { IconForms } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttributeDefinition, AttributeKind } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { attributesQuery } from '../../../api/records.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { attributeTexts as texts } from '../../../texts/contacts.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { AttributeForm } from './AttributeForm.tsx';

const kinds: readonly AttributeKind[] = ['contact', 'company', 'case', 'customer', 'work_item'];
const refresh = () => queryClient.invalidateQueries({ queryKey: ['setup', 'attribute'] });

/** What the workspace wants to know of its records beyond what they have. */
export function AttributesPage() {
  const [kind, setKind] = useState<AttributeKind>('contact');
  const query = useQuery(attributesQuery(kind));
  const [open, setOpen] = useState<AttributeDefinition | 'new' | undefined>();
  const [going, setGoing] = useState<AttributeDefinition | undefined>();
  const order = async (ids: readonly string[]) => {
    const key = attributesQuery(kind).queryKey;
    const before = queryClient.getQueryData<{ attributes: AttributeDefinition[] }>(key);
    const placed = ids.flatMap((id) => before?.attributes.find((one) => one.id === id) ?? []);
    queryClient.setQueryData(key, { attributes: placed });
    try {
      for (const [position, one] of placed.entries()) {
        if (one.position !== position) await api.attributes.update({ id: one.id }, { position });
      }
    } catch (error) {
      tellProblem(commonTexts.cannotSave, error);
    }
    await refresh();
  };
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.attributes}
        textOf={({ label, key }) => `${label} ${key}`}
        addLabel={texts.add}
        onAdd={() => setOpen('new')}
        empty={{ icon: <IconForms size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
        above={
          <SegmentedControl
            aria-label={texts.kind}
            value={kind}
            // The words of the kinds do not fit beside each other on a phone.
            style={{ flexWrap: 'wrap', marginBottom: 12 }}
            data={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
            onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'contact')}
          />
        }
      >
        {(items) => (
          <RowList
            label={texts.kinds[kind]}
            items={items}
            nameOf={({ label }) => label}
            factsOf={({ key, type, choices, description }) =>
              [
                key,
                choices.length > 0 ? `${texts.types[type]}: ${choices.join(', ')}` : texts.types[type],
                description,
              ]
                .filter(Boolean)
                .join(' · ')
            }
            onOpen={setOpen}
            {...(items.length === query.data?.attributes.length && { onOrder: (ids) => void order(ids) })}
            onDelete={setGoing}
          />
        )}
      </ListPage>
      {open && (
        <AttributeForm
          kind={kind}
          attribute={open === 'new' ? undefined : open}
          onSaved={() => void refresh()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {going && (
        <DeleteGuard
          id={going.id}
          name={going.label}
          hint={texts.removeHint}
          remove={() => api.attributes.remove({ id: going.id })}
          onRemoved={() => void refresh()}
          onClose={() => setGoing(undefined)}
        />
      )}
    </>
  );
}
