import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Macro } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { macrosQuery } from '../../../api/records.ts';
import { useMay } from '../../../api/session.ts';
import { describeStep } from '../../../lib/macro-words.ts';
import { macroTexts as texts } from '../../../texts/macros.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { MacroForm } from './MacroForm.tsx';
import { TryMacro } from './TryMacro.tsx';

const refresh = () => queryClient.invalidateQueries({ queryKey: ['setup', 'macro'] });

type Layer = { edit: Macro } | { copy: Macro } | { remove: Macro } | { try: Macro } | 'new';

/** Steps that are done together: one's own, a team's, everybody's. */
export function MacrosPage() {
  const query = useQuery(macrosQuery);
  const may = useMay();
  const [layer, setLayer] = useState<Layer>();
  const close = () => setLayer(undefined);
  const mayChange = (macro: Macro) => macro.scope === 'personal' || may('quick_replies.share');
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.macros}
        textOf={({ name, description }) => `${name} ${description}`}
        addLabel={texts.add}
        onAdd={() => setLayer('new')}
        empty={{ icon: <IconBolt size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={({ name }) => name}
            factsOf={({ scope, actions, usedCount, description }) => (
              <>
                {[texts.scopes[scope], actions.map(describeStep).join(', '), texts.used(usedCount)].join(
                  ' · ',
                )}
                {description && (
                  <>
                    <br />
                    <span dir="auto">{description}</span>
                  </>
                )}
              </>
            )}
            verbsOf={(macro) =>
              may('conversations.answer') && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={texts.tryOf(macro.name)}
                  onClick={() => setLayer({ try: macro })}
                >
                  {texts.try}
                </Button>
              )
            }
            onOpen={(edit) => setLayer({ edit })}
            onCopy={(copy) => setLayer({ copy })}
            onDelete={(remove) => setLayer({ remove })}
            mayDelete={mayChange}
          />
        )}
      </ListPage>
      {layer === 'new' && <MacroForm onSaved={() => void refresh()} onClose={close} />}
      {typeof layer === 'object' && 'edit' in layer && (
        <MacroForm
          macro={layer.edit}
          readOnly={!mayChange(layer.edit)}
          onSaved={() => void refresh()}
          onClose={close}
        />
      )}
      {typeof layer === 'object' && 'copy' in layer && (
        <MacroForm
          start={{
            ...layer.copy,
            name: partTexts.copyName(layer.copy.name).slice(0, 100),
            scope: 'personal',
          }}
          onSaved={() => void refresh()}
          onClose={close}
        />
      )}
      {typeof layer === 'object' && 'try' in layer && <TryMacro macro={layer.try} onClose={close} />}
      {typeof layer === 'object' && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          hint={texts.removeHint}
          remove={() => api.macros.remove({ id: layer.remove.id })}
          onRemoved={() => void refresh()}
          onClose={close}
        />
      )}
    </>
  );
}
