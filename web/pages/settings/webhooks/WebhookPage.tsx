import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, api } from '../../../../client/index.ts';
import type { Webhook } from '../../../../contract/api/index.ts';
import { EmptyState, formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { webhookQuery } from '../../../api/webhooks.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import handle from '../handle/handle.module.css';
import settings from '../settings.module.css';
import { DeliveryLog } from './DeliveryLog.tsx';
import { ResendDialog } from './ResendDialog.tsx';
import { SecretField } from './SecretField.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import classes from './webhooks.module.css';

/** One webhook: how it fares, what can be done with it, and its log. */
export function WebhookPage() {
  const { webhookId } = useParams({ from: '/frame/settings/webhooks/$webhookId' });
  const query = useQuery(webhookQuery(webhookId));
  const webhook = query.data;
  const isGone = query.error instanceof ApiError && query.error.status === 404;
  usePageTitle(webhook?.name ?? texts.title, texts.title);
  return (
    <div className={settings.page}>
      <Link to="/settings/webhooks" className={handle.back}>
        <IconArrowLeft size={16} aria-hidden /> {texts.back}
      </Link>
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {isGone && <EmptyState title={texts.gone} />}
      {query.isError && !webhook && !isGone && <PageProblemOf query={query} />}
      {webhook && (
        <>
          <Head webhook={webhook} />
          <DeliveryLog webhook={webhook} />
        </>
      )}
    </div>
  );
}

function Head({ webhook }: { webhook: Webhook }) {
  const { id, counts, pausedBy } = webhook;
  const [layer, setLayer] = useState<'edit' | 'resend'>();
  const [busy, setBusy] = useState<string>();
  const act = async (what: string, work: () => Promise<unknown>, done?: string) => {
    setBusy(what);
    try {
      await work();
      if (done) tellDone(done);
    } catch (error) {
      tellProblem(texts.failed, error);
    } finally {
      setBusy(undefined);
      void queryClient.invalidateQueries({ queryKey: ['webhooks'] });
    }
  };
  const test = async () => {
    const { status, error, tookMs } = await api.webhooks.test({ id });
    if (error === null) tellDone(texts.testFine(status, tookMs));
    else tellProblem(texts.failed, texts.testFailed(error || texts.testNone));
  };
  return (
    <>
      <h2 dir="auto">{webhook.name}</h2>
      <p className={settings.lead} dir="ltr" style={{ overflowWrap: 'anywhere' }}>
        {webhook.target}
      </p>
      {pausedBy && <PausedNotice webhook={webhook} />}
      <dl className={classes.numbers}>
        {(['waiting', 'delivered', 'failedTries', 'dead'] as const).map((name) => (
          <div key={name}>
            <dt>{texts.numbers[name]}</dt>
            <dd>
              {name === 'waiting' || name === 'dead'
                ? texts.more(counts[name])
                : counts[name].toLocaleString('en')}
            </dd>
          </div>
        ))}
      </dl>
      <div className={settings.verbs}>
        {pausedBy ? (
          <Button
            loading={busy === 'resume'}
            onClick={() => void act('resume', () => api.webhooks.resume({ id }), texts.resumed)}
          >
            {texts.resume}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={busy === 'pause'}
            onClick={() => void act('pause', () => api.webhooks.pause({ id }), texts.paused)}
          >
            {texts.pause}
          </Button>
        )}
        <Button variant="default" loading={busy === 'test'} onClick={() => void act('test', test)}>
          {texts.test}
        </Button>
        <Button variant="default" onClick={() => setLayer('resend')}>
          {texts.range}
        </Button>
        <Button variant="default" onClick={() => setLayer('edit')}>
          {texts.edit}
        </Button>
      </div>
      <SecretField webhookId={id} />
      {layer === 'edit' && <WebhookForm webhook={webhook} onClose={() => setLayer(undefined)} />}
      {layer === 'resend' && <ResendDialog webhookId={id} onClose={() => setLayer(undefined)} />}
    </>
  );
}

function PausedNotice({ webhook }: { webhook: Webhook }) {
  const { pausedBy, pausedAt, pauseReason, probeAt } = webhook;
  const isFailing = pausedBy === 'failures';
  return (
    <p className={isFailing ? settings.problem : classes.notice} role="status">
      {isFailing
        ? texts.pausedByFailures(pauseReason)
        : texts.pausedByPerson(pausedAt ? formatDayAndTime(pausedAt) : '')}{' '}
      {isFailing && probeAt && texts.nextLook(formatDayAndTime(probeAt))}
    </p>
  );
}
