import type { Account } from '../../contract/api/index.ts';
import { handlesQuery } from './queries.ts';
import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

/** Accounts that reports can read X with, by name. Its key begins like that of handles: live events fetch it again. */
export const reportAccountsQuery = {
  queryKey: [...handlesQuery.queryKey, 'accounts'] as const,
  queryFn: async ({ signal }: Context): Promise<Account[]> => {
    const { handles } = await api.handles.list({ signal });
    const byId = new Map(handles.map(({ account }) => [account.id, account]));
    return [...byId.values()]
      .filter(({ status }) => status !== 'removed')
      .sort((a, b) => (a.username ?? '').localeCompare(b.username ?? ''));
  },
};
