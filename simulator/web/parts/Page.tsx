import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Path, To } from '../shell/routing.tsx';
import { shellTexts } from '../texts/shell.ts';

interface PageProps {
  title: string;
  /** One sentence: what this page is for. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the console: its name, what can be done, and what there is. */
export function Page({ title, lead, actions, children }: PageProps) {
  return (
    <main className="page-body">
      <header className="page-title">
        <h1>{title}</h1>
        <div className="page-actions">{actions}</div>
        {lead && <p className="dim">{lead}</p>}
      </header>
      {children}
    </main>
  );
}

/** A list with the opened one beside it; on narrow screens the opened one covers the list. */
export function Split({ list, detail }: { list: ReactNode; detail: ReactNode | null }) {
  return (
    <div className="split" data-open={detail !== null}>
      <div className="split-list">{list}</div>
      {detail !== null && <section className="split-detail">{detail}</section>}
    </div>
  );
}

interface DetailProps {
  title: ReactNode;
  /** Where the list is. */
  close: Path;
  actions?: ReactNode;
  children: ReactNode;
}

/** What is opened beside a list. */
export function Detail({ title, close, actions, children }: DetailProps) {
  return (
    <>
      <header className="detail-head">
        <To to={close} className="detail-close" data-close aria-label={shellTexts.back}>
          <IconArrowLeft size={18} aria-hidden />
        </To>
        <h2>{title}</h2>
        <div className="page-actions">{actions}</div>
      </header>
      <div className="detail-body">{children}</div>
    </>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  lead,
  actions,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title}>
      <header className="section-head">
        <h3>{title}</h3>
        <div className="page-actions">{actions}</div>
      </header>
      {lead && <p className="dim section-lead">{lead}</p>}
      {children}
    </section>
  );
}
