import { Badge, Stack, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MaskingRule, MaskingSwitches } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { maskingTexts as texts } from '../../../texts/privacy.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { MaskingRuleForm } from './MaskingRuleForm.tsx';
import { TryBox } from './TryBox.tsx';

const query = {
  queryKey: ['setup', 'masking'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.masking.list({ signal }),
};

/** What is hidden in messages, from whom. */
export function MaskingPage() {
  const queries = useQueryClient();
  const found = useQuery(query);
  const [editing, setEditing] = useState<MaskingRule | 'new'>();
  const [removing, setRemoving] = useState<MaskingRule>();
  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });
  const switches = found.data?.switches ?? { customers: false, agents: false };
  const change = (part: Partial<MaskingSwitches>) =>
    void api.masking
      .setSwitches({ ...switches, ...part })
      .then(refresh)
      .catch((error: unknown) => tellProblem(texts.cannotSave, error));
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={found}
        items={found.data?.rules}
        textOf={(rule) => `${rule.name} ${rule.description}`}
        addLabel={texts.add}
        onAdd={() => setEditing('new')}
        empty={{ title: texts.none, hint: texts.noneHint }}
      >
        {(rules) => (
          <>
            <Stack gap="xs" mb="md" align="flex-start">
              <Switch
                label={texts.customers}
                description={texts.customersHint}
                checked={switches.customers}
                onChange={(event) => change({ customers: event.currentTarget.checked })}
              />
              <Switch
                label={texts.agents}
                description={texts.agentsHint}
                checked={switches.agents}
                onChange={(event) => change({ agents: event.currentTarget.checked })}
              />
            </Stack>
            <RowList
              label={texts.title}
              items={rules}
              nameOf={(rule) => rule.name}
              marksOf={(rule) =>
                !rule.active && (
                  <Badge color="gray" variant="light">
                    {texts.off}
                  </Badge>
                )
              }
              factsOf={(rule) => rule.description || <code>{rule.pattern}</code>}
              onOpen={setEditing}
              onDelete={setRemoving}
            />
            <TryBox label={texts.tryRules} />
          </>
        )}
      </ListPage>
      {editing && (
        <MaskingRuleForm
          rule={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={() => void refresh()}
        />
      )}
      {removing && (
        <DeleteGuard
          id={removing.id}
          name={removing.name}
          remove={() => api.masking.remove({ id: removing.id })}
          onRemoved={() => void refresh()}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}
