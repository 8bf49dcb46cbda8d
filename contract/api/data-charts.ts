import { type Static, Type } from 'typebox';
import { Id, Nullable, OneOf } from './common.ts';
import { DataFilter, DataMeasure } from './data-filters.ts';
import { DatasetId, DatasetRows } from './datasets.ts';
import { route } from './route.ts';
import { setupFields, SetupName, SetupVersion } from './setup.ts';

/** Of one DataSet. */
export const MOST_DATA_CHARTS = 30;
/** Groups that a chart has. */
export const MOST_CHART_GROUPS = 500;

export const DataGrain = OneOf(['hour', 'day', 'week', 'month', 'quarter', 'year']);
export type DataGrain = Static<typeof DataGrain>;

/** What is drawn of the rows of a DataSet. */
export const DataChartSpec = Type.Object({
  kind: OneOf(['line', 'bar', 'table', 'number']),
  measures: Type.Array(DataMeasure, { minItems: 1, maxItems: 4 }),
  /** A column; null: all rows are one group. */
  groupBy: Nullable(Type.String({ minLength: 1, maxLength: 255 })),
  /** Of a column of dates or times; weeks begin on Monday. Null: each value is a group. */
  grain: Nullable(DataGrain),
  filter: DataFilter,
  /** `group`: by the groups, upwards; `most`: the largest of the first measure first. */
  order: OneOf(['group', 'most']),
  /** Groups beyond it are left out. */
  most: Type.Integer({ minimum: 1, maximum: MOST_CHART_GROUPS }),
});
export type DataChartSpec = Static<typeof DataChartSpec>;

export const DataChart = Type.Object({
  ...setupFields,
  datasetId: DatasetId,
  title: Type.String(),
  spec: DataChartSpec,
});
export type DataChart = Static<typeof DataChart>;

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;
const OfDataset = Type.Object({ datasetId: DatasetId });
const ChartParams = Type.Object({ datasetId: DatasetId, chartId: Id });
const CHARTS = '/api/datasets/:datasetId/charts';

export const dataChartRoutes = {
  list: route({
    id: 'dataCharts.list',
    method: 'GET',
    path: CHARTS,
    ...see,
    summary: `Charts saved on a DataSet, at most ${MOST_DATA_CHARTS}, in their order.`,
    params: OfDataset,
    response: Type.Object({ charts: Type.Array(DataChart) }),
  }),
  create: route({
    id: 'dataCharts.create',
    method: 'POST',
    path: CHARTS,
    ...manage,
    summary: 'Saves a chart behind those that are there.',
    params: OfDataset,
    body: Type.Object({ title: SetupName, spec: DataChartSpec }),
    response: DataChart,
    status: 201,
  }),
  try: route({
    id: 'dataCharts.try',
    method: 'POST',
    path: `${CHARTS}/try`,
    ...see,
    summary: 'The rows of a chart that is not saved: the group, then the measures.',
    params: OfDataset,
    body: Type.Object({ spec: DataChartSpec }),
    response: DatasetRows,
  }),
  order: route({
    id: 'dataCharts.order',
    method: 'PUT',
    path: `${CHARTS}/order`,
    ...manage,
    summary: 'Puts the charts into an order; those that are not named stand behind.',
    params: OfDataset,
    body: Type.Object({ ids: Type.Array(Id, { maxItems: MOST_DATA_CHARTS }) }),
  }),
  change: route({
    id: 'dataCharts.change',
    method: 'PATCH',
    path: `${CHARTS}/:chartId`,
    ...manage,
    summary: 'Changes a chart; refused when it was changed since the given version.',
    params: ChartParams,
    body: Type.Object({
      version: SetupVersion,
      title: Type.Optional(SetupName),
      spec: Type.Optional(DataChartSpec),
    }),
    response: DataChart,
  }),
  remove: route({
    id: 'dataCharts.remove',
    method: 'DELETE',
    path: `${CHARTS}/:chartId`,
    ...manage,
    summary: 'Deletes a chart; who deleted it can bring it back for 10 minutes.',
    params: ChartParams,
  }),
  rows: route({
    id: 'dataCharts.rows',
    method: 'GET',
    path: `${CHARTS}/:chartId/rows`,
    ...see,
    summary: 'The rows of a chart, of now: the group, then the measures.',
    params: ChartParams,
    response: DatasetRows,
  }),
};
