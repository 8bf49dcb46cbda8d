import { newId } from '../../server/base/index.ts';

/** What routes of DataSets are sent when it matters only who sends it. */
export const dataBodies: Readonly<Record<string, () => unknown>> = {
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
  'savedQueries.create': () => ({
    name: newId(),
    description: '',
    sql: 'select 1',
    view: { kind: 'table', x: null, y: [] },
  }),
  'savedQueries.change': () => ({ version: 1, name: 'Stolen' }),
  'datasets.query': () => ({ sql: 'select * from "Ours"' }),
  'dataClients.create': () => ({ name: 'n', scopes: ['data'] }),
};
