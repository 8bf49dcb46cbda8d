import { IconBrandSlack } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SlackChannel } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { slackChannelsQuery } from '../../../api/slack.ts';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { businessTexts } from '../../../texts/business.ts';
import { slackTexts as texts } from '../../../texts/slack.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import settings from '../settings.module.css';
import { SlackForm } from './SlackForm.tsx';

/** Channels of Slack in which conversations are shown. */
export function SlackChannelsPage() {
  usePageTitle(texts.title, businessTexts.title);
  const query = useQuery(slackChannelsQuery);
  const navigate = useNavigate();
  const [layer, setLayer] = useState<'new' | SlackChannel>();
  const [made, setMade] = useState<string>();
  const close = () => setLayer(undefined);
  const open = (id: string) =>
    void navigate({ to: '/settings/business/slack/$slackId', params: { slackId: id } });
  // Its page, once the form is closed: before, leaving would be asked about.
  useEffect(() => {
    if (made !== undefined && layer === undefined)
      void navigate({ to: '/settings/business/slack/$slackId', params: { slackId: made } });
  }, [made, layer, navigate]);
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.channels}
        textOf={({ name, channel }) => `${name} ${channel}`}
        addLabel={texts.add}
        onAdd={() => setLayer('new')}
        empty={{ icon: <IconBrandSlack size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={({ name }) => name}
            marksOf={(channel) => <Marks channel={channel} />}
            factsOf={(channel) => texts.facts(channel)}
            onOpen={({ id }) => open(id)}
            onDelete={setLayer}
          />
        )}
      </ListPage>
      {layer === 'new' && <SlackForm onSaved={setMade} onClose={close} />}
      {typeof layer === 'object' && (
        <DeleteGuard
          id={layer.id}
          name={layer.name}
          hint={texts.removeHint}
          forGood
          remove={() => api.slack.remove({ id: layer.id })}
          onRemoved={() => void queryClient.invalidateQueries({ queryKey: ['webhooks', 'slack'] })}
          onClose={close}
        />
      )}
    </>
  );
}

function Marks({ channel: { pausedBy, missing } }: { channel: SlackChannel }) {
  if (pausedBy)
    return (
      <span className={settings.health} data-health={pausedBy === 'failures' ? 'down' : undefined}>
        {texts.marks[pausedBy]}
      </span>
    );
  if (missing.length === 0) return undefined;
  return (
    <span className={settings.health} data-health="degraded">
      {texts.unfinishedMark}
    </span>
  );
}
