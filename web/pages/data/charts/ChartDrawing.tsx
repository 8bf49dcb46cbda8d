import type { UseQueryResult } from '@tanstack/react-query';
import type { DataChartSpec, DatasetRows } from '../../../../contract/api/index.ts';
import { LoadingState } from '../../../../ui/index.ts';
import { viewOf } from '../../../lib/data-chart-draft.ts';
import { describeError } from '../../../shell/tell.ts';
import { chartTexts as texts } from '../../../texts/data-charts.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import dataClasses from '../data.module.css';
import { AllRows } from '../RowGrid.tsx';
import { ResultPicture } from '../sql/ResultPicture.tsx';
import classes from './charts.module.css';

/** A chart as it is drawn, or why it cannot be; the numbers below it, for whoever cannot see it. */
export function ChartDrawing(props: {
  title: string;
  spec: DataChartSpec;
  query: Pick<UseQueryResult<DatasetRows>, 'data' | 'isError' | 'error'>;
}) {
  const { spec, query, title } = props;
  const { data } = query;
  if (query.isError) {
    return (
      <p className={classes.problem} role="alert">
        {texts.cannotDraw}: {describeError(query.error)}
      </p>
    );
  }
  if (!data) return <LoadingState label={commonTexts.loading} />;
  return (
    <>
      {spec.kind === 'table' ? (
        <div className={classes.rows}>
          <AllRows label={title} data={data} />
        </div>
      ) : (
        <ResultPicture result={data} view={viewOf(spec, data.columns)} />
      )}
      {data.more && spec.kind !== 'number' && <p className={dataClasses.dim}>{texts.more(spec.most)}</p>}
      {(spec.kind === 'line' || spec.kind === 'bar') && data.rows.length > 0 && (
        <details className={classes.numbers}>
          <summary>{texts.numbers}</summary>
          <div className={classes.rows}>
            <AllRows label={title} data={data} />
          </div>
        </details>
      )}
    </>
  );
}
