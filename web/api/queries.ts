import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

export const conversationQuery = (id: string) => ({
  queryKey: ['conversation', id] as const,
  queryFn: ({ signal }: Context) => api.conversations.get({ id }, { signal }),
});

export const workItemsQuery = (id: string) => ({
  queryKey: ['work-items', id] as const,
  queryFn: ({ signal }: Context) => api.conversations.items({ id }, { signal }),
});

export const customerQuery = (id: string) => ({
  queryKey: ['customer', id] as const,
  queryFn: ({ signal }: Context) => api.customers.get({ id }, { signal }),
});

export const membersQuery = {
  queryKey: ['members'] as const,
  queryFn: ({ signal }: Context) => api.members.list({ signal }),
};

export const mentionTeamsQuery = {
  queryKey: ['setup', 'team', 'names'] as const,
  queryFn: ({ signal }: Context) => api.mentions.teams({ signal }),
};

export const mentionsQuery = (unread: boolean) => ({
  queryKey: ['mentions', 'list', unread] as const,
  queryFn: ({ signal }: Context) => api.mentions.list({ unread, limit: 50 }, { signal }),
});

export const mentionCountQuery = {
  queryKey: ['mentions', 'count'] as const,
  queryFn: ({ signal }: Context) => api.mentions.count({ signal }),
};

export const publicPostCountQuery = {
  queryKey: ['public-posts', 'count'] as const,
  queryFn: ({ signal }: Context) => api.publicPosts.count({ signal }),
};

export const tagsQuery = {
  queryKey: ['tags'] as const,
  queryFn: ({ signal }: Context) => api.tags.list({ signal }),
};

export const handlesQuery = {
  queryKey: ['handles'] as const,
  queryFn: ({ signal }: Context) => api.handles.list({ signal }),
};

export const xAppsQuery = {
  queryKey: ['x-apps'] as const,
  queryFn: ({ signal }: Context) => api.xApps.list({ signal }),
};

export const workStreamsQuery = {
  queryKey: ['work-streams'] as const,
  queryFn: ({ signal }: Context) => api.workStreams.list({ signal }),
};

export const invitationsQuery = {
  queryKey: ['invitations'] as const,
  queryFn: ({ signal }: Context) => api.invitations.list({ signal }),
};

export const apiKeysQuery = {
  queryKey: ['api-keys'] as const,
  queryFn: ({ signal }: Context) => api.apiKeys.list({ signal }),
};

export const unknownKindsQuery = {
  queryKey: ['unknown-kinds'] as const,
  queryFn: ({ signal }: Context) => api.operations.unknownKinds({ signal }),
};
