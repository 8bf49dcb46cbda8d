import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ControlRequest, ControlRequestQuery } from '../../../contract/control/running.ts';
import { listRequests } from '../api/requests.ts';

const PAGE = 100;

export type RequestFilter = Omit<ControlRequestQuery, 'after' | 'before' | 'limit' | 'latest'>;

/** The log, newest first, growing as programs ask; held still while `isPaused`. */
export function useRequestLog(filter: RequestFilter, isPaused: boolean) {
  const pages = useInfiniteQuery({
    queryKey: ['requests', 'list', filter],
    queryFn: ({ pageParam }) => listRequests({ ...filter, latest: true, limit: PAGE, before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page[0]?.id),
    placeholderData: keepPreviousData,
  });
  const current = pages.data?.pages.flatMap((page) => page.toReversed());
  const held = useRef<ControlRequest[] | undefined>(undefined);
  if (!isPaused) held.current = undefined;
  else held.current ??= current;
  // Older pages may still be asked for; only what is newer waits.
  const newest = held.current?.[0]?.id;
  const requests = newest === undefined ? current : current?.filter(({ id }) => id <= newest);
  return { pages, requests };
}
