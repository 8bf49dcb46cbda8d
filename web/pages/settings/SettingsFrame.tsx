import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe } from '../../api/session.ts';
import { settingsSections, settingsTexts } from '../../texts/settings.ts';
import classes from './settings.module.css';

export function SettingsFrame() {
  const me = useMe();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a phone the sections are a row that scrolls: the current one is never out of sight.
  useEffect(() => {
    const row = nav.current;
    const here = row?.querySelector<HTMLElement>(`a[href="${pathname}"], [aria-current="page"]`);
    if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }, [pathname]);
  return (
    <div className={classes.frame}>
      <nav ref={nav} className={classes.nav} aria-label={settingsTexts.title}>
        <h1>{settingsTexts.title}</h1>
        {settingsSections
          .filter((section) => !section.administrator || me.role === 'administrator')
          .map((section) => (
            <Link
              key={section.to}
              to={section.to}
              className={classes.link}
              activeProps={{ 'data-here': true, 'aria-current': 'page' }}
            >
              {section.name}
            </Link>
          ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  );
}
