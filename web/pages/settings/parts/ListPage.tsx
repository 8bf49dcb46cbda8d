import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import settings from '../settings.module.css';
import parts from './parts.module.css';

export interface ListPageProps<T> {
  title: string;
  lead: ReactNode;
  query: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>;
  /** Undefined until loaded. */
  items: readonly T[] | undefined;
  /** What the search looks at. */
  textOf: (item: T) => string;
  addLabel?: string;
  onAdd?: () => void;
  /** What stands there when nothing is set up yet: what it is for, and what to do. */
  empty: { icon?: ReactNode; title: string; hint: ReactNode };
  /** The things that the search leaves, usually a `RowList`. */
  children: (items: readonly T[]) => ReactNode;
  /** Beside the search: filters, further verbs. */
  more?: ReactNode;
  /** Over everything, whatever the list holds: which list it is. */
  above?: ReactNode;
}

/** A page that lists things of the set-up: search, add, and every state that a list can be in. */
export function ListPage<T>(props: ListPageProps<T>) {
  const { title, lead, query, items, textOf, empty, onAdd } = props;
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = items?.filter((item) => textOf(item).toLowerCase().includes(wanted));
  return (
    <div className={settings.page}>
      <div className={settings.headLine}>
        <div>
          <h2>{title}</h2>
          <p className={settings.lead}>{lead}</p>
        </div>
        {onAdd && (
          <Button onClick={onAdd} leftSection={<IconPlus size={16} aria-hidden />}>
            {props.addLabel ?? partTexts.add}
          </Button>
        )}
      </div>
      {props.above}
      {query.isError && !items && <PageProblemOf query={query} />}
      {query.isPending && !items && <LoadingState label={commonTexts.loading} />}
      {items && items.length > 0 && (
        <div className={parts.bar}>
          <TextInput
            type="search"
            aria-label={`${partTexts.search}: ${title}`}
            placeholder={partTexts.search}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          {props.more}
        </div>
      )}
      {items?.length === 0 && (
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.hint}
        </EmptyState>
      )}
      {items && items.length > 0 && found?.length === 0 && (
        <p className={settings.dim} role="status">
          {partTexts.nothingFound(words.trim())}
        </p>
      )}
      {found && found.length > 0 && props.children(found)}
    </div>
  );
}
