import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadingState } from '../../../ui/index.ts';
import { datasetLineageQuery } from '../../api/datasets.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { lineageTexts as texts } from '../../texts/lineage.ts';
import classes from './lineage.module.css';
import { LineageGraph } from './LineageGraph.tsx';

/** What fills a DataSet, what it is made from, and what is made from it. */
export function LineageTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/lineage' });
  const query = useQuery(datasetLineageQuery(datasetId));
  const { data } = query;
  if (!data) {
    return query.isError ? <PageProblemOf query={query} /> : <LoadingState label={commonTexts.loading} />;
  }
  const { nodes, links, cut } = data;
  return (
    <>
      <p className={classes.lead}>
        {nodes.length === 1 ? (
          texts.alone
        ) : (
          <>
            <span className={classes.onlyDesk}>{texts.lead}</span>
            <span className={classes.onlyPhone}>{texts.leadOfList}</span>
          </>
        )}{' '}
        {cut && texts.cut}{' '}
        {links.some(({ kind }) => kind === 'companion') && (
          <span className={classes.onlyDesk}>{texts.companions}</span>
        )}
      </p>
      <LineageGraph nodes={nodes} links={links} datasetId={datasetId} />
    </>
  );
}
