import { Link } from '@tanstack/react-router';
import type { ListedAccount } from '../../../contract/api/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { useMembers } from '../../lib/members.ts';
import { Face } from '../../shell/Face.tsx';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import classes from './accounts.module.css';

/** `@brandy · Our app (local X) · OAuth 1.0a` */
export function factsOf(account: ListedAccount): string {
  const app = account.network === 'local' ? `${account.appName} (${texts.local})` : account.appName;
  return texts.facts([account.username && `@${account.username}`, app, texts.kinds[account.kind]]);
}

/** One account of the list; the whole row opens it. */
export function AccountRow({ account }: { account: ListedAccount }) {
  const { nameOf } = useMembers();
  return (
    <li>
      <Face name={account.name} url={account.avatarUrl} size={40} />
      <div>
        <Link to="/datasources/accounts" search={{ account: account.id }} className={classes.open} dir="auto">
          {account.name}
        </Link>
        <p className={classes.dim}>{factsOf(account)}</p>
        <p className={classes.dim}>{texts.owners(account.ownerIds.map(nameOf))}</p>
      </div>
      <p className={classes.dim}>
        {texts.uses(account.datasets, account.handle?.name)}
        <br />
        {account.lastUsedAt ? (
          <>
            {texts.lastUsed} <RelativeTime at={account.lastUsedAt} long />
          </>
        ) : (
          texts.neverUsed
        )}
      </p>
      <span className={classes.health} data-health={account.health}>
        {texts.healths[account.health]}
      </span>
    </li>
  );
}
