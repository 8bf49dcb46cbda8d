import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import type { ControlPost } from '../../../contract/control/posts.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { exactMoment, shortMoment } from '../parts/time.ts';
import { To } from '../shell/routing.tsx';
import { postTexts as texts } from '../texts/posts.ts';
import { type Acts, PostActs } from './PostActs.tsx';
import { PostText } from './PostText.tsx';

/** X's button for a link into a conversation; it opens the phone of whoever acts. */
export function PrivateMessageButton({ post, actorId }: { post: ControlPost; actorId: string | null }) {
  if (!post.button) return null;
  return (
    <Button
      size="xs"
      radius="xl"
      variant="light"
      className="post-button"
      leftSection={<IconMail size={15} />}
      component={To}
      to={`/?${actorId === null ? '' : `as=${actorId}&`}post_id=${post.id}`}
      title={texts.openButton}
    >
      {post.button.label}
    </Button>
  );
}

/** One post of the timeline. */
export function PostCard({ post, isOpen, ...acts }: Acts & { post: ControlPost; isOpen: boolean }) {
  return (
    <li className="post" data-open={isOpen}>
      <Avatar userId={post.authorId} size={36} />
      <div className="post-body">
        <div className="post-head">
          <PersonName id={post.authorId} />
          <To
            to={`/console/posts/${post.id}`}
            className="dim"
            data-row
            data-open={isOpen}
            title={exactMoment(post.at)}
          >
            {shortMoment(post.at, null)}
          </To>
          {post.appName && <span className="dim">{texts.appName(post.appName)}</span>}
          {post.replyTo && (
            <To to={`/console/posts/${post.replyTo}`} className="dim">
              {texts.replyTo} …{post.replyTo.slice(-4)}
            </To>
          )}
          {post.quote && (
            <To to={`/console/posts/${post.quote}`} className="dim">
              {texts.quoteOf} …{post.quote.slice(-4)}
            </To>
          )}
        </div>
        <PostText post={post} />
        <PrivateMessageButton post={post} actorId={acts.actorId} />
        <PostActs post={post} {...acts} />
      </div>
    </li>
  );
}
