import { Button } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ControlWebhook } from '../../../contract/control/deliveries.ts';
import { listApps } from '../api/apps.ts';
import { checkWebhook, deleteWebhook, setWebhookValid } from '../api/deliveries.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Detail, Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Facts, Tag } from '../parts/Rows.tsx';
import { exactMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { To, useGo } from '../shell/routing.tsx';
import { shellTexts } from '../texts/shell.ts';
import { webhookTexts as texts } from '../texts/webhooks.ts';
import { RawBody } from './RawBody.tsx';

/** One webhook: how it stands, who is subscribed, and a way to send it anything. */
export function WebhookDetail({ webhook }: { webhook: ControlWebhook }) {
  const { id, valid, subscriptions } = webhook;
  const go = useGo();
  const apps = useQuery({ queryKey: ['apps'], queryFn: listApps });
  const app = apps.data?.find((one) => one.id === webhook.appId);
  const check = useAct({
    run: () => checkWebhook(id),
    done: ({ result }) => texts.checked(result.problem ?? result.outcome),
    refresh: ['webhooks'],
  });
  const set = useAct({
    run: (next: boolean) => setWebhookValid(id, next),
    done: (_answer, next) => texts.set(next),
    refresh: ['webhooks'],
  });
  const remove = useAct({
    run: () => deleteWebhook(id),
    done: texts.deleted,
    refresh: ['webhooks'],
    after: () => go('/console/webhooks'),
  });
  const moment = (atMs: number | null) => (atMs === null ? shellTexts.never : exactMoment(atMs));
  return (
    <Detail
      title={<span className="mono">{webhook.url}</span>}
      close="/console/webhooks"
      actions={<Tag tone={valid ? 'good' : 'bad'}>{valid ? texts.valid : texts.invalid}</Tag>}
    >
      <div className="button-row">
        <Button size="xs" loading={check.isPending} onClick={() => check.mutate()}>
          {texts.check}
        </Button>
        <Button size="xs" variant="default" loading={set.isPending} onClick={() => set.mutate(!valid)}>
          {valid ? texts.makeInvalid : texts.makeValid}
        </Button>
        <Button
          size="xs"
          variant="default"
          component={To}
          to={`/console/deliveries?webhook=${id}`}
          leftSection={<IconArrowUpRight size={14} />}
        >
          {texts.deliveries}
        </Button>
        <ConfirmButton
          size="xs"
          color="red"
          question={texts.deleteQuestion}
          harm={texts.deleteHarm}
          verb={texts.delete}
          onConfirm={() => remove.mutate()}
        >
          {texts.delete}
        </ConfirmButton>
      </div>
      {webhook.lastProblem && !valid && (
        <p className="form-problem">
          {texts.problem}: {webhook.lastProblem}
        </p>
      )}
      <Facts
        facts={[
          [texts.facts.id, <code key="i">{id}</code>],
          [
            texts.facts.app,
            <To key="a" to={`/console/apps/${webhook.appId}`}>
              {app?.name ?? webhook.appId}
            </To>,
          ],
          [texts.facts.api, texts.apis[webhook.api]],
          [texts.facts.environment, webhook.environment],
          [texts.facts.created, exactMoment(webhook.createdAtMs)],
          [texts.facts.checked, moment(webhook.lastCheckedAtMs)],
          [texts.facts.valid, moment(webhook.lastValidAtMs)],
        ]}
      />
      <Section title={`${texts.subscriptions} (${subscriptions.length})`}>
        {subscriptions.length === 0 && <p className="dim">{texts.noSubscriptions}</p>}
        <ul className="plain-list">
          {subscriptions.map(({ product, userId, eventType }, at) => (
            <li key={`${product}${userId}${eventType}${at}`}>
              <span className="mono">{eventType}</span> {texts.by}{' '}
              {userId ? <PersonName id={userId} /> : texts.everyone} <Tag>{product.replace('_', ' ')}</Tag>
            </li>
          ))}
        </ul>
      </Section>
      <RawBody webhookId={id} />
    </Detail>
  );
}
