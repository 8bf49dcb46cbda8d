import { Button, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState, ProblemState, RelativeTime } from '../../../../ui/index.ts';
import { cutSnippet } from '../../../lib/snippet.ts';
import { nameCustomer } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { describeError } from '../../../shell/tell.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './list.module.css';

/** People and messages that match; a message opens its thread at its place. */
export function SearchResults({
  text,
  onOpen,
}: {
  text: string;
  onOpen: (id: string, position?: string) => void;
}) {
  const [q] = useDebouncedValue(text, 90);
  const found = useInfiniteQuery({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) =>
      api.search.messages({ q, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (found.isError) {
    return (
      <ProblemState
        title={commonTexts.cannotLoad}
        message={describeError(found.error)}
        retryLabel={commonTexts.retry}
        onRetry={() => void found.refetch()}
      />
    );
  }
  if (!found.data) return <LoadingState label={commonTexts.loading} />;
  const customers = found.data.pages[0]?.customers ?? [];
  const hits = found.data.pages.flatMap((page) => page.hits);
  if (customers.length === 0 && hits.length === 0) {
    return (
      <EmptyState icon={<IconSearchOff size={32} stroke={1.5} />} title={deskTexts.searchNothing}>
        {deskTexts.searchNothingHint}
      </EmptyState>
    );
  }
  return (
    <div className={classes.results} aria-live="polite">
      {customers.length > 0 && <h2 className={classes.resultsTitle}>{deskTexts.searchPeople}</h2>}
      {customers.map((customer) => (
        <UnstyledButton
          key={customer.customerId}
          className={classes.person}
          disabled={!customer.conversationId}
          onClick={() => customer.conversationId && onOpen(customer.conversationId)}
        >
          <Face name={nameCustomer(customer)} url={customer.avatarUrl} size={28} />
          <span dir="auto">{nameCustomer(customer)}</span>
          {customer.username && customer.name && <span className={classes.age}>@{customer.username}</span>}
        </UnstyledButton>
      ))}
      {hits.length > 0 && <h2 className={classes.resultsTitle}>{deskTexts.searchMessages}</h2>}
      {hits.map((hit) => (
        <UnstyledButton
          key={hit.messageId}
          className={classes.hit}
          onClick={() => onOpen(hit.conversationId, hit.position)}
        >
          <span className={classes.first}>
            <span className={classes.name} dir="auto">
              {nameCustomer({ name: hit.customerName, username: hit.customerUsername })}
            </span>
            {hit.kind === 'note' && <span className={classes.age}>· {threadTexts.note}</span>}
            <span className={classes.gap} />
            <RelativeTime at={hit.at} className={classes.age} />
          </span>
          <span className={classes.snippet} dir="auto">
            {cutSnippet(hit.snippet).map((part, index) =>
              part.match ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
            )}
          </span>
        </UnstyledButton>
      ))}
      {found.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {commonTexts.loadMore}
        </Button>
      )}
    </div>
  );
}
