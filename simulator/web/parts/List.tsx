import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../ui/index.ts';
import { shellTexts } from '../texts/shell.ts';
import { Shown } from './Shown.tsx';
import type { More } from './use-pages.ts';

interface ListProps<Item> {
  query: {
    data: readonly Item[] | undefined;
    error: Error | null;
    refetch: () => unknown;
    /** Of lists that are read page by page. */
    more?: More;
  };
  /** What stands here while there is none. */
  empty: { icon: ReactNode; title: string; help?: string };
  head?: ReactNode;
  moreLabel?: string;
  /** One row. */
  children: (item: Item) => ReactNode;
}

/** What a page of the console lists: its head, its rows, and a button for more of them. */
export function List<Item>({ query, empty, head, moreLabel, children }: ListProps<Item>) {
  const { more } = query;
  return (
    <Shown
      query={query}
      isEmpty={(items) => items.length === 0}
      empty={
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.help}
        </EmptyState>
      }
    >
      {(items) => (
        <>
          {head}
          <ul className="rows">{items.map(children)}</ul>
          {more?.isThere && (
            <div className="more">
              <Button variant="default" size="xs" loading={more.isLoading} onClick={more.load}>
                {moreLabel ?? shellTexts.loadMore}
              </Button>
            </div>
          )}
        </>
      )}
    </Shown>
  );
}
