import { Button, NativeSelect } from '@mantine/core';
import { IconStars } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SurveyFigure } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { handlesQuery, membersQuery, workStreamsQuery } from '../../../api/queries.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { surveyResultTexts as texts } from '../../../texts/survey.ts';
import settings from '../settings.module.css';
import classes from './automation.module.css';

const DAY_MS = 86_400_000;
const PERIODS = [7, 30, 90, 365];
const KEY = ['setup', 'survey_results'] as const;

/** Figures and answers of surveys, by handle, queue and agent. */
export function SurveyResultsPage() {
  const [days, setDays] = useState(30);
  const [filter, setFilter] = useState({ handleId: '', queueId: '', agentId: '' });
  const [openedAt] = useState(() => Date.now());
  const from = new Date(openedAt - days * DAY_MS).toISOString();
  const chosen = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  const query = { ...chosen, from };
  const results = useQuery({
    queryKey: [...KEY, 'figures', query],
    queryFn: () => api.surveys.results(query),
    placeholderData: (before) => before,
  });
  const responses = useInfiniteQuery({
    queryKey: [...KEY, 'answers', query],
    queryFn: ({ pageParam }) =>
      api.surveys.responses({ ...query, ...(pageParam && { cursor: pageParam }), limit: 25 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  const members = useQuery(membersQuery).data?.members ?? [];
  const queues = useQuery(workStreamsQuery).data?.queues ?? [];
  const select = (key: keyof typeof filter, label: string, list: readonly { id: string; name: string }[]) => (
    <NativeSelect
      label={label}
      value={filter[key]}
      data={[{ value: '', label: texts.all }, ...list.map((one) => ({ value: one.id, label: one.name }))]}
      onChange={(event) => setFilter({ ...filter, [key]: event.currentTarget.value })}
    />
  );
  const rows = responses.data?.pages.flatMap((page) => page.responses) ?? [];
  const agentName = (id: string | null) => members.find((one) => one.id === id)?.name ?? '';
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      <div className={classes.bar}>
        <NativeSelect
          label={texts.period}
          value={String(days)}
          data={PERIODS.map((count) => ({ value: String(count), label: texts.days(count) }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        {select('handleId', texts.handle, handles)}
        {select('queueId', texts.queue, queues)}
        {select('agentId', texts.agent, members)}
      </div>
      {results.isError && <PageProblemOf query={results} />}
      {results.isPending && <LoadingState label={commonTexts.loading} />}
      {results.data && (
        <p role="status">
          {texts.sent}: <strong>{results.data.sent}</strong>, {texts.answered}:{' '}
          <strong>{results.data.answered}</strong>
        </p>
      )}
      {results.data?.figures.length === 0 && (
        <EmptyState icon={<IconStars size={28} />} title={texts.none}>
          {texts.noneHint}
        </EmptyState>
      )}
      <div className={classes.figures}>
        {results.data?.figures.map((figure) => (
          <Figure key={`${figure.handleId} ${figure.questionId}`} figure={figure} />
        ))}
      </div>
      {rows.length > 0 && <h3>{texts.each}</h3>}
      {rows.map((one) => (
        <article key={one.id} className={classes.figure} style={{ marginBottom: 10 }}>
          <strong dir="auto">{one.customerName}</strong>{' '}
          <span className={classes.dim}>
            {agentName(one.agentId)} · <RelativeTime at={one.answeredAt} long />
          </span>
          {one.answers.map(({ text, answer }) => (
            <p key={text} dir="auto">
              <span className={classes.dim}>{text}</span> {answer}
            </p>
          ))}
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: 'all', conversationId: one.conversationId }}
          >
            {texts.open}
          </Link>
        </article>
      ))}
      {responses.hasNextPage && (
        <Button
          variant="default"
          loading={responses.isFetchingNextPage}
          onClick={() => void responses.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </div>
  );
}

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

function Figure({ figure }: { figure: SurveyFigure }) {
  const most = Math.max(1, ...figure.values.map((one) => one.count));
  return (
    <section className={classes.figure}>
      <strong dir="auto">{figure.text}</strong>
      <p className={classes.dim}>
        {figure.average !== null && `${texts.average(number.format(figure.average))} · `}
        {texts.answers(figure.count)}
      </p>
      <ul className={classes.values}>
        {figure.values.map((one) => (
          <li key={one.value}>
            <span dir="auto">{one.label}</span>
            <meter min={0} max={most} value={one.count} aria-label={`${one.label}: ${one.count}`} />
            <span>{one.count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
