import { IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Webhook } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { webhooksQuery } from '../../../api/webhooks.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import settings from '../settings.module.css';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { WebhookForm } from './WebhookForm.tsx';

/** Programs that are told what happens. */
export function WebhooksPage() {
  const query = useQuery(webhooksQuery);
  const navigate = useNavigate();
  const [layer, setLayer] = useState<'new' | Webhook>();
  const [made, setMade] = useState<string>();
  const close = () => setLayer(undefined);
  const open = (id: string) =>
    void navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId: id } });
  // Its page, once the form is closed: before, leaving would be asked about.
  useEffect(() => {
    if (made !== undefined && layer === undefined)
      void navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId: made } });
  }, [made, layer, navigate]);
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.webhooks}
        textOf={({ name, target, triggers }) => `${name} ${target} ${triggers.join(' ')}`}
        addLabel={texts.add}
        onAdd={() => setLayer('new')}
        empty={{
          icon: <IconWebhook size={28} aria-hidden />,
          title: texts.none,
          hint: texts.noneHint,
        }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={({ name }) => name}
            marksOf={({ pausedBy, counts }) => (
              <>
                {pausedBy && (
                  <span
                    className={settings.health}
                    data-health={pausedBy === 'failures' ? 'down' : undefined}
                  >
                    {texts.pausedMark[pausedBy]}
                  </span>
                )}{' '}
                {counts.dead > 0 && (
                  <span className={settings.health} data-health="degraded">
                    {texts.deadMark(counts.dead)}
                  </span>
                )}
              </>
            )}
            factsOf={(webhook) => (
              <>
                <span style={{ overflowWrap: 'anywhere' }}>{webhook.target}</span>
                <br />
                {texts.facts(webhook)}
              </>
            )}
            onOpen={({ id }) => open(id)}
            onDelete={setLayer}
          />
        )}
      </ListPage>
      {layer === 'new' && <WebhookForm onSaved={setMade} onClose={close} />}
      {typeof layer === 'object' && (
        <DeleteGuard
          id={layer.id}
          name={layer.name}
          hint={texts.removeHint}
          forGood
          remove={() => api.webhooks.remove({ id: layer.id })}
          onRemoved={() => void queryClient.invalidateQueries({ queryKey: ['webhooks'] })}
          onClose={close}
        />
      )}
    </>
  );
}
