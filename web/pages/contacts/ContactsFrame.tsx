import { Link, Outlet } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import classes from './contacts.module.css';

/** Contacts, companies and cases, and the way between them. */
export function ContactsFrame() {
  const may = useMay();
  const here = { className: classes.tab, activeProps: { 'aria-current': 'page' as const } };
  return (
    <div className={classes.frame}>
      <div className={classes.head}>
        <h1>{texts.title}</h1>
        <nav aria-label={texts.title} className={classes.tabs}>
          <Link to="/contacts" activeOptions={{ exact: true, includeSearch: false }} {...here}>
            {texts.contacts}
          </Link>
          <Link to="/contacts/companies" activeOptions={{ includeSearch: false }} {...here}>
            {texts.companies}
          </Link>
          <Link to="/contacts/cases" activeOptions={{ includeSearch: false }} {...here}>
            {texts.cases}
          </Link>
          {may('contacts.merge') && (
            <Link to="/contacts/import" {...here}>
              {texts.import}
            </Link>
          )}
        </nav>
      </div>
      <p className={classes.lead}>{texts.lead}</p>
      <Outlet />
    </div>
  );
}
