import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}
const PAGE = 50;

// Keys begin with `setup` and `saved_query`: a change, told live, fetches them again.
export const savedQueriesQuery = (q: string) => ({
  queryKey: ['setup', 'saved_query', 'pages', q] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: number }) =>
    api.savedQueries.list({ ...(q !== '' && { q }), offset: pageParam, limit: PAGE }, { signal }),
  initialPageParam: 0,
  getNextPageParam: (page: { more: boolean }, pages: readonly unknown[]) =>
    page.more ? pages.length * PAGE : undefined,
  placeholderData: keepPreviousData,
});
export const savedQueryQuery = (id: string) => ({
  queryKey: ['setup', 'saved_query', id] as const,
  queryFn: ({ signal }: Context) => api.savedQueries.get({ id }, { signal }),
});

export const refreshSavedQueries = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['setup', 'saved_query'] });
