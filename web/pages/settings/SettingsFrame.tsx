import { Link, Outlet } from '@tanstack/react-router';
import { useMe } from '../../api/session.ts';
import { settingsSections, settingsTexts } from '../../texts/settings.ts';
import classes from './settings.module.css';

export function SettingsFrame() {
  const me = useMe();
  return (
    <div className={classes.frame}>
      <nav className={classes.nav} aria-label={settingsTexts.title}>
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
