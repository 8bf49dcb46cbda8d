import type { insightsRoutes, QueryOf } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

export type ReportQuery = QueryOf<typeof insightsRoutes.report>;
export type BehindQuery = QueryOf<typeof insightsRoutes.conversations>;

export const reportQuery = (query: ReportQuery) => ({
  queryKey: ['insights', 'report', query] as const,
  queryFn: ({ signal }: Context) => api.insights.report(query, { signal }),
  staleTime: 30_000,
});

export const todayQuery = (query: QueryOf<typeof insightsRoutes.today>) => ({
  queryKey: ['insights', 'today', query] as const,
  queryFn: ({ signal }: Context) => api.insights.today(query, { signal }),
  refetchInterval: 30_000,
});

export const timelineQuery = (id: string, query: QueryOf<typeof insightsRoutes.timeline>) => ({
  queryKey: ['insights', 'timeline', id, query] as const,
  queryFn: ({ signal }: Context) => api.insights.timeline({ id }, query, { signal }),
});

/** Where the browser fetches the report as a file. */
export function csvAddress(query: ReportQuery): string {
  const words = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `/api/insights/report.csv?${new URLSearchParams(words).toString()}`;
}
