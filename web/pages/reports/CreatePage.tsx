import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { reportKindsQuery } from '../../api/reports.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import data from '../data/data.module.css';
import { CreateFlow } from './CreateFlow.tsx';

/** A DataSet from a connector, pane by pane. */
export function CreatePage() {
  const { kindId } = useParams({ from: '/frame/datasources/new/$kindId' });
  const query = useQuery(reportKindsQuery);
  const kind = query.data?.find(({ id }) => id === kindId);
  usePageTitle(kind?.name ?? texts.newTitle, texts.newTitle, dataTexts.title);
  return (
    <div className={data.frame}>
      <p className={data.dim}>
        <Link to="/datasources">{dataTexts.datasets}</Link> /{' '}
        <Link to="/datasources/new">{texts.newTitle}</Link>
      </p>
      <div className={data.head}>
        <h1>{kind?.name ?? texts.newTitle}</h1>
      </div>
      {query.isError && !query.data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && !kind && (
        <EmptyState title={texts.noSuchKind}>
          <Link to="/datasources/new">{texts.toConnectors}</Link>
        </EmptyState>
      )}
      {kind && (
        <>
          <p className={data.lead}>{kind.summary}</p>
          <CreateFlow key={kind.id} kind={kind} />
        </>
      )}
    </div>
  );
}
