import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

/** How the rest of a list is had. */
export interface More {
  isThere: boolean;
  isLoading: boolean;
  load: () => void;
}

interface Paged<Item, Cursor> {
  /** What the list is called in the cache, with everything that it depends on. */
  key: readonly unknown[];
  /** So many at once; a page of fewer is the last. */
  size: number;
  /** The page after this one, in the order in which it is shown; the first without. */
  read: (after: Cursor | undefined) => Promise<readonly Item[]>;
  cursorOf: (last: Item) => Cursor;
}

/** A list that is read page by page; what was shown stays until what was asked anew is there. */
export function usePages<Item, Cursor>({ key, size, read, cursorOf }: Paged<Item, Cursor>) {
  const pages = useInfiniteQuery({
    queryKey: key,
    // What `getNextPageParam` gave; the library cannot follow a type that is not known yet.
    queryFn: ({ pageParam }) => read(pageParam as Cursor | undefined),
    initialPageParam: undefined as Cursor | undefined,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return last === undefined || page.length < size ? undefined : cursorOf(last);
    },
    placeholderData: keepPreviousData,
  });
  const more: More = {
    isThere: pages.hasNextPage,
    isLoading: pages.isFetchingNextPage,
    load: () => void pages.fetchNextPage(),
  };
  return { data: pages.data?.pages.flat(), error: pages.error, refetch: pages.refetch, more };
}
