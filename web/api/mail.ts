import { api } from '../../client/index.ts';
import type { MailEntry } from '../../contract/api/index.ts';

interface Context {
  signal: AbortSignal;
}

/** Which mails the log shows. */
export interface MailFilter {
  readonly direction: MailEntry['direction'];
  readonly state?: MailEntry['state'];
}

/** Counts go on by themselves: no event tells of each mail. */
const WATCH_MS = 10_000;

// Keys begin with `setup` and the kind that `setup.changed` names: live events fetch them again.
export const mailQuery = {
  queryKey: ['setup', 'mail'] as const,
  queryFn: ({ signal }: Context) => api.mail.get({ signal }),
  refetchInterval: WATCH_MS,
};

/** The log, newest first, page by page. */
export const mailLogQuery = (filter: MailFilter) => ({
  queryKey: ['setup', 'mail', 'log', filter] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.mail.log({ limit: 30, ...filter, ...(pageParam && { cursor: pageParam }) }, { signal }),
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
});

export const mailEntryQuery = ({ direction, id }: Pick<MailEntry, 'direction' | 'id'>) => ({
  queryKey: ['setup', 'mail', 'entry', direction, id] as const,
  queryFn: ({ signal }: Context) => api.mail.entry({ direction, id }, { signal }),
});
