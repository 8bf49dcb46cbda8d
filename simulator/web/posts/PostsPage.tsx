import { Button } from '@mantine/core';
import { IconNews, IconPencilPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlPost } from '../../../contract/control/posts.ts';
import { EmptyState } from '../../../ui/index.ts';
import { listPosts } from '../api/posts.ts';
import { Page, Split } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useParam } from '../shell/routing.tsx';
import { postTexts as texts } from '../texts/posts.ts';
import { shellTexts } from '../texts/shell.ts';
import { PostCard } from './PostCard.tsx';
import { PostDetail } from './PostDetail.tsx';
import { type Draft, WritePost } from './WritePost.tsx';
import './posts.css';

const PAGE = 30;

/** The timeline of everybody or of one, with the post that is open beside it. */
export function PostsPage() {
  const postId = useParam('postId');
  const [actorId, setActorId] = useState<string | null>(null);
  const [author, setAuthor] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const pages = useInfiniteQuery({
    queryKey: ['posts', 'list', author, actorId],
    queryFn: ({ pageParam }) =>
      listPosts({
        limit: PAGE,
        before: pageParam,
        ...(author === null ? {} : { author }),
        ...(actorId === null ? {} : { as: actorId }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
    placeholderData: keepPreviousData,
  });
  const acts = {
    actorId,
    onReply: (post: ControlPost) => setDraft({ replyTo: post }),
    onQuote: (post: ControlPost) => setDraft({ quote: post }),
  };
  const list = (
    <Shown
      query={pages}
      isEmpty={(data) => data.pages[0]?.length === 0}
      empty={
        <EmptyState icon={<IconNews size={32} />} title={author ? texts.noMatch : texts.none}>
          {!author && texts.noneHelp}
        </EmptyState>
      }
    >
      {(data) => (
        <>
          <ul className="rows">
            {data.pages.flat().map((post) => (
              <PostCard key={post.id} post={post} isOpen={post.id === postId} {...acts} />
            ))}
          </ul>
          {pages.hasNextPage && (
            <div className="more">
              <Button
                variant="default"
                size="xs"
                loading={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                {shellTexts.loadMore}
              </Button>
            </div>
          )}
        </>
      )}
    </Shown>
  );
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button size="xs" leftSection={<IconPencilPlus size={15} />} onClick={() => setDraft({})}>
          {texts.new}
        </Button>
      }
    >
      <div className="filters">
        <PersonPicker size="xs" label="" placeholder={texts.as} value={actorId} onChange={setActorId} />
        <PersonPicker size="xs" label="" placeholder={texts.author} value={author} onChange={setAuthor} />
      </div>
      <Split list={list} detail={postId ? <PostDetail key={postId} postId={postId} {...acts} /> : null} />
      {draft && <WritePost draft={draft} actorId={actorId} onClose={() => setDraft(null)} />}
    </Page>
  );
}
