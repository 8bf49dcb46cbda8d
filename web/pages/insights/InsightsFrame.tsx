import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { insightsTexts } from '../../texts/insights.ts';
import classes from './insights.module.css';

/** The two pages of the analytics, and the way between them. */
export function InsightsFrame() {
  const { pathname } = useLocation();
  usePageTitle(
    pathname.endsWith('/report') ? insightsTexts.report : insightsTexts.today,
    insightsTexts.title,
  );
  return (
    <div className={classes.frame}>
      <header className={classes.head}>
        <h1>{insightsTexts.title}</h1>
        <nav aria-label={insightsTexts.title} className={classes.tabs}>
          <Link to="/insights/today" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
            {insightsTexts.today}
          </Link>
          <Link to="/insights/report" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
            {insightsTexts.report}
          </Link>
        </nav>
      </header>
      <p className={classes.lead}>{insightsTexts.lead}</p>
      <Outlet />
    </div>
  );
}
