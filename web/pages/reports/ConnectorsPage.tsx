import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { reportKindsQuery } from '../../api/reports.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import data from '../data/data.module.css';
import { ImportDrawer } from '../data/ImportDrawer.tsx';
import classes from './reports.module.css';

/** Where the rows of a new DataSet come from. */
export function ConnectorsPage() {
  usePageTitle(texts.newTitle, dataTexts.title);
  const query = useQuery(reportKindsQuery);
  const [importing, setImporting] = useState(false);
  return (
    <div className={data.frame}>
      <p className={data.dim}>
        <Link to="/datasources">{dataTexts.datasets}</Link>
      </p>
      <div className={data.head}>
        <h1>{texts.newTitle}</h1>
      </div>
      <p className={data.lead}>{texts.newLead}</p>
      {query.isError && !query.data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data?.length === 0 && (
        <EmptyState title={texts.noConnectors}>{texts.noConnectorsHint}</EmptyState>
      )}
      <ul className={classes.cards} aria-label={texts.newTitle}>
        {query.data?.map((kind) => (
          <li key={kind.id}>
            <h2>
              <Link to="/datasources/new/$kindId" params={{ kindId: kind.id }}>
                {kind.name}
              </Link>
            </h2>
            <p>{kind.summary}</p>
            <p className={classes.dim}>{kind.needsAccount ? texts.readsX : texts.readsOwn}</p>
          </li>
        ))}
        <li>
          <h2>
            <button type="button" onClick={() => setImporting(true)}>
              {texts.fromFile}
            </button>
          </h2>
          <p>{texts.fromFileHint}</p>
        </li>
      </ul>
      {importing && <ImportDrawer onClose={() => setImporting(false)} />}
    </div>
  );
}
