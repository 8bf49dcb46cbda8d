import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ControlRequestQuery } from '../../../contract/control/running.ts';
import { listRequests } from '../api/requests.ts';

const PAGE = 100;

export type RequestFilter = Omit<ControlRequestQuery, 'after' | 'before' | 'limit' | 'latest'>;

/** The log, newest first, growing as programs ask; while it is paused, nothing newer than `pausedAt` shows. */
export function useRequestLog(filter: RequestFilter, pausedAt: number | null) {
  const pages = useInfiniteQuery({
    queryKey: ['requests', 'list', filter],
    queryFn: ({ pageParam }) => listRequests({ ...filter, latest: true, limit: PAGE, before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page[0]?.id),
    placeholderData: keepPreviousData,
  });
  const current = pages.data?.pages.flatMap((page) => page.toReversed());
  return { pages, requests: current?.filter(({ id }) => pausedAt === null || id <= pausedAt) };
}
