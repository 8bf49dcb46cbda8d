import type { ListedAccount } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { handlesQuery } from './queries.ts';

interface Context {
  signal: AbortSignal;
}

/** Accounts that reports can read X with, by name. Its key begins like that of handles: live events fetch it again. */
export const reportAccountsQuery = {
  queryKey: [...handlesQuery.queryKey, 'accounts'] as const,
  queryFn: async ({ signal }: Context) =>
    (await api.accounts.list({ order: 'name', limit: 100 }, { signal })).accounts,
};

/** What an account is called: by the house's own name, else as X does. */
export const accountName = ({ label, username, name }: ListedAccount): string =>
  label ?? (username === null ? name : `@${username}`);
