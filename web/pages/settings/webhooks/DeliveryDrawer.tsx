import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { CopyField, formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { deliveryQuery } from '../../../api/webhooks.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import settings from '../settings.module.css';
import { Attempts } from './Attempts.tsx';
import classes from './webhooks.module.css';

interface Props {
  webhookId: string;
  seq: string;
  onClose: () => void;
}

/** One delivery: each try, what was sent, what was answered. */
export function DeliveryDrawer({ webhookId, seq, onClose }: Props) {
  const query = useQuery(deliveryQuery(webhookId, seq));
  const [busy, setBusy] = useState(false);
  const delivery = query.data;
  const replay = async () => {
    setBusy(true);
    try {
      await api.webhooks.replay({ id: webhookId, seq });
      tellDone(texts.replayed);
      void queryClient.invalidateQueries({ queryKey: ['webhooks'] });
      onClose();
    } catch (error) {
      tellProblem(texts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      title={delivery ? texts.delivery(delivery.type) : commonTexts.loading}
      position="right"
      size="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.isError && !delivery && <PageProblemOf query={query} />}
      {delivery && (
        <>
          <p className={settings.lead}>
            {texts.states[delivery.state]} · {formatDayAndTime(delivery.at)}
          </p>
          <CopyField
            label={texts.eventId}
            value={delivery.eventId}
            copyLabel={commonTexts.copy}
            copiedLabel={commonTexts.copied}
          />
          <Attempts attempts={delivery.attempts} />
          <h3>{texts.body}</h3>
          {delivery.body === null ? (
            <p className={settings.dim}>{texts.bodyNone}</p>
          ) : (
            <section className={classes.code} tabIndex={0} aria-label={texts.body} dir="ltr">
              {JSON.stringify(JSON.parse(delivery.body), undefined, 2)}
            </section>
          )}
          {delivery.state !== 'waiting' && (
            <Button mt="md" loading={busy} onClick={() => void replay()}>
              {texts.replay}
            </Button>
          )}
        </>
      )}
    </Drawer>
  );
}
