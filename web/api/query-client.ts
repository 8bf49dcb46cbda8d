import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { ApiError } from '../../client/index.ts';

/**
 * A query client whose invalidation also holds for what is being read for the first time. The library lets such a
 * read go on, and takes its answer for fresh although it may be older than the news that invalidated it.
 */
export class LiveQueryClient extends QueryClient {
  override invalidateQueries<TTaggedQueryKey extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<TTaggedQueryKey>,
    options?: InvalidateOptions,
  ): Promise<void> {
    for (const query of this.getQueryCache().findAll(filters as InvalidateQueryFilters)) {
      if (query.state.data !== undefined) continue;
      behindFetch(query, () => {
        void super.invalidateQueries({ queryKey: query.queryKey, exact: true }, options);
      });
    }
    return super.invalidateQueries(filters, options);
  }
}

/** Calls back once a read that is under way has ended well; at no other time. */
export function behindFetch(query: Query, then: () => void): void {
  if (query.state.fetchStatus !== 'fetching') return;
  query.promise?.then(then, () => undefined);
}

/** What the browser knows. Live events keep it fresh, so nothing is fetched again just because time passed. */
export const queryClient = new LiveQueryClient({
  defaultOptions: {
    // The server may be on this machine or in this house, and be there without any network: ask it, and say if it fails.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5 * 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      retryDelay: (count) => 400 * 2 ** count,
    },
  },
});
