import { newId } from '../../server/base/index.ts';
import { openDataProgram } from '../data-house.ts';
import type { Product } from '../product.ts';

const rule = { kind: 'rows', filter: [{ column: 'who', operator: 'is', value: 'quagga' }] };
const quaggaAlert = { name: 'quagga', rule, memberIds: [], webhook: null, paused: false };
const spec = {
  kind: 'bar',
  measures: [{ aggregate: 'rows', column: null }],
  groupBy: 'who',
  grain: null,
  filter: [],
  order: 'group',
  most: 10,
};
const quaggaChart = { title: 'quagga', spec };

/** Ids of what a workspace has of data. */
export interface DataThings {
  readonly dataset: string;
  readonly savedQuery: string;
  readonly alert: string;
  readonly chart: string;
}

/** One thing of each kind, all about a quagga. */
export async function makeDataThings({ url, admin }: Product): Promise<DataThings> {
  const { make } = await openDataProgram(url, admin);
  const dataset = await make('Ours', 'quagga,1\n');
  const add = async (path: string, body: object) => (await admin.ask<{ id: string }>('POST', path, body)).id;
  return {
    dataset,
    savedQuery: await add('/api/saved-queries', {
      name: 'Quaggas',
      description: '',
      sql: 'select quagga from "Ours"',
      view: { kind: 'table', x: null, y: [] },
    }),
    alert: await add(`/api/datasets/${dataset}/alerts`, quaggaAlert),
    chart: await add(`/api/datasets/${dataset}/charts`, quaggaChart),
  };
}

/** Bodies for the walk over all routes. */
export const dataBodies: Record<string, () => unknown> = {
  'datasets.create': () => ({ uploadId: newId(), name: 'n', columns: [{ name: 'a', type: 'STRING' }] }),
  'datasets.change': () => ({ name: 'Stolen' }),
  'datasetSharing.audience': () => ({ audience: 'everybody' }),
  'datasetSharing.share': () => ({ level: 'owner' }),
  'datasetSharing.switchPolicies': () => ({ on: false }),
  'datasetSharing.addPolicy': () => ({
    name: 'Stolen',
    filters: [{ column: 'who', operator: 'LIKE', values: ['%'], not: false }],
    memberIds: [],
    teamIds: [],
  }),
  'datasetSharing.changePolicy': () => ({ name: 'Stolen' }),
  'dataClients.create': () => ({ name: 'n', scopes: ['data'] }),
  'savedQueries.create': () => ({
    name: newId(),
    description: '',
    sql: 'select 1',
    view: { kind: 'table', x: null, y: [] },
  }),
  'savedQueries.change': () => ({ version: 1, name: 'Stolen' }),
  'dataAlerts.create': () => quaggaAlert,
  'dataAlerts.try': () => ({ rule }),
  'dataAlerts.change': () => ({ version: 1, name: 'Stolen' }),
  'dataAlerts.subscribe': () => ({ mailed: true }),
  'dataCharts.create': () => quaggaChart,
  'dataCharts.try': () => ({ spec }),
  'dataCharts.order': () => ({ ids: [] }),
  'dataCharts.change': () => ({ version: 1, title: 'Stolen' }),
  'datasets.query': () => ({ sql: 'select * from "Ours"' }),
};
