import { Button } from '@mantine/core';
import { IconNews, IconPencilPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ControlPost } from '../../../contract/control/posts.ts';
import { listPosts } from '../api/posts.ts';
import { List } from '../parts/List.tsx';
import { Page, Split } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useParam } from '../shell/routing.tsx';
import { postTexts as texts } from '../texts/posts.ts';
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
  const posts = usePages({
    key: ['posts', 'list', author, actorId],
    size: PAGE,
    read: (before?: string) =>
      listPosts({
        limit: PAGE,
        before,
        ...(author === null ? {} : { author }),
        ...(actorId === null ? {} : { as: actorId }),
      }),
    cursorOf: ({ id }) => id,
  });
  const acts = {
    actorId,
    onReply: (post: ControlPost) => setDraft({ replyTo: post }),
    onQuote: (post: ControlPost) => setDraft({ quote: post }),
  };
  const list = (
    <List
      query={posts}
      empty={{
        icon: <IconNews size={32} />,
        ...(author ? { title: texts.noMatch } : { title: texts.none, help: texts.noneHelp }),
      }}
    >
      {(post) => <PostCard key={post.id} post={post} isOpen={post.id === postId} {...acts} />}
    </List>
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
