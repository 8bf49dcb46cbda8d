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
    const [{ handles }, { accounts }] = await Promise.all([
      api.handles.list({ signal }),
      // Those that are shared with whoever asks.
      api.accounts.list({ limit: 100 }, { signal }),
    ]);
    const shared = new Set(accounts.map(({ id }) => id));
    const byId = new Map(handles.map(({ account }) => [account.id, account]));
    return [...byId.values()]
      .filter(({ id, status }) => status !== 'removed' && shared.has(id))
      .sort((a, b) => (a.username ?? '').localeCompare(b.username ?? ''));
  },
};
