import { NativeSelect } from '@mantine/core';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { settingsSections, settingsTexts } from '../../texts/settings.ts';
import classes from './settings.module.css';

/** The pages by section at the side; on a phone, one choice at the head. */
export function SettingsFrame() {
  const may = useMay();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const sections = settingsSections
    .map((section) => ({ ...section, pages: section.pages.filter(({ needs }) => !needs || may(needs)) }))
    .filter((section) => section.pages.length > 0);
  const here = sections
    .flatMap((section) => section.pages)
    .findLast((page) => pathname === page.to || pathname.startsWith(`${page.to}/`));
  // A page below a page names itself.
  usePageTitle(...(here?.to === pathname ? [here.name, settingsTexts.title] : []));
  return (
    <div className={classes.frame}>
      <nav className={classes.nav} aria-label={settingsTexts.title}>
        <h1>{settingsTexts.title}</h1>
        <NativeSelect
          className={classes.choice}
          aria-label={settingsTexts.page}
          value={here?.to ?? ''}
          data={sections.map(({ name, pages }) => ({
            group: name,
            items: pages.map((page) => ({ value: page.to, label: page.name })),
          }))}
          onChange={(event) => void navigate({ to: event.currentTarget.value })}
        />
        {sections.map(({ name, pages }) => (
          <section key={name} className={classes.section} aria-label={name}>
            <p aria-hidden="true">{name}</p>
            {pages.map((page) => (
              <Link
                key={page.to}
                to={page.to}
                className={classes.link}
                activeProps={{ 'data-here': true, 'aria-current': 'page' }}
              >
                {page.name}
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  );
}
