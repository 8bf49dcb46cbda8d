import { api } from '../../client/index.ts';

// Its key begins with `setup`: live events fetch it again.
export const dataClientsQuery = {
  queryKey: ['setup', 'data_client'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.dataClients.list({ signal }),
};
