import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { InboxSort, InboxView } from '../../../../contract/api/index.ts';
import type { InboxFilter } from '../../../api/inbox.ts';
import { sortNames } from '../../../texts/desk.ts';

/** Lists whose order can be chosen: what ranks open work says nothing of the others. */
export const isSorted = (view: InboxView): boolean =>
  view === 'mine' || view === 'unassigned' || view === 'all';

const isSort = (text: unknown): text is InboxSort => typeof text === 'string' && text in sortNames;

/** What a list leaves out, for as long as the desk is open, and its order, which each view of this browser keeps. */
export function useInboxFilter(view: InboxView): [InboxFilter, (filter: InboxFilter) => void] {
  const [filter, setFilter] = useState<InboxFilter>({});
  const [sorts, setSorts] = useLocalStorage<Partial<Record<InboxView, InboxSort>>>({
    key: 'rookery-inbox-sorts',
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const fixed = !isSorted(view);
  const sort = sorts[view];
  const shown: InboxFilter = !fixed && isSort(sort) && sort !== 'activity' ? { ...filter, sort } : filter;
  return [
    shown,
    ({ sort: wanted, ...rest }) => {
      setFilter(rest);
      if (!fixed && wanted !== sort) setSorts({ ...sorts, [view]: wanted });
    },
  ];
}
