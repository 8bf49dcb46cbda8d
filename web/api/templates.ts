import { api } from '../../client/index.ts';

export const templatesQuery = {
  queryKey: ['setup', 'template'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.templates.list({ signal }),
};
