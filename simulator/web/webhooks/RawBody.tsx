import { Button, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { deliverRaw } from '../api/deliveries.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { useAct } from '../parts/use-act.ts';
import { deliveryTexts } from '../texts/deliveries.ts';
import { webhookTexts as texts } from '../texts/webhooks.ts';

/** Sends any body to a webhook, as X would. */
export function RawBody({ webhookId }: { webhookId: string }) {
  const [body, setBody] = useState('{"for_user_id":"1","unknown_events":[{}]}');
  const [signed, setSigned] = useState(true);
  const [retry, setRetry] = useState(false);
  const send = useAct({
    run: () => deliverRaw({ webhookId, body, signed, retry }),
    done: ({ outcome, status }) => texts.sent(deliveryTexts.outcomes[outcome], status),
    refresh: ['deliveries'],
    isSilent: true,
  });
  return (
    <Section title={texts.raw} lead={texts.rawLead}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Textarea
          label={texts.rawBody}
          autosize
          minRows={3}
          maxRows={14}
          dir="ltr"
          classNames={{ input: 'mono' }}
          value={body}
          onChange={({ currentTarget }) => setBody(currentTarget.value)}
        />
        <FormProblem error={send.error} />
        <div className="button-row">
          <Switch
            label={texts.signed}
            checked={signed}
            onChange={(event) => setSigned(event.currentTarget.checked)}
          />
          <Switch
            label={texts.retry}
            checked={retry}
            onChange={(event) => setRetry(event.currentTarget.checked)}
          />
          <Button size="xs" type="submit" loading={send.isPending}>
            {texts.send}
          </Button>
        </div>
      </form>
    </Section>
  );
}
