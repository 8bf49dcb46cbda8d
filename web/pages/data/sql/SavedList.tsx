import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadingState } from '../../../../ui/index.ts';
import { savedQueriesQuery } from '../../../api/saved-queries.ts';
import { useMay } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import classes from './sql.module.css';

/** Queries that are kept by name, to be opened. */
export function SavedList({ openId, onOpen }: { openId: string; onOpen: (id: string) => void }) {
  const may = useMay();
  const { members } = useMembers();
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 200);
  const list = useInfiniteQuery(savedQueriesQuery(q));
  const queries = list.data?.pages.flatMap((page) => page.queries);
  return (
    <>
      <TextInput
        aria-label={texts.search}
        placeholder={texts.search}
        title={texts.searchHint}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {list.isError && <PageProblemOf query={list} />}
      {list.isPending && <LoadingState label={commonTexts.loading} />}
      {queries?.length === 0 && (
        <div className={classes.none}>
          <strong>{q === '' ? texts.none : texts.notFound}</strong>
          {q === '' && <p>{may('data.manage') ? texts.noneHint : texts.noneHintReader}</p>}
        </div>
      )}
      {queries && queries.length > 0 && (
        <ul className={classes.saved} aria-label={texts.saved}>
          {queries.map(({ id, name, description, updatedBy }) => {
            const by = members.find((member) => member.id === updatedBy)?.name;
            return (
              <li key={id}>
                <button type="button" aria-current={id === openId || undefined} onClick={() => onOpen(id)}>
                  <span dir="auto">{name}</span>
                  {description !== '' && <small dir="auto">{description}</small>}
                  {by !== undefined && <small>{texts.by(by)}</small>}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {commonTexts.loadMore}
        </Button>
      )}
    </>
  );
}
