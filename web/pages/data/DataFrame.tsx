import { Link, Outlet } from '@tanstack/react-router';
import { accountsTexts } from '../../texts/accounts.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import classes from './data.module.css';

/** DataSets and SQL over them, and the way between them. */
export function DataFrame() {
  const here = { className: classes.tab, activeProps: { 'aria-current': 'page' as const } };
  return (
    <div className={classes.frame}>
      <div className={classes.head}>
        <h1>{texts.title}</h1>
        <nav aria-label={texts.title} className={classes.tabs}>
          <Link to="/datasources" activeOptions={{ exact: true }} {...here}>
            {texts.datasets}
          </Link>
          <Link to="/datasources/sql" {...here}>
            {texts.sql}
          </Link>
          <Link to="/datasources/accounts" {...here}>
            {accountsTexts.title}
          </Link>
        </nav>
      </div>
      <p className={classes.lead}>{texts.lead}</p>
      <Outlet />
    </div>
  );
}
