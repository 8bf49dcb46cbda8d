import { type ReactNode, useEffect } from 'react';
import classes from './public.module.css';

interface Props {
  title: string;
  lead?: string;
  language?: string;
  children?: ReactNode;
}

/** A page for customers, who are not signed in: one column, as well on a phone. */
export function PublicFrame({ title, lead, language, children }: Props) {
  // The business speaks here, not the product.
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={classes.page} lang={language}>
      <div className={classes.column}>
        <h1 dir="auto">{title}</h1>
        {lead && (
          <p className={classes.lead} dir="auto">
            {lead}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
