import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { allDatasetsQuery } from '../../api/datasets.ts';
import { reportAccountsQuery } from '../../api/report-accounts.ts';
import { reportKindsQuery, reportsQuery } from '../../api/reports.ts';
import { isFiltered, type ListFilter, listDatasets } from '../../lib/dataset-list.ts';
import type { dataTexts } from '../../texts/data.ts';

export type Order = 'attention' | keyof typeof dataTexts.orders;
const noFilter: ListFilter = { kind: '', accountId: '', state: '' };

/** The list of DataSets with the reports that fill them: found, filtered, ordered. */
export function useDatasetList() {
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<Order>('attention');
  const [filter, setFilter] = useState<ListFilter>(noFilter);
  const [q] = useDebouncedValue(words.trim(), 200);
  const datasets = useInfiniteQuery(
    allDatasetsQuery({ ...(q && { q }), order: order === 'attention' ? 'data_down' : order }),
  );
  const reports = useInfiniteQuery(reportsQuery({}));
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = reports;
  useEffect(() => {
    // The filters are over all of them.
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const kinds = useQuery(reportKindsQuery).data ?? [];
  const accounts = useQuery(reportAccountsQuery).data ?? [];
  const allReports = reports.data?.pages.flatMap((page) => page.reports) ?? [];
  const entries =
    datasets.data && reports.data
      ? listDatasets(
          datasets.data.pages.flatMap((page) => page.datasets),
          allReports,
          filter,
          q,
          order === 'attention',
        )
      : undefined;
  return {
    words,
    setWords,
    q,
    order,
    setOrder,
    filter,
    setFilter: (part: Partial<ListFilter>) => setFilter((now) => ({ ...now, ...part })),
    clearFilter: () => setFilter(noFilter),
    kinds: kinds.filter(({ id }) => allReports.some(({ kind }) => kind === id)),
    accounts: accounts.filter(({ id }) => allReports.some(({ accountId }) => accountId === id)),
    hasReports: allReports.length > 0,
    entries,
    failed: [datasets, reports].find((query) => query.isError && !query.data),
    isLoading: datasets.isPending || reports.isPending,
    more: datasets.hasNextPage && !isFiltered(filter),
    loadMore: () => void datasets.fetchNextPage(),
    isLoadingMore: datasets.isFetchingNextPage,
  };
}
