import { NativeSelect } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { forgetDeliveries, listDeliveries, listWebhooks } from '../api/deliveries.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Countdown } from '../parts/Countdown.tsx';
import { List } from '../parts/List.tsx';
import { Page, Split } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Row, RowsHead } from '../parts/Rows.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { shortMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { useGo, useParam, useSearchTexts } from '../shell/routing.tsx';
import { deliveryTexts as texts } from '../texts/deliveries.ts';
import { BreakNext } from './BreakNext.tsx';
import { DeliveryDetail } from './DeliveryDetail.tsx';
import { groupAttempts, matching } from './group-attempts.ts';
import { Outcome } from './outcome.tsx';

const KEPT = 500;
const COLUMNS = 'minmax(0, 1.4fr) minmax(0, 1.4fr) 70px minmax(0, 1fr) 110px';
const NARROW = 'minmax(0, 1fr) auto 66px';

/** What X has sent out and sends just now, with the one that is open beside the list. */
export function DeliveriesPage() {
  const deliveryId = useParam('deliveryId');
  const { webhook: webhookId = '' } = useSearchTexts();
  const go = useGo();
  const [outcome, setOutcome] = useState('');
  const [words, setWords] = useState('');
  const deliveries = useQuery({
    queryKey: ['deliveries', 'list', webhookId, outcome],
    queryFn: () => listDeliveries({ webhookId, outcome, limit: KEPT }),
    placeholderData: keepPreviousData,
  });
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: listWebhooks });
  const forget = useAct({ run: () => forgetDeliveries(), done: texts.forgotten, refresh: ['deliveries'] });
  const columns = deliveryId ? NARROW : COLUMNS;
  const [event, state, attempts, user, at] = texts.columns;
  const search = webhookId ? (`?webhook=${webhookId}` as const) : '';

  const list = (
    <List
      query={{
        data: deliveries.data && matching(groupAttempts(deliveries.data.deliveries), words),
        error: deliveries.error,
        refetch: deliveries.refetch,
      }}
      empty={{
        icon: <IconArrowUpRight size={32} />,
        ...(words || outcome || webhookId
          ? { title: texts.noMatch }
          : { title: texts.none, help: texts.noneHelp }),
      }}
      head={
        <RowsHead columns={columns}>
          <span>{event}</span>
          <span>{state}</span>
          {!deliveryId && (
            <>
              <span className="end">{attempts}</span>
              <span>{user}</span>
            </>
          )}
          <span className="end">{at}</span>
        </RowsHead>
      }
    >
      {({ latest, attempts: tried }) => (
        <Row
          key={latest.deliveryId}
          to={`/console/deliveries/${latest.deliveryId}${search}`}
          columns={columns}
          isOpen={latest.deliveryId === deliveryId}
          label={`${latest.eventType}, ${texts.outcomes[latest.outcome]}`}
        >
          <span className="mono">{latest.eventType}</span>
          <span>
            <Outcome outcome={latest.outcome} status={latest.status} />{' '}
            {latest.nextAttemptAtMs !== null && (
              <span className="dim">
                <Countdown atMs={latest.nextAttemptAtMs} due={texts.due} />
              </span>
            )}
          </span>
          {!deliveryId && (
            <>
              <span data-wide className="numbers end">
                {tried}
              </span>
              <span data-wide>{latest.userId && <PersonName id={latest.userId} isPlain />}</span>
            </>
          )}
          <span data-wide className="dim numbers end">
            {shortMoment(latest.atMs, null)}
          </span>
        </Row>
      )}
    </List>
  );

  return (
    <Page title={texts.title} lead={texts.lead} actions={<BreakNext webhookId={webhookId || undefined} />}>
      <div className="filters">
        <SearchField label={texts.find} value={words} onChange={setWords} />
        <NativeSelect
          size="xs"
          aria-label={texts.facts.webhook}
          value={webhookId}
          onChange={({ currentTarget }) =>
            go(`/console/deliveries${currentTarget.value ? `?webhook=${currentTarget.value}` : ''}`, {
              replace: true,
            })
          }
          data={[
            { value: '', label: texts.allWebhooks },
            ...(webhooks.data ?? []).map(({ id, url }) => ({ value: id, label: url })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={state}
          value={outcome}
          onChange={({ currentTarget }) => setOutcome(currentTarget.value)}
          data={[
            { value: '', label: texts.allOutcomes },
            ...Object.entries(texts.outcomes).map(([value, label]) => ({ value, label })),
          ]}
        />
        <span className="filters-end">
          {deliveries.data && (
            <span className="dim">
              {texts.totals(deliveries.data.totals.delivered, deliveries.data.totals.pending)}
            </span>
          )}
          <ConfirmButton
            size="xs"
            question={texts.forgetQuestion}
            harm={texts.forgetHarm}
            verb={texts.forget}
            onConfirm={() => forget.mutate()}
          >
            {texts.forget}
          </ConfirmButton>
        </span>
      </div>
      <Split
        list={list}
        detail={deliveryId ? <DeliveryDetail key={deliveryId} deliveryId={deliveryId} /> : null}
      />
    </Page>
  );
}
