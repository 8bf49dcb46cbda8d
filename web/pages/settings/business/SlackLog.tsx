import { Button, Drawer, Table } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import type { WebhookDelivery } from '../../../../contract/api/index.ts';
import { formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { slackDeliveriesQuery, slackDeliveryQuery } from '../../../api/slack.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { slackTexts as texts } from '../../../texts/slack.ts';
import { LogTable } from '../parts/index.ts';
import settings from '../settings.module.css';
import { Attempts, Outcome } from '../webhooks/Attempts.tsx';
import classes from '../webhooks/webhooks.module.css';

const HEALTH: Partial<Record<WebhookDelivery['state'], string>> = {
  waiting: 'degraded',
  delivered: 'healthy',
  dead: 'down',
};

const nameOf = ({ type }: Pick<WebhookDelivery, 'type'>) => texts.events[type] ?? type;

/** What was posted to a channel, newest first. */
export function SlackLog({ channelId }: { channelId: string }) {
  const [opened, setOpened] = useState<string>();
  const query = useInfiniteQuery(slackDeliveriesQuery(channelId));
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries);
  return (
    <section aria-label={texts.log}>
      <h3>{texts.log}</h3>
      <p className={settings.dim}>{texts.logHint}</p>
      <Button variant="default" mb="sm" loading={query.isRefetching} onClick={() => void query.refetch()}>
        {texts.refresh}
      </Button>
      <LogTable
        query={query}
        items={deliveries}
        none={texts.logNone}
        heads={[texts.event, texts.when, texts.state, texts.outcome]}
      >
        {(one) => <Row key={one.seq} delivery={one} onOpen={() => setOpened(one.seq)} />}
      </LogTable>
      {opened !== undefined && (
        <PostDrawer channelId={channelId} seq={opened} onClose={() => setOpened(undefined)} />
      )}
    </section>
  );
}

function Row({ delivery, onOpen }: { delivery: WebhookDelivery; onOpen: () => void }) {
  const { at, state } = delivery;
  const when = formatDayAndTime(at);
  return (
    <Table.Tr>
      <Table.Td>
        <button
          type="button"
          className={classes.open}
          aria-label={texts.open(nameOf(delivery), when)}
          onClick={onOpen}
        >
          {nameOf(delivery)}
        </button>
      </Table.Td>
      <Table.Td data-label={texts.when}>{when}</Table.Td>
      <Table.Td data-label={texts.state}>
        <span className={settings.health} data-health={HEALTH[state]}>
          {texts.states[state]}
        </span>
      </Table.Td>
      <Table.Td data-label={texts.outcome}>
        <Outcome delivery={delivery} />
      </Table.Td>
    </Table.Tr>
  );
}

function PostDrawer(props: { channelId: string; seq: string; onClose: () => void }) {
  const { channelId, seq, onClose } = props;
  const query = useQuery(slackDeliveryQuery(channelId, seq));
  const [busy, setBusy] = useState(false);
  const delivery = query.data;
  const replay = async () => {
    setBusy(true);
    try {
      await api.slack.replay({ id: channelId, seq });
      tellDone(texts.replayed);
      void queryClient.invalidateQueries({ queryKey: ['webhooks', 'slack'] });
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
      title={delivery ? nameOf(delivery) : commonTexts.loading}
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
          <Attempts attempts={delivery.attempts} />
          <h3>{texts.body}</h3>
          {delivery.body === null ? (
            <p className={settings.dim}>{texts.bodyNone}</p>
          ) : (
            <section className={classes.code} tabIndex={0} aria-label={texts.body} dir="auto">
              {textOf(delivery.body)}
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

/** The words of a post; what cannot be read stands as it is. */
function textOf(body: string): string {
  const parsed: unknown = JSON.parse(body);
  const isPost = typeof parsed === 'object' && parsed !== null && 'text' in parsed;
  return isPost ? String(parsed.text) : body;
}
