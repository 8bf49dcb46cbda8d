import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PublicPost } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { EmptyState, LoadingState, ProblemState } from '../../../ui/index.ts';
import { describeError } from '../../shell/tell.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { publicPostTexts as texts } from '../../texts/public-posts.ts';
import { MentionTabs } from './MentionTabs.tsx';
import { PublicPostRow } from './PublicPostRow.tsx';
import classes from './mentions.module.css';

type Shown = PublicPost['state'] | 'all';
const shownStates: readonly Shown[] = ['open', 'answered', 'dismissed', 'all'];

/** Posts that name a handle in public, newest first, and what was done about each. */
export function PublicPostsPage() {
  usePageTitle(texts.title);
  const [shown, setShown] = useState<Shown>('open');
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 250);
  const query = useInfiniteQuery({
    queryKey: ['public-posts', 'pages', shown, q],
    queryFn: ({ pageParam, signal }) =>
      api.publicPosts.list(
        {
          ...(shown !== 'all' && { state: shown }),
          ...(q !== '' && { q }),
          ...(pageParam && { cursor: pageParam }),
          limit: 50,
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const posts = query.data?.pages.flatMap((page) => page.posts) ?? [];
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{texts.title}</h1>
      </div>
      <MentionTabs here="public" />
      <div className={classes.filters}>
        <TextInput
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={texts.show}
          size="xs"
          value={shown}
          // The control gives back one of the values that it was given.
          onChange={(value) => setShown(value as Shown)}
          data={shownStates.map((state) => ({ value: state, label: texts.states[state] }))}
        />
      </div>
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.isError && (
        <ProblemState
          title={commonTexts.cannotLoad}
          message={describeError(query.error)}
          retryLabel={commonTexts.retry}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && posts.length === 0 && <Nothing shown={shown} searched={q !== ''} />}
      {posts.length > 0 && (
        <ol className={classes.list}>
          {posts.map((post) => (
            <PublicPostRow key={post.id} post={post} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </div>
  );
}

function Nothing({ shown, searched }: { shown: Shown; searched: boolean }) {
  if (searched) return <EmptyState title={texts.emptySearchTitle}>{texts.emptySearchHint}</EmptyState>;
  if (shown === 'open') return <EmptyState title={texts.emptyOpenTitle}>{texts.emptyOpenHint}</EmptyState>;
  return <EmptyState title={texts.emptyTitle}>{texts.emptyHint}</EmptyState>;
}
