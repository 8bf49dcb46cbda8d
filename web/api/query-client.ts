import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../../client/index.ts';

/** What the browser knows. Live events keep it fresh, so nothing is fetched again just because time passed. */
export const queryClient = new QueryClient({
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
