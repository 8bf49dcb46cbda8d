import type { ListedAccount } from '../../contract/api/index.ts';
import { accountsQuery } from './accounts.ts';

/** Accounts that reports can read X with, by name. */
export const reportAccountsQuery = {
  ...accountsQuery({ order: 'name', limit: 100 }),
  select: ({ accounts }: { accounts: ListedAccount[] }) => accounts,
};

/** What an account is called: by the house's own name, else as X does. */
export const accountName = ({ label, username, name }: ListedAccount): string =>
  label ?? (username === null ? name : `@${username}`);
