import { Button } from '@mantine/core';
import { IconBolt, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listWebhooks } from '../api/deliveries.ts';
import { FormDrawer } from '../parts/FormDrawer.tsx';
import { List } from '../parts/List.tsx';
import { Page, Split } from '../parts/Page.tsx';
import { Row, RowsHead, Tag } from '../parts/Rows.tsx';
import { shortMoment } from '../parts/time.ts';
import { useParam } from '../shell/routing.tsx';
import { shellTexts } from '../texts/shell.ts';
import { happeningTexts } from '../texts/happenings.ts';
import { webhookTexts as texts } from '../texts/webhooks.ts';
import { Happenings } from './Happenings.tsx';
import { WebhookDetail } from './WebhookDetail.tsx';

const COLUMNS = 'minmax(0, 3fr) 90px 110px 120px';
const NARROW = 'minmax(0, 1fr) auto';

/** Every webhook, with the one that is open beside the list. */
export function WebhooksPage() {
  const webhookId = useParam('webhookId');
  const [isActing, setActing] = useState(false);
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: listWebhooks });
  const columns = webhookId ? NARROW : COLUMNS;
  const [address, state, subscriptions, checked] = texts.columns;
  const open = webhooks.data?.find(({ id }) => id === webhookId);
  const list = (
    <List
      query={webhooks}
      empty={{ icon: <IconPlugConnected size={32} />, title: texts.none, help: texts.noneHelp }}
      head={
        <RowsHead columns={columns}>
          <span>{address}</span>
          <span>{state}</span>
          {!webhookId && (
            <>
              <span className="end">{subscriptions}</span>
              <span className="end">{checked}</span>
            </>
          )}
        </RowsHead>
      }
    >
      {(webhook) => (
        <Row
          key={webhook.id}
          to={`/console/webhooks/${webhook.id}`}
          columns={columns}
          isOpen={webhook.id === webhookId}
          label={webhook.url}
        >
          <span className="mono" dir="ltr">
            {webhook.url}
          </span>
          <span>
            <Tag tone={webhook.valid ? 'good' : 'bad'}>{webhook.valid ? texts.valid : texts.invalid}</Tag>
          </span>
          {!webhookId && (
            <>
              <span data-wide className="numbers end">
                {webhook.subscriptions.length}
              </span>
              <span data-wide className="dim end">
                {webhook.lastCheckedAtMs === null
                  ? shellTexts.never
                  : shortMoment(webhook.lastCheckedAtMs, null)}
              </span>
            </>
          )}
        </Row>
      )}
    </List>
  );
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBolt size={15} />}
          onClick={() => setActing(true)}
        >
          {happeningTexts.open}
        </Button>
      }
    >
      <Split
        list={list}
        detail={webhookId && open ? <WebhookDetail key={webhookId} webhook={open} /> : null}
      />
      <FormDrawer title={happeningTexts.open} isOpen={isActing} onClose={() => setActing(false)}>
        <Happenings onDone={() => setActing(false)} />
      </FormDrawer>
    </Page>
  );
}
