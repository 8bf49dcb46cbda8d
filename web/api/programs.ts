import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

// Keys begin with `setup`: live events fetch them again.
export const programKeysQuery = {
  queryKey: ['setup', 'program_key'] as const,
  queryFn: ({ signal }: Context) => api.programKeys.list({ signal }),
};
export const programIntegrationsQuery = {
  queryKey: ['setup', 'program_integration'] as const,
  queryFn: ({ signal }: Context) => api.programIntegrations.list({ signal }),
};
export const programClientsQuery = {
  queryKey: ['setup', 'program_client'] as const,
  queryFn: ({ signal }: Context) => api.programClients.list({ signal }),
};
