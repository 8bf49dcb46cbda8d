import { Badge } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimeoutRule } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { timeoutTexts as texts } from '../../../texts/timeout-rules.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { TimeoutRuleDrawer, unitOf } from './TimeoutRuleDrawer.tsx';

const timeoutRulesQuery = {
  queryKey: ['setup', 'timeout_rule'] as const,
  queryFn: () => api.timeoutRules.list(),
};
const refresh = () => queryClient.invalidateQueries({ queryKey: timeoutRulesQuery.queryKey });

async function saveOrder(ids: string[]): Promise<void> {
  try {
    queryClient.setQueryData(timeoutRulesQuery.queryKey, await api.timeoutRules.order({ ids }));
  } catch (error) {
    tellProblem(texts.cannotOrder, error);
    await refresh();
  }
}

/** What happens by itself when somebody stays silent. */
export function TimeoutRulesPage() {
  const query = useQuery(timeoutRulesQuery);
  const [open, setOpen] = useState<TimeoutRule | 'new' | undefined>();
  const [removing, setRemoving] = useState<TimeoutRule | undefined>();
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.rules}
        textOf={(rule) => rule.name}
        addLabel={texts.add}
        onAdd={() => setOpen('new')}
        empty={{ icon: <IconHourglass size={28} stroke={1.5} />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(rule) => rule.name}
            marksOf={(rule) => (
              <Badge size="sm" variant="light" color={rule.active ? 'green' : 'gray'}>
                {rule.active ? texts.on : texts.off}
              </Badge>
            )}
            factsOf={factsOf}
            onOpen={setOpen}
            onDelete={setRemoving}
            onOrder={(ids) => void saveOrder(ids)}
          />
        )}
      </ListPage>
      {open && (
        <TimeoutRuleDrawer
          rule={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onSaved={() => void refresh()}
        />
      )}
      {removing && (
        <DeleteGuard
          id={removing.id}
          name={removing.name}
          remove={() => api.timeoutRules.remove({ id: removing.id })}
          onRemoved={() => void refresh()}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

function factsOf({ silenceOf, afterMinutes, action }: TimeoutRule): string {
  const unit = unitOf(afterMinutes);
  const after = afterMinutes === unit ? texts.after1[unit] : `${afterMinutes / unit} ${texts.units[unit]}`;
  return texts.facts(texts.silences[silenceOf], after, texts.actions[action]);
}
