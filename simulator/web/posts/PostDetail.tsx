import { useQuery } from '@tanstack/react-query';
import { deletePost, findPost } from '../api/posts.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Detail } from '../parts/Page.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { useGo } from '../shell/routing.tsx';
import { postTexts as texts } from '../texts/posts.ts';
import { Engagement } from './Engagement.tsx';
import type { Acts } from './PostActs.tsx';
import { PostCard } from './PostCard.tsx';

/** One post, what it answers, and how the world sees it. */
export function PostDetail({ postId, ...acts }: Acts & { postId: string }) {
  const go = useGo();
  const post = useQuery({
    queryKey: ['posts', 'one', postId, acts.actorId],
    queryFn: () => findPost(postId, acts.actorId),
  });
  const parentId = post.data?.replyTo ?? post.data?.quote;
  const parent = useQuery({
    queryKey: ['posts', 'one', parentId, acts.actorId],
    enabled: parentId !== undefined,
    queryFn: () => findPost(parentId ?? '', acts.actorId),
  });
  const remove = useAct({
    run: () => deletePost(postId),
    done: texts.deleted,
    refresh: ['posts'],
    after: () => go('/console/posts'),
  });
  return (
    <Detail
      title={post.data ? `@${post.data.author || texts.deletedAuthor}` : texts.title}
      close="/console/posts"
      actions={
        post.data && (
          <ConfirmButton
            size="compact-sm"
            color="red"
            question={texts.deleteQuestion}
            harm={texts.deleteHarm}
            verb={texts.delete}
            onConfirm={() => remove.mutate()}
          >
            {texts.delete}
          </ConfirmButton>
        )
      }
    >
      <Shown query={post}>
        {(found) => (
          <>
            <ul className="rows post-alone">
              {parent.data && <PostCard post={parent.data} isOpen={false} {...acts} />}
              <PostCard post={found} isOpen={false} {...acts} />
            </ul>
            {found.repostOf === undefined && <Engagement postId={postId} />}
          </>
        )}
      </Shown>
    </Detail>
  );
}
