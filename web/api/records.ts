import type { AttributeKind } from '../../contract/api/index.ts';
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

export type LinkedKind = 'contact' | 'company';

export const contactQuery = (id: string) => ({
  queryKey: ['records', 'contact', 'one', id] as const,
  queryFn: ({ signal }: Context) => api.contacts.get({ id }, { signal }),
});

export const companyQuery = (id: string) => ({
  queryKey: ['records', 'company', 'one', id] as const,
  queryFn: ({ signal }: Context) => api.companies.get({ id }, { signal }),
});

export const caseQuery = (id: string) => ({
  queryKey: ['records', 'case', 'one', id] as const,
  queryFn: ({ signal }: Context) => api.cases.get({ id }, { signal }),
});

/** Customers on X who are linked. Links change with customers, whose events refresh this. */
export const linkedCustomersQuery = (kind: LinkedKind, id: string) => ({
  queryKey: ['customer', 'linked', kind, id] as const,
  queryFn: ({ signal }: Context) =>
    kind === 'contact'
      ? api.customers.ofContact({ id }, { signal })
      : api.customers.ofCompany({ id }, { signal }),
});

export const mergesQuery = (id: string) => ({
  queryKey: ['records', 'contact', 'merges', id] as const,
  queryFn: ({ signal }: Context) => api.contacts.merges({ id }, { signal }),
});

export const attributesQuery = (recordKind: AttributeKind) => ({
  queryKey: ['setup', 'attribute', recordKind] as const,
  queryFn: ({ signal }: Context) => api.attributes.list({ recordKind }, { signal }),
});

export const macrosQuery = {
  queryKey: ['setup', 'macro', 'all'] as const,
  queryFn: ({ signal }: Context) => api.macros.list({ signal }),
};
