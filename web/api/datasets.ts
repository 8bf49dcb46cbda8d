import { type InfiniteData, keepPreviousData } from '@tanstack/react-query';
import type { QueryOf } from '../../contract/api/route.ts';
import type { ColumnStatistics, datasetRoutes } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}
type ListQuery = QueryOf<(typeof datasetRoutes)['list']>;
type RowsQuery = QueryOf<(typeof datasetRoutes)['rows']>;

// Keys begin with `setup` and `dataset`: a new version, told live, fetches them again.
export const datasetsQuery = (query: ListQuery) => ({
  queryKey: ['setup', 'dataset', 'list', query] as const,
  queryFn: ({ signal }: Context) => api.datasets.list(query, { signal }),
  placeholderData: keepPreviousData,
});
const PAGE = 50;
/** All of them, page by page. */
export const allDatasetsQuery = (query: Omit<ListQuery, 'offset' | 'limit'>) => ({
  queryKey: ['setup', 'dataset', 'pages', query] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: number }) =>
    api.datasets.list({ ...query, offset: pageParam, limit: PAGE }, { signal }),
  initialPageParam: 0,
  getNextPageParam: (page: { more: boolean }, pages: readonly unknown[]) =>
    page.more ? pages.length * PAGE : undefined,
  placeholderData: keepPreviousData,
});
export const datasetQuery = (datasetId: string) => ({
  queryKey: ['setup', 'dataset', datasetId] as const,
  queryFn: ({ signal }: Context) => api.datasets.get({ datasetId }, { signal }),
});
/** Of a version, which never changes. */
export const datasetRowsQuery = (datasetId: string, query: RowsQuery & { version: number }) => ({
  queryKey: ['dataset-rows', datasetId, query] as const,
  queryFn: ({ signal }: Context) => api.datasets.rows({ datasetId }, query, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 60_000,
});
const COLUMNS = 24;
interface StatisticsPage {
  rows: number;
  columns: ColumnStatistics[];
  more: boolean;
}
/** Of a version, since updates of other DataSets change nothing of it; a wide table is not asked about all at once. */
export const datasetStatisticsQuery = (datasetId: string, version: number) => ({
  queryKey: ['dataset-statistics', datasetId, version] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: number }): Promise<StatisticsPage> =>
    api.datasets.statistics({ datasetId }, { version, offset: pageParam, limit: COLUMNS }, { signal }),
  enabled: version > 0,
  initialPageParam: 0,
  getNextPageParam: (page: StatisticsPage, pages: readonly unknown[]) =>
    page.more ? pages.length * COLUMNS : undefined,
  // Until those of the new version are here.
  placeholderData: (
    before: InfiniteData<StatisticsPage, number> | undefined,
    query: { queryKey: readonly unknown[] } | undefined,
  ) => (query?.queryKey[1] === datasetId ? before : undefined),
});
export const datasetLineageQuery = (datasetId: string) => ({
  queryKey: ['setup', 'dataset', datasetId, 'lineage'] as const,
  queryFn: ({ signal }: Context) => api.datasets.lineage({ datasetId }, { signal }),
  // Reports that are made of it are not told as changes of it.
  staleTime: 0,
});
export const datasetVersionsQuery = (datasetId: string) => ({
  queryKey: ['setup', 'dataset', datasetId, 'versions'] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: number }) =>
    api.datasets.versions(
      { datasetId },
      { limit: 50, ...(pageParam > 0 && { before: pageParam }) },
      { signal },
    ),
  initialPageParam: 0,
  getNextPageParam: (page: { more: boolean; versions: { number: number }[] }) =>
    page.more ? page.versions.at(-1)?.number : undefined,
});
