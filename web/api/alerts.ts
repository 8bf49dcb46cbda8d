import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

// Keys begin with `alerts`: the live event of that name fetches them again.
export const alertRulesQuery = {
  queryKey: ['alerts', 'rules'] as const,
  queryFn: ({ signal }: Context) => api.alerts.rules({ signal }),
};

/** Alerts that stand and those that are over, newest first, page by page. */
export const alertHistoryQuery = {
  queryKey: ['alerts', 'history'] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.alerts.history({ limit: 20, ...(pageParam && { cursor: pageParam }) }, { signal }),
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
};
