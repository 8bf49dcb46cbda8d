import { Table } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadingState } from '../../../../ui/index.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import settings from '../settings.module.css';
import { LoadMore } from '../../../shell/LoadMore.tsx';

export interface LogTableProps<T> {
  query: Pick<
    UseInfiniteQueryResult,
    'isError' | 'isPending' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  /** Undefined until loaded. */
  items: readonly T[] | undefined;
  /** What stands there when there is nothing. */
  none: string;
  heads: readonly string[];
  /** A row of the table, with a key. */
  children: (item: T) => ReactNode;
}

/** A log that is read page by page, in every state that it can be in. */
export function LogTable<T>({ query, items, none, heads, children }: LogTableProps<T>) {
  return (
    <>
      {query.isError && !items && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {items?.length === 0 && (
        <p className={settings.dim} role="status">
          {none}
        </p>
      )}
      {items && items.length > 0 && (
        <Table className={settings.table}>
          <Table.Thead>
            <Table.Tr>
              {heads.map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{items.map(children)}</Table.Tbody>
        </Table>
      )}
      <LoadMore query={query} />
    </>
  );
}
