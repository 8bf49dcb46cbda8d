import { api } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}

export const datasetSharingQuery = (datasetId: string) => ({
  queryKey: ['setup', 'dataset', datasetId, 'sharing'] as const,
  queryFn: ({ signal }: Context) => api.datasetSharing.get({ datasetId }, { signal }),
});

export const seenAsQuery = (datasetId: string, memberId: string, ifOn: boolean) => ({
  queryKey: ['setup', 'dataset', datasetId, 'as', memberId, ifOn] as const,
  queryFn: ({ signal }: Context) =>
    api.datasetSharing.seeAs({ datasetId, memberId }, { ifOn, limit: 20 }, { signal }),
  enabled: memberId !== '',
});

export const refreshDatasets = () => queryClient.invalidateQueries({ queryKey: ['setup', 'dataset'] });
