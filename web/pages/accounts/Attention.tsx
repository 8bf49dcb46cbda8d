import { Link } from '@tanstack/react-router';
import type { ListedAccount } from '../../../contract/api/index.ts';
import { formatDayAndTime } from '../../../ui/index.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import classes from './accounts.module.css';

/** What is wrong with an account, for people; nothing while it is well. */
export function noticeOf({ health, endsAt }: ListedAccount): string | undefined {
  if (health === 'good') return undefined;
  return texts.notices[health](endsAt === null ? '' : formatDayAndTime(endsAt));
}

/** Accounts whose sign-in ends, ended or could not be renewed, and what is to be done. */
export function Attention({ accounts }: { accounts: readonly ListedAccount[] }) {
  const unwell = accounts.filter(({ health }) => health !== 'good');
  if (unwell.length === 0) return null;
  return (
    <section className={classes.attention} role="status">
      <h2>{texts.attention(unwell.length)}</h2>
      <ul>
        {unwell.map((account) => (
          <li key={account.id}>
            <Link to="/datasources/accounts" search={{ account: account.id }} className={classes.link}>
              {account.name}
            </Link>
            : {noticeOf(account)}
          </li>
        ))}
      </ul>
    </section>
  );
}
