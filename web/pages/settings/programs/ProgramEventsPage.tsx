import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ProgramEvent } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { CopyBlock, EmptyState, formatExact, LoadingState, ProblemState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { addEvents, gistOf, typesOf } from '../../../lib/event-feed.ts';
import { describeError } from '../../../shell/tell.ts';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { programEventTexts as texts, programTexts } from '../../../texts/programs.ts';
import handle from '../handle/handle.module.css';
import settings from '../settings.module.css';
import classes from './programs.module.css';

const queryKey = ['program-events'] as const;
/** Where the stream of live updates is broken, it goes on more slowly. */
const ANYWAY_MS = 5_000;

/** What happens, as webhooks would be told, while one looks. */
export function ProgramEventsPage() {
  usePageTitle(texts.title, programTexts.title);
  const [events, setEvents] = useState<readonly ProgramEvent[]>([]);
  const [type, setType] = useState('');
  const [paused, setPaused] = useState(false);
  const place = useRef<string>(undefined);
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const after = place.current;
      const page = await api.programEvents.list(after === undefined ? {} : { after }, { signal });
      place.current = page.next;
      setEvents((known) => addEvents(known, page.events));
      if (page.more) setTimeout(() => void queryClient.invalidateQueries({ queryKey }), 0);
      return page.next;
    },
    enabled: !paused,
    refetchInterval: ANYWAY_MS,
    gcTime: 0,
  });
  const shown = type === '' ? events : events.filter((one) => one.type === type);
  return (
    <div className={settings.page}>
      <Link to="/settings/programs" className={handle.back}>
        <IconArrowLeft size={16} aria-hidden /> {programTexts.title}
      </Link>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      <div className={classes.feedTools}>
        <NativeSelect
          aria-label={texts.trigger}
          size="xs"
          value={type}
          data={[{ value: '', label: texts.allTriggers }, ...typesOf(events)]}
          onChange={(event) => setType(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" onClick={() => setPaused(!paused)}>
          {paused ? texts.resume : texts.pause}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={events.length === 0}
          onClick={() => {
            setEvents([]);
            setType('');
          }}
        >
          {texts.clear}
        </Button>
        <Link to="/settings/webhooks">{texts.log}</Link>
      </div>
      <p role="status" className={settings.dim}>
        {paused ? texts.paused : ''}
      </p>
      {query.isPending && !paused && <LoadingState label={commonTexts.loading} />}
      {query.isError && (
        <ProblemState
          title={commonTexts.cannotLoad}
          message={describeError(query.error)}
          retryLabel={commonTexts.retry}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && shown.length === 0 && (
        <EmptyState title={events.length === 0 ? texts.emptyTitle : texts.emptyFilterTitle}>
          {events.length === 0 ? texts.emptyHint : texts.emptyFilterHint}
        </EmptyState>
      )}
      {shown.length > 0 && (
        <ol className={classes.feed} aria-label={texts.list}>
          {shown.map((one) => (
            <EventRow key={one.id} event={one} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** One event; its body is made into text when it is opened. */
function EventRow({ event }: { event: ProgramEvent }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
        <summary>
          <IconChevronRight size={14} aria-hidden className={classes.mark} />
          <code>{event.type}</code>
          <span className={classes.gist} dir="auto">
            {gistOf(event)}
          </span>
          <time dateTime={event.at} className={settings.dim}>
            {formatExact(event.at)}
          </time>
        </summary>
        {open && (
          <CopyBlock
            label={texts.body}
            value={JSON.stringify(event.body, null, 2)}
            copyLabel={commonTexts.copy}
            copiedLabel={commonTexts.copied}
          />
        )}
      </details>
    </li>
  );
}
