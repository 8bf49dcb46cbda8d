import { keepPreviousData } from '@tanstack/react-query';
import type { QueryOf, ReportDraft, reportRoutes, Schedule } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { isOpen } from '../lib/run-history.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}
type ListQuery = Omit<QueryOf<(typeof reportRoutes)['list']>, 'cursor' | 'limit'>;

const WATCH_MS = 1_000;

// Keys begin with `setup` and `report`: what changes of them, told live, fetches them again.
export const reportKindsQuery = {
  queryKey: ['setup', 'report', 'kinds'] as const,
  queryFn: async ({ signal }: Context) => (await api.reportKinds.list({ signal })).kinds,
  staleTime: 60_000,
};
export const reportOptionsQuery = (kindId: string, accountId: string | null) => ({
  queryKey: ['report-options', kindId, accountId] as const,
  queryFn: async ({ signal }: Context) =>
    (await api.reportKinds.options({ kindId }, accountId ? { accountId } : {}, { signal })).options,
  staleTime: 60_000,
});
export const reportCheckQuery = (draft: ReportDraft) => ({
  queryKey: ['report-check', draft] as const,
  queryFn: ({ signal }: Context) => api.reportKinds.check(draft, { signal }),
  placeholderData: keepPreviousData,
  retry: false,
  staleTime: 60_000,
});
export const nextTimesQuery = (schedules: Schedule[], zone: string) => ({
  queryKey: ['report-times', zone, schedules] as const,
  queryFn: async ({ signal }: Context) =>
    (await api.reports.nextTimes({ schedules, zone }, { signal })).times,
  placeholderData: keepPreviousData,
  retry: false,
});

/** The report that fills a DataSet; null where none does. Asked again every second while it runs. */
export const reportOfQuery = (datasetId: string) => ({
  queryKey: ['setup', 'report', 'of', datasetId] as const,
  queryFn: async ({ signal }: Context) =>
    (await api.reports.list({ datasetId, limit: 1 }, { signal })).reports[0] ?? null,
  refetchInterval: ({
    state,
  }: {
    state: { data?: { lastRun: { state: string } | null } | null | undefined };
  }) => (isOpen(state.data?.lastRun) ? WATCH_MS : (false as const)),
});
export const reportMailsQuery = (id: string) => ({
  queryKey: ['setup', 'report', 'mails', id] as const,
  queryFn: ({ signal }: Context) => api.reportMails.get({ id }, { signal }),
});
export const reportsQuery = (query: ListQuery) => ({
  queryKey: ['setup', 'report', 'list', query] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.reports.list({ ...query, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
});
/** Runs of a report, newest first; asked again every second while one goes on. */
export const runsQuery = (reportId: string) => ({
  queryKey: ['setup', 'report', 'runs', reportId] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.reports.runs(
      { id: reportId },
      { limit: 50, ...(pageParam ? { before: pageParam } : {}) },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { more: boolean; runs: { id: string }[] }) =>
    page.more ? page.runs.at(-1)?.id : undefined,
});
/** A run with its log, followed while it goes on. */
export const runQuery = (id: string) => ({
  queryKey: ['setup', 'report', 'run', id] as const,
  queryFn: ({ signal }: Context) => api.reports.getRun({ id }, { signal }),
  refetchInterval: ({ state }: { state: { data?: { run: { state: string } } | undefined } }) =>
    isOpen(state.data?.run) ? WATCH_MS : (false as const),
});

export const refreshReports = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['setup', 'report'] });
