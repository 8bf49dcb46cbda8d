import { api } from '../../client/index.ts';

interface Context {
  signal: AbortSignal;
}

const WATCH_MS = 10_000;

// Keys begin with `webhooks`: set-up and pauses are told by the same live event.
export const slackChannelsQuery = {
  queryKey: ['webhooks', 'slack', 'all'] as const,
  queryFn: ({ signal }: Context) => api.slack.list({ signal }),
};

export const slackChannelQuery = (id: string) => ({
  queryKey: ['webhooks', 'slack', 'one', id] as const,
  queryFn: ({ signal }: Context) => api.slack.get({ id }, { signal }),
  refetchInterval: WATCH_MS,
});

export const slackDeliveriesQuery = (id: string) => ({
  queryKey: ['webhooks', 'slack', 'log', id] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.slack.deliveries({ id }, { limit: 20, ...(pageParam && { cursor: pageParam }) }, { signal }),
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
});

export const slackDeliveryQuery = (id: string, seq: string) => ({
  queryKey: ['webhooks', 'slack', 'delivery', id, seq] as const,
  queryFn: ({ signal }: Context) => api.slack.delivery({ id, seq }, { signal }),
});
