import { Table, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import classes from './contacts.module.css';
import { LoadMore } from '../../shell/LoadMore.tsx';

export interface Column<T> {
  readonly label: string;
  readonly of: (item: T) => ReactNode;
}

interface Props<T> {
  label: string;
  searchLabel: string;
  words: string;
  onWords: (words: string) => void;
  query: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  /** Undefined until loaded. */
  items: readonly T[] | undefined;
  /** Something is chosen besides the words. */
  filtered: boolean;
  nameOf: (item: T) => string;
  marksOf?: (item: T) => ReactNode;
  columns: readonly Column<T>[];
  onOpen: (id: string) => void;
  empty: { icon: ReactNode; title: string; hint: string };
  filters?: ReactNode;
  verbs?: ReactNode;
}

/** A list of records that the server searches and pages. */
export function RecordList<T extends { readonly id: string }>(props: Props<T>) {
  const { query, items, columns } = props;
  const words = props.words.trim();
  return (
    <section aria-label={props.label}>
      <div className={classes.bar}>
        <TextInput
          type="search"
          className={classes.search}
          aria-label={props.searchLabel}
          placeholder={props.searchLabel}
          maxLength={100}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={props.words}
          onChange={(event) => props.onWords(event.currentTarget.value)}
        />
        {props.filters}
        <span className={classes.gap} />
        {props.verbs}
      </div>
      {query.isError && !items && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {items?.length === 0 &&
        (words !== '' || props.filtered ? (
          <p className={classes.dim} role="status">
            {words === '' ? texts.noneOfThese : texts.nothing(words)}
          </p>
        ) : (
          <EmptyState icon={props.empty.icon} title={props.empty.title}>
            {props.empty.hint}
          </EmptyState>
        ))}
      {items && items.length > 0 && (
        <Table className={classes.table} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.name}</Table.Th>
              {columns.map(({ label }) => (
                <Table.Th key={label}>{label}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>
                  <button
                    type="button"
                    className={classes.name}
                    dir="auto"
                    onClick={() => props.onOpen(item.id)}
                  >
                    {props.nameOf(item)}
                  </button>{' '}
                  {props.marksOf?.(item)}
                </Table.Td>
                {columns.map(({ label, of }) => {
                  const value = of(item);
                  return (
                    <Table.Td key={label} dir="auto" {...(value ? { 'data-label': label } : {})}>
                      {value}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <LoadMore query={query} />
    </section>
  );
}
