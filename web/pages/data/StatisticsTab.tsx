import { IconChartHistogram } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { datasetQuery, datasetStatisticsQuery } from '../../api/datasets.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { dataTexts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { statisticsTexts as texts } from '../../texts/statistics.ts';
import { ColumnCard } from './ColumnCard.tsx';
import classes from './statistics.module.css';
import { LoadMore } from '../../shell/LoadMore.tsx';

/** What each column holds: how much, how far, how often. */
export function StatisticsTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/statistics' });
  const dataset = useQuery(datasetQuery(datasetId)).data;
  const query = useInfiniteQuery(datasetStatisticsQuery(datasetId, dataset?.version ?? 0));
  const pages = query.data?.pages ?? [];
  if (dataset?.rows === 0) {
    return (
      <EmptyState icon={<IconChartHistogram size={28} />} title={dataTexts.noRows}>
        {dataTexts.noRowsHint}
      </EmptyState>
    );
  }
  if (pages.length === 0) {
    return query.isError ? <PageProblemOf query={query} /> : <LoadingState label={commonTexts.loading} />;
  }
  return (
    <>
      <ul className={classes.cards} aria-label={texts.columns}>
        {pages.flatMap((page) =>
          page.columns.map((column) => <ColumnCard key={column.name} column={column} rows={page.rows} />),
        )}
      </ul>
      {query.isError && <PageProblemOf query={query} />}
      {!query.isError && <LoadMore query={query} />}
    </>
  );
}
