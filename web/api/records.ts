import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

export const itemRecordQuery = (conversationId: string) => ({
  queryKey: ['item-record', conversationId] as const,
  queryFn: ({ signal }: Context) => api.conversations.record({ id: conversationId }, { signal }),
});

export const casesOfQuery = (of: { contactId: string } | { companyId: string } | undefined) => ({
  queryKey: ['records', 'case', of] as const,
  queryFn: ({ signal }: Context) => api.cases.list({ ...of, limit: 10 }, { signal }),
  enabled: of !== undefined,
});

export const timelineQuery = (kind: 'contact' | 'company' | 'case' | 'customer', id: string) => ({
  queryKey: ['timeline', kind, id] as const,
  queryFn: ({ signal }: Context) => api.timeline.list({ kind, id }, { limit: 30 }, { signal }),
});

export const quickRepliesQuery = {
  queryKey: ['setup', 'quick_reply', 'all'] as const,
  queryFn: ({ signal }: Context) => api.quickReplies.list({ limit: 100 }, { signal }),
};

export const articlesQuery = {
  queryKey: ['setup', 'article', 'all'] as const,
  queryFn: ({ signal }: Context) => api.articles.list({ limit: 50 }, { signal }),
};
