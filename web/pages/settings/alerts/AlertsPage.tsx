import { Badge } from '@mantine/core';
import { IconBellExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertRule } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { alertRulesQuery } from '../../../api/alerts.ts';
import { queryClient } from '../../../api/query-client.ts';
import { queuesQuery } from '../../../api/setup.ts';
import { alertTexts as texts } from '../../../texts/alerts.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertRuleForm } from './AlertRuleForm.tsx';
import { isOfQueues } from './of-queues.ts';

const refresh = () => queryClient.invalidateQueries({ queryKey: ['alerts'] });

type Layer = { edit: AlertRule } | { copy: AlertRule } | { remove: AlertRule } | 'new';

/** When supervisors are told, and when they were. */
export function AlertsPage() {
  const query = useQuery(alertRulesQuery);
  const queues = useQuery(queuesQuery).data?.items;
  const [layer, setLayer] = useState<Layer>();
  const close = () => setLayer(undefined);
  const where = ({ kind, queueId }: AlertRule) => {
    if (!isOfQueues(kind)) return undefined;
    if (queueId === null) return texts.every;
    return queues?.find(({ id }) => id === queueId)?.name ?? (queues ? texts.gone : '…');
  };
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.rules}
        textOf={(rule) => `${rule.name} ${texts.kindNames[rule.kind]} ${where(rule) ?? ''}`}
        addLabel={texts.add}
        onAdd={() => setLayer('new')}
        empty={{
          icon: <IconBellExclamation size={28} aria-hidden />,
          title: texts.none,
          hint: texts.noneHint,
        }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={({ name }) => name}
            marksOf={({ enabled }) => !enabled && <Badge color="gray">{texts.off}</Badge>}
            factsOf={(rule) =>
              [
                texts.kindNames[rule.kind],
                where(rule),
                texts.facts(rule.warning, rule.critical, texts.units[rule.kind]),
              ]
                .filter(Boolean)
                .join(' · ')
            }
            onOpen={(edit) => setLayer({ edit })}
            onCopy={(copy) => setLayer({ copy })}
            onDelete={(remove) => setLayer({ remove })}
          />
        )}
      </ListPage>
      <AlertHistory />
      {layer === 'new' && <AlertRuleForm onSaved={() => void refresh()} onClose={close} />}
      {typeof layer === 'object' && 'edit' in layer && (
        <AlertRuleForm rule={layer.edit} onSaved={() => void refresh()} onClose={close} />
      )}
      {typeof layer === 'object' && 'copy' in layer && (
        <AlertRuleForm
          start={{ ...layer.copy, name: partTexts.copyName(layer.copy.name).slice(0, 100) }}
          onSaved={() => void refresh()}
          onClose={close}
        />
      )}
      {typeof layer === 'object' && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          hint={texts.removeHint}
          remove={() => api.alerts.remove({ id: layer.remove.id })}
          onRemoved={() => void refresh()}
          onClose={close}
        />
      )}
    </>
  );
}
