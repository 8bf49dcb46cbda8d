import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

/** What the log is narrowed to. */
export interface DeliveryFilter {
  readonly state?: 'waiting' | 'delivered' | 'dead' | 'dropped' | 'resent';
  readonly type?: string;
  /** Id of an event or of a conversation. */
  readonly find?: string;
}

// Keys begin with `webhooks`: the live event of that name fetches them again.
export const webhooksQuery = {
  queryKey: ['webhooks', 'all'] as const,
  queryFn: ({ signal }: Context) => api.webhooks.list({ signal }),
};

/** Counts go on by themselves: no event tells of each delivery. */
const WATCH_MS = 10_000;

export const webhookQuery = (id: string) => ({
  queryKey: ['webhooks', 'one', id] as const,
  queryFn: ({ signal }: Context) => api.webhooks.get({ id }, { signal }),
  refetchInterval: WATCH_MS,
});

/** The log, newest first, page by page. */
export const deliveriesQuery = (id: string, filter: DeliveryFilter) => ({
  queryKey: ['webhooks', 'log', id, filter] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.webhooks.deliveries(
      { id },
      { limit: 30, ...filter, ...(pageParam && { cursor: pageParam }) },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
});

export const deliveryQuery = (id: string, seq: string) => ({
  queryKey: ['webhooks', 'delivery', id, seq] as const,
  queryFn: ({ signal }: Context) => api.webhooks.delivery({ id, seq }, { signal }),
});
