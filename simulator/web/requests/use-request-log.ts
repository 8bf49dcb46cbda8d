import type { ControlRequestQuery } from '../../../contract/control/running.ts';
import { listRequests } from '../api/requests.ts';
import { usePages } from '../parts/use-pages.ts';

const PAGE = 100;

export type RequestFilter = Omit<ControlRequestQuery, 'after' | 'before' | 'limit' | 'latest'>;

/** The log, newest first, growing as programs ask; while it is paused, nothing newer than `pausedAt` shows. */
export function useRequestLog(filter: RequestFilter, pausedAt: number | null) {
  const requests = usePages({
    key: ['requests', 'list', filter],
    size: PAGE,
    // The log answers oldest first.
    read: async (before?: number) =>
      (await listRequests({ ...filter, latest: true, limit: PAGE, before })).toReversed(),
    cursorOf: ({ id }) => id,
  });
  return { ...requests, data: requests.data?.filter(({ id }) => pausedAt === null || id <= pausedAt) };
}
