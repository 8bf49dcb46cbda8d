import { ActionIcon } from '@mantine/core';
import { IconHeart, IconHeartFilled, IconMessageCircle, IconQuote, IconRepeat } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ControlPost } from '../../../contract/control/posts.ts';
import { type Reaction, react, takeBack } from '../api/posts.ts';
import { count } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { postTexts as texts } from '../texts/posts.ts';

export interface Acts {
  /** Who likes and reposts; nobody is chosen at first. */
  actorId: string | null;
  onReply: (post: ControlPost) => void;
  onQuote: (post: ControlPost) => void;
}

function Act({
  name,
  number,
  isOn = false,
  isDisabled = false,
  onClick,
  children,
}: {
  name: string;
  number: number;
  isOn?: boolean;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <span className="post-act" data-on={isOn}>
      <ActionIcon
        variant="subtle"
        size="sm"
        color={isOn ? 'accent' : 'gray'}
        aria-label={name}
        aria-pressed={isOn}
        title={isDisabled ? texts.chooseActor : name}
        disabled={isDisabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
      <span className="numbers">{count(number)}</span>
    </span>
  );
}

/** Reply, quote, repost, like: with how many there are. */
export function PostActs({ post, actorId, onReply, onQuote }: Acts & { post: ControlPost }) {
  const refresh = ['posts', 'engagement'];
  const add = useAct({
    run: react,
    done: (_answer, { kind }) => (kind === 'likes' ? texts.liked : texts.reposted),
    refresh,
  });
  const remove = useAct({
    run: takeBack,
    done: (_answer, { kind }) => (kind === 'likes' ? texts.unliked : texts.unreposted),
    refresh,
  });
  const toggle = (kind: Reaction['kind'], isOn: boolean) => {
    if (actorId === null) return;
    (isOn ? remove : add).mutate({ kind, postId: post.id, user: actorId });
  };
  const { counts, liked = false, reposted = false } = post;
  const isDisabled = actorId === null;
  return (
    <div className="post-acts">
      <Act name={texts.reply} number={counts.replies} onClick={() => onReply(post)}>
        <IconMessageCircle size={16} />
      </Act>
      <Act name={texts.quote} number={counts.quotes} onClick={() => onQuote(post)}>
        <IconQuote size={16} />
      </Act>
      <Act
        name={reposted ? texts.unrepost : texts.repost}
        number={counts.reposts}
        isOn={reposted}
        isDisabled={isDisabled}
        onClick={() => toggle('reposts', reposted)}
      >
        <IconRepeat size={16} />
      </Act>
      <Act
        name={liked ? texts.unlike : texts.like}
        number={counts.likes}
        isOn={liked}
        isDisabled={isDisabled}
        onClick={() => toggle('likes', liked)}
      >
        {liked ? <IconHeartFilled size={16} /> : <IconHeart size={16} />}
      </Act>
    </div>
  );
}
