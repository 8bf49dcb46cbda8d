import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

// Its key begins with `setup`: live events fetch it again.
export const dataServersQuery = {
  queryKey: ['setup', 'data_server'] as const,
  queryFn: ({ signal }: Context) => api.dataServers.list({ signal }),
};

/** What a server says of a DataSet; it is asked over the network, so not again for a while. */
export const foreignDatasetQuery = (serverId: string, dataset: string) => ({
  queryKey: ['data_server_dataset', serverId, dataset] as const,
  queryFn: ({ signal }: Context) => api.dataServers.dataset({ id: serverId }, { dataset }, { signal }),
  enabled: serverId !== '' && dataset !== '',
  retry: false,
  staleTime: 60_000,
});
