import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { MeasureId, Today } from '../../../contract/api/index.ts';
import { hasConversations } from '../../../contract/api/measures.ts';
import { formatClock, LoadingState } from '../../../ui/index.ts';
import { type BehindQuery, todayQuery } from '../../api/insights.ts';
import { everyHour } from '../../lib/every-hour.ts';
import { formatLength, formatMeasure } from '../../lib/measure-format.ts';
import { timeZone } from '../../lib/report-range.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { insightsTexts } from '../../texts/insights.ts';
import { BehindDrawer } from './BehindDrawer.tsx';
import classes from './insights.module.css';
import { NumberCard } from './NumberCard.tsx';
import { PlainCard } from './PlainCard.tsx';

const ReportChart = lazy(() => import('./ReportChart.tsx'));

const flow: readonly MeasureId[] = ['opened', 'closed', 'rejection_rate', 'timeout_rate'];
/** Of what was closed: an open conversation is in none of these yet. */
const ofClosed: readonly MeasureId[] = [
  'first_response_median',
  'first_wait_avg',
  'service_level',
  'handle_avg',
  'unanswered',
  'transfer_rate',
  'messages_in',
  'messages_out',
];

/** How it stands now, and the last 24 hours. */
export function TodayPage() {
  const query = useQuery(todayQuery({ timeZone }));
  const [behind, setBehind] = useState<BehindQuery>();
  const { data } = query;
  return (
    <>
      {query.isError && !data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {data && (
        <>
          <p className={classes.lead} role="status">
            {insightsTexts.asOf(formatClock(data.at))}
          </p>
          <Standing today={data} />
          <h2>{insightsTexts.last24}</h2>
          <Numbers ids={flow} data={data} onOpen={setBehind} />
          <h2>{insightsTexts.ofClosed}</h2>
          <Numbers ids={ofClosed} data={data} onOpen={setBehind} />
          <h2>{insightsTexts.perHour}</h2>
          <Suspense fallback={<LoadingState label={commonTexts.loading} />}>
            <ReportChart
              label={insightsTexts.perHour}
              rows={everyHour(data.since, data.at).map((hour) => {
                const numbers = data.byHour.find(({ key }) => key === hour)?.numbers;
                return {
                  key: hour.slice(11),
                  opened: numbers?.['opened'] ?? 0,
                  closed: numbers?.['closed'] ?? 0,
                };
              })}
              series={[
                { name: 'opened', label: insightsTexts.opened, color: 'accent' },
                { name: 'closed', label: insightsTexts.closed, color: 'gray' },
              ]}
              line={false}
              whole
              format={(value) => formatMeasure('count', value)}
            />
          </Suspense>
        </>
      )}
      {behind && <BehindDrawer query={behind} onClose={() => setBehind(undefined)} />}
    </>
  );
}

interface NumbersProps {
  ids: readonly MeasureId[];
  data: Today;
  onOpen: (query: BehindQuery) => void;
}

function Numbers({ ids, data, onOpen }: NumbersProps) {
  return (
    <div className={classes.cards}>
      {ids.map((id) => (
        <NumberCard
          key={id}
          id={id}
          value={data.numbers[id]}
          onOpen={
            hasConversations(id) && data.numbers[id]
              ? () => onOpen({ measure: id, from: data.since, until: data.at, timeZone })
              : undefined
          }
        />
      ))}
    </div>
  );
}

function Standing({ today }: { today: Today }) {
  const number = (value: number) => formatMeasure('count', value);
  return (
    <>
      <h2>{insightsTexts.now}</h2>
      <div className={classes.cards}>
        {(['open', 'active', 'waiting', 'wrapUp'] as const).map((state) => (
          <PlainCard key={state} name={insightsTexts.states[state]} value={number(today.states[state])} />
        ))}
        <PlainCard
          name={insightsTexts.longestWait}
          value={today.longestWaitMs === null ? '–' : formatLength(today.longestWaitMs)}
        />
        <PlainCard name={insightsTexts.waitingLonger} value={number(today.waitingLongerThanFive)} />
        <PlainCard name={insightsTexts.activeLonger} value={number(today.activeLongerThanFive)} />
      </div>
      <h2>{insightsTexts.agentsThere}</h2>
      <div className={classes.cards}>
        {(['available', 'busy', 'doNotDisturb', 'away', 'inactive'] as const).map((presence) => (
          <PlainCard
            key={presence}
            name={insightsTexts.presences[presence]}
            value={number(today.agents[presence])}
          />
        ))}
      </div>
    </>
  );
}
