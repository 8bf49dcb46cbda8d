import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { triggersV2, type Webhook, type WebhookDelivery } from '../../../../contract/api/index.ts';
import { formatDayAndTime } from '../../../../ui/index.ts';
import { deliveriesQuery, type DeliveryFilter } from '../../../api/webhooks.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import { LogTable } from '../parts/index.ts';
import settings from '../settings.module.css';
import { Outcome } from './Attempts.tsx';
import { DeliveryDrawer } from './DeliveryDrawer.tsx';
import classes from './webhooks.module.css';

type State = WebhookDelivery['state'];
const HEALTH: Partial<Record<State, string>> = {
  waiting: 'degraded',
  delivered: 'healthy',
  dead: 'down',
};

/** What was sent to a webhook, newest first. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const [filter, setFilter] = useState<DeliveryFilter>({});
  const [words, setWords] = useState('');
  const [opened, setOpened] = useState<string>();
  const query = useInfiniteQuery(deliveriesQuery(webhook.id, filter));
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries);
  const isNarrowed = Object.keys(filter).length > 0;
  const id = words.trim();
  const isBad = id !== '' && !/^[0-9a-f]{24}$/.test(id);
  const find = (text: string) => {
    setWords(text);
    const { find: _, ...rest } = filter;
    const wanted = text.trim();
    setFilter(/^[0-9a-f]{24}$/.test(wanted) ? { ...rest, find: wanted } : rest);
  };
  const choose = (name: 'state' | 'type', value: string) => {
    const { [name]: _, ...rest } = filter;
    // The options are the states and the types.
    setFilter(value === '' ? rest : ({ ...rest, [name]: value } as DeliveryFilter));
  };
  return (
    <section aria-label={texts.log}>
      <h3>{texts.log}</h3>
      <p className={settings.dim}>{texts.logHint}</p>
      <div className={classes.filters}>
        <NativeSelect
          aria-label={texts.state}
          value={filter.state ?? ''}
          data={[
            { value: '', label: texts.anyState },
            ...Object.entries(texts.states).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => choose('state', event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={texts.event}
          value={filter.type ?? ''}
          data={[{ value: '', label: texts.anyType }, ...triggersV2]}
          onChange={(event) => choose('type', event.currentTarget.value)}
        />
        <TextInput
          type="search"
          aria-label={texts.find}
          placeholder={texts.find}
          value={words}
          error={isBad && texts.badId}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <Button variant="default" loading={query.isRefetching} onClick={() => void query.refetch()}>
          {texts.refresh}
        </Button>
      </div>
      <LogTable
        query={query}
        items={deliveries}
        none={isNarrowed ? texts.logNothing : texts.logNone}
        heads={[texts.event, texts.when, texts.state, texts.outcome]}
      >
        {(one) => <Row key={one.seq} delivery={one} onOpen={() => setOpened(one.seq)} />}
      </LogTable>
      {opened !== undefined && (
        <DeliveryDrawer webhookId={webhook.id} seq={opened} onClose={() => setOpened(undefined)} />
      )}
    </section>
  );
}

function Row({ delivery, onOpen }: { delivery: WebhookDelivery; onOpen: () => void }) {
  const { type, at, state, origin } = delivery;
  const when = formatDayAndTime(at);
  return (
    <Table.Tr>
      <Table.Td>
        <button type="button" className={classes.open} aria-label={texts.open(type, when)} onClick={onOpen}>
          {type}
        </button>
      </Table.Td>
      <Table.Td data-label={texts.when}>{when}</Table.Td>
      <Table.Td data-label={texts.state}>
        <span>
          <span className={settings.health} data-health={HEALTH[state]}>
            {texts.states[state]}
          </span>{' '}
          {origin === 'replay' && <span className={settings.health}>{texts.replayMark}</span>}
        </span>
      </Table.Td>
      <Table.Td data-label={texts.outcome}>
        <Outcome delivery={delivery} />
      </Table.Td>
    </Table.Tr>
  );
}
