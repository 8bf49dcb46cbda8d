import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, api } from '../../../../client/index.ts';
import type { SlackChannel } from '../../../../contract/api/index.ts';
import { CopyBlock, CopyField, EmptyState, formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { slackChannelQuery } from '../../../api/slack.ts';
import { slackManifest } from '../../../lib/slack-manifest.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { slackTexts as texts } from '../../../texts/slack.ts';
import handle from '../handle/handle.module.css';
import settings from '../settings.module.css';
import log from '../webhooks/webhooks.module.css';
import classes from './business.module.css';
import { SlackForm } from './SlackForm.tsx';
import { SlackLog } from './SlackLog.tsx';

/** One channel: how it fares, what Slack needs, and its log. */
export function SlackChannelPage() {
  const { slackId } = useParams({ from: '/frame/settings/business/slack/$slackId' });
  const query = useQuery(slackChannelQuery(slackId));
  const channel = query.data;
  const isGone = query.error instanceof ApiError && query.error.status === 404;
  usePageTitle(channel?.name ?? texts.title, texts.title);
  return (
    <div className={settings.page}>
      <Link to="/settings/business/slack" className={handle.back}>
        <IconArrowLeft size={16} aria-hidden /> {texts.back}
      </Link>
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {isGone && <EmptyState title={texts.gone} />}
      {query.isError && !channel && !isGone && <PageProblemOf query={query} />}
      {channel && (
        <>
          <Head channel={channel} />
          <Guide channel={channel} />
          <SlackLog channelId={channel.id} />
        </>
      )}
    </div>
  );
}

function Head({ channel }: { channel: SlackChannel }) {
  const { id, counts, pausedBy, lastError } = channel;
  const [editing, setEditing] = useState(false);
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
      void queryClient.invalidateQueries({ queryKey: ['webhooks', 'slack'] });
    }
  };
  const test = async () => {
    const { error, team } = await api.slack.test({ id });
    if (error === null) tellDone(texts.testFine(team));
    else tellProblem(texts.failed, texts.testFailed(error));
  };
  return (
    <>
      <h2 dir="auto">{channel.name}</h2>
      <p className={settings.lead}>{texts.facts(channel)}</p>
      {channel.missing.map((what) => (
        <p key={what} className={log.notice} role="status">
          {texts.missing[what]}
        </p>
      ))}
      {pausedBy && <PausedNotice channel={channel} />}
      {lastError && pausedBy !== 'failures' && (
        <p className={settings.dim}>{texts.lastError(formatDayAndTime(lastError.at), lastError.error)}</p>
      )}
      <dl className={log.numbers}>
        {(['waiting', 'delivered', 'failedTries', 'dead'] as const).map((name) => (
          <div key={name}>
            <dt>{texts.numbers[name]}</dt>
            <dd>{texts.more(counts[name])}</dd>
          </div>
        ))}
      </dl>
      <div className={settings.verbs}>
        <Button onClick={() => setEditing(true)}>{texts.edit}</Button>
        <Button variant="default" loading={busy === 'test'} onClick={() => void act('test', test)}>
          {texts.test}
        </Button>
        {pausedBy ? (
          <Button
            variant="default"
            loading={busy === 'resume'}
            onClick={() => void act('resume', () => api.slack.resume({ id }), texts.resumed)}
          >
            {texts.resume}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={busy === 'pause'}
            onClick={() => void act('pause', () => api.slack.pause({ id }), texts.paused)}
          >
            {texts.pause}
          </Button>
        )}
      </div>
      {editing && <SlackForm channel={channel} onClose={() => setEditing(false)} />}
    </>
  );
}

function PausedNotice({ channel: { pausedBy, pausedAt, pauseReason, probeAt } }: { channel: SlackChannel }) {
  const isFailing = pausedBy === 'failures';
  return (
    <p className={isFailing ? settings.problem : log.notice} role="status">
      {isFailing
        ? texts.pausedByFailures(pauseReason)
        : texts.pausedByPerson(pausedAt ? formatDayAndTime(pausedAt) : '')}{' '}
      {isFailing && probeAt && texts.nextLook(formatDayAndTime(probeAt))}
    </p>
  );
}

/** What is to be pasted in Slack. */
function Guide({ channel }: { channel: SlackChannel }) {
  const { eventsUrl, commandUrl } = channel;
  const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };
  return (
    <section aria-label={texts.guide}>
      <h3>{texts.guide}</h3>
      <p className={settings.lead}>{texts.guideHint}</p>
      {!eventsUrl.startsWith('https:') && <p className={settings.problem}>{texts.needsHttps}</p>}
      <div className={classes.guide}>
        <CopyBlock label={texts.manifest} value={slackManifest(channel)} {...copy} />
        <CopyField label={texts.eventsUrl} value={eventsUrl} {...copy} />
        <CopyField label={texts.commandUrl} value={commandUrl} {...copy} />
      </div>
    </section>
  );
}
