import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { MeasureId } from '../../../contract/api/index.ts';
import { measures } from '../../../contract/api/measures.ts';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { type BehindQuery, csvAddress, reportQuery } from '../../api/insights.ts';
import { formatMeasure } from '../../lib/measure-format.ts';
import { readReportSearch, type ReportFilters, toReportQuery } from '../../lib/report-search.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { groupNames, insightsTexts } from '../../texts/insights.ts';
import { BehindDrawer } from './BehindDrawer.tsx';
import { Filters } from './Filters.tsx';
import classes from './insights.module.css';
import { NumberCard } from './NumberCard.tsx';
import { ReportTable } from './ReportTable.tsx';
import { TimelineDrawer } from './TimelineDrawer.tsx';

const ReportChart = lazy(() => import('./ReportChart.tsx'));

// Object.keys forgets the literal keys.
const all = Object.keys(measures) as MeasureId[];
const first: readonly MeasureId[] = [
  'opened',
  'closed',
  'unanswered_rate',
  'first_response_median',
  'first_wait_avg',
  'service_level',
  'handle_avg',
  'transfer_rate',
  'survey_avg',
];

/** Numbers of a time: as cards, drawn, and by group. The address keeps what is shown. */
export function ReportPage() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = readReportSearch(search);
  // When the page was opened: a question that moved on with every paint would never be answered.
  const [openedAt] = useState(() => new Date());
  const query = toReportQuery(filters, openedAt);
  const report = useQuery(reportQuery(query));
  const [more, setMore] = useState(false);
  const [drawn, setDrawn] = useState<MeasureId>('closed');
  const [behind, setBehind] = useState<BehindQuery>();
  const [timelineOf, setTimelineOf] = useState<string>();
  const shown = more ? all : first;
  const change = (part: Partial<ReportFilters>) =>
    void navigate({ to: '/insights/report', search: { ...filters, ...part }, replace: true });
  const open = (measure: MeasureId, key?: string) =>
    setBehind({ ...query, measure, ...(key === undefined ? {} : { key }) });
  const { unit, name } = measures[drawn];
  const isEmpty = report.data && !report.data.total['closed'] && !report.data.total['opened'];
  return (
    <>
      <Filters value={filters} onChange={change} />
      {report.isError && <PageProblemOf query={report} />}
      {report.isPending && <LoadingState label={commonTexts.loading} />}
      {isEmpty && <EmptyState title={insightsTexts.nothingTitle}>{insightsTexts.nothingHint}</EmptyState>}
      {report.data && !isEmpty && (
        <>
          <div className={classes.cards}>
            {shown.map((id) => (
              <NumberCard
                key={id}
                id={id}
                value={report.data.total[id]}
                before={report.data.before[id]}
                onOpen={
                  measures[id].source === 'conversations' && report.data.total[id]
                    ? () => open(id)
                    : undefined
                }
              />
            ))}
          </div>
          <div className={classes.filters}>
            <Select
              label={insightsTexts.measure}
              data={all.map((id) => ({ value: id, label: measures[id].name }))}
              value={drawn}
              allowDeselect={false}
              searchable
              // The options are the measures.
              onChange={(id) => id && setDrawn(id as MeasureId)}
            />
            <Button className={classes.wide} variant="default" onClick={() => setMore(!more)}>
              {more ? insightsTexts.fewer : insightsTexts.more}
            </Button>
            <Button
              className={classes.wide}
              variant="default"
              component="a"
              href={csvAddress(query)}
              download
            >
              {insightsTexts.csv}
            </Button>
          </div>
          <div className={classes.chart}>
            <Suspense fallback={<LoadingState label={commonTexts.loading} />}>
              <ReportChart
                label={insightsTexts.chart(name, groupNames[filters.groupBy])}
                rows={report.data.rows.slice(0, 400).map((row) => ({
                  key: row.key === '' ? insightsTexts.nobody : (row.name ?? insightsTexts.gone),
                  [drawn]: row.numbers[drawn] ?? null,
                }))}
                series={[{ name: drawn, label: name, color: 'accent' }]}
                line={filters.groupBy === 'date'}
                whole={unit === 'count'}
                format={(value) => formatMeasure(unit, value)}
              />
            </Suspense>
          </div>
          <ReportTable
            report={report.data}
            groupBy={filters.groupBy}
            shown={shown}
            onOpen={open}
            onTimeline={setTimelineOf}
          />
        </>
      )}
      {behind && <BehindDrawer query={behind} onClose={() => setBehind(undefined)} />}
      {timelineOf && (
        <TimelineDrawer memberId={timelineOf} range={query} onClose={() => setTimelineOf(undefined)} />
      )}
    </>
  );
}
