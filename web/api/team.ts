import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

export const sideTalksQuery = (conversationId: string) => ({
  queryKey: ['side-talks', conversationId] as const,
  queryFn: ({ signal }: Context) => api.teamwork.list({ id: conversationId }, { signal }),
});

export const sideTalkQuery = (talkId: string) => ({
  queryKey: ['side-talk', talkId] as const,
  queryFn: ({ signal }: Context) => api.teamwork.messages({ id: talkId }, { signal }),
});

export const targetsQuery = (conversationId: string) => ({
  queryKey: ['presence', 'targets', conversationId] as const,
  queryFn: ({ signal }: Context) => api.teamwork.targets({ id: conversationId }, { signal }),
});
