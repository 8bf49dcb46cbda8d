import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadingState } from '../../../../ui/index.ts';
import { datasetSharingQuery } from '../../../api/dataset-sharing.ts';
import { datasetQuery } from '../../../api/datasets.ts';
import { useMay } from '../../../api/session.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { PeopleSection } from './PeopleSection.tsx';
import { PoliciesSection } from './PoliciesSection.tsx';
import { SeeAs } from './SeeAs.tsx';
import classes from './sharing.module.css';

/** Who sees a DataSet, and which of its rows. */
export function SharingTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/sharing' });
  const dataset = useQuery(datasetQuery(datasetId)).data;
  const query = useQuery(datasetSharingQuery(datasetId));
  const may = useMay();
  const { data } = query;
  if (!data || !dataset) {
    return query.isError ? <PageProblemOf query={query} /> : <LoadingState label={commonTexts.loading} />;
  }
  const mayChange = data.level === 'owner' && may('data.manage');
  return (
    <div className={classes.sharing}>
      <PeopleSection datasetId={datasetId} sharing={data} mayChange={mayChange} />
      <PoliciesSection dataset={dataset} sharing={data} mayChange={mayChange} />
      {mayChange && <SeeAs dataset={dataset} policiesOn={data.policiesOn} />}
    </div>
  );
}
