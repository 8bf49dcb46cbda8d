import { keepPreviousData } from '@tanstack/react-query';
import type { accountRoutes } from '../../contract/api/index.ts';
import type { QueryOf } from '../../contract/api/route.ts';
import { api } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}
export type AccountsQuery = QueryOf<(typeof accountRoutes)['list']>;

export const accountsQuery = (query: AccountsQuery) => ({
  queryKey: ['accounts', 'list', query] as const,
  queryFn: ({ signal }: Context) => api.accounts.list(query, { signal }),
  placeholderData: keepPreviousData,
});
export const accountQuery = (id: string) => ({
  queryKey: ['accounts', 'one', id] as const,
  queryFn: ({ signal }: Context) => api.accounts.get({ id }, { signal }),
});

export const refreshAccounts = () => queryClient.invalidateQueries({ queryKey: ['accounts'] });
