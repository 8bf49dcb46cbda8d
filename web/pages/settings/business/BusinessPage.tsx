import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { businessSystems, businessTexts as texts } from '../../../texts/business.ts';
import settings from '../settings.module.css';
import classes from './business.module.css';

/** Programs beside the desk, each with a page of its own. */
export function BusinessPage() {
  usePageTitle(texts.title);
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      <ul className={classes.systems}>
        {businessSystems.map(({ to, name, hint }) => (
          <li key={to}>
            <Link to={to} className={classes.system}>
              <span>
                <strong>{name}</strong>
                <span className={settings.dim}>{hint}</span>
              </span>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
