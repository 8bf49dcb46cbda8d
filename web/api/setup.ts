import { api } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}

// Keys begin with `setup` and the kind that `setup.changed` names: live events fetch them again.
export const queuesQuery = {
  queryKey: ['setup', 'queue'] as const,
  queryFn: ({ signal }: Context) => api.queues.list({ signal }),
};
export const streamsQuery = {
  queryKey: ['setup', 'work_stream'] as const,
  queryFn: ({ signal }: Context) => api.streams.list({ signal }),
};
export const skillsQuery = {
  queryKey: ['setup', 'skill'] as const,
  queryFn: ({ signal }: Context) => api.skills.list({ signal }),
};
export const ratingModelsQuery = {
  queryKey: ['setup', 'rating_model'] as const,
  queryFn: ({ signal }: Context) => api.ratingModels.list({ signal }),
};
export const profilesQuery = {
  queryKey: ['setup', 'capacity_profile'] as const,
  queryFn: ({ signal }: Context) => api.profiles.list({ signal }),
};
export const ownPresencesQuery = {
  queryKey: ['setup', 'presence'] as const,
  queryFn: ({ signal }: Context) => api.presenceOptions.list({ signal }),
};
export const teamsQuery = {
  queryKey: ['setup', 'team'] as const,
  queryFn: ({ signal }: Context) => api.teams.list({ signal }),
};
export const rolesQuery = {
  queryKey: ['setup', 'role'] as const,
  queryFn: ({ signal }: Context) => api.roles.list({ signal }),
};
export const agentsQuery = {
  queryKey: ['setup', 'agent'] as const,
  queryFn: ({ signal }: Context) => api.agents.list({ signal }),
};
export const distributionQuery = {
  queryKey: ['setup', 'distribution'] as const,
  queryFn: ({ signal }: Context) => api.distribution.get({ signal }),
};
/** Opening hours, to choose from. */
export const hoursChoiceQuery = {
  queryKey: ['setup', 'hours'] as const,
  queryFn: ({ signal }: Context) => api.hours.list({ signal }),
};
/** Looks of offers, to choose from. */
export const templatesChoiceQuery = {
  queryKey: ['setup', 'template'] as const,
  queryFn: ({ signal }: Context) => api.templates.list({ signal }),
};

/** Fetches everything of the set-up again: things name and count each other. */
export function refreshSetup(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['setup'] });
}
