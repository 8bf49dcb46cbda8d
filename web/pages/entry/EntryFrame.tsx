import type { ReactNode } from 'react';
import classes from './entry.module.css';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { commonTexts } from '../../texts/everywhere.ts';

/** The pages before the door: one card in the middle. */
export function EntryFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <p className={classes.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} /> {commonTexts.product}
        </p>
        <h1>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
