import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ControlConversation, ControlEvent } from '../../../contract/control/messages.ts';
import type { ControlThread } from '../../../contract/control/threads.ts';
import type { ControlUser } from '../../../contract/control/users.ts';
import { PAGE_SIZE, api } from '../api/messages.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Bubble } from './Bubble.tsx';
import { Composer } from './Composer.tsx';
import { QuickReplies } from './QuickReplies.tsx';
import { tellProblem } from '../shell/tell.ts';
import { texts } from '../texts/messages.ts';
import { dayName, titleOf } from './titles.ts';
import { useOpenedThread } from './use-opened-thread.ts';
import { Welcome } from './Welcome.tsx';

interface Props {
  me: ControlUser;
  byId: Map<string, ControlUser>;
  conversation: ControlConversation | null;
  conversationId: string;
  /** `null` in a group. */
  otherId: string | null;
  /** Opened by a link or the button of a post, with what stands there then. */
  given: ControlThread | null;
  /** The list of conversations is loaded, so that an absent one does not exist. */
  isListed: boolean;
  nowMs: number | null;
  typistId: string | null;
  onBack: () => void;
}

const NEAR_END_PX = 80;
const TOGETHER_MS = 5 * 60_000;

/** Messages of one person on one day stand together. */
const areTogether = (a: ControlEvent | undefined, b: ControlEvent | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.senderId === b.senderId &&
  a.type === b.type &&
  b.at - a.at < TOGETHER_MS &&
  dayName(a.at) === dayName(b.at);

/** One thread: its messages, and the place to write. Opening it reads it. */
// Loaded after the list, so it is a module's default, as React.lazy wants it.
export default function Thread({
  me,
  byId,
  conversation,
  conversationId,
  otherId,
  given,
  isListed,
  nowMs,
  typistId,
  onBack,
}: Props) {
  const queries = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: ['events', conversationId, me.id],
    // A thread that nobody has written in yet does not exist at X.
    enabled: conversation !== null,
    queryFn: ({ pageParam }) => api.listEvents(me.id, conversationId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < PAGE_SIZE ? undefined : page[0]?.id),
  });
  const events = (pages.data?.pages ?? []).toReversed().flat();
  const lastId = events.at(-1)?.id;
  const isTyping = typistId !== null && typistId !== me.id;

  const opened = useOpenedThread({
    meId: me.id,
    otherId,
    given,
    isReady: isListed && (conversation === null || pages.isSuccess),
    lastId,
  });
  const welcome = opened?.welcome;
  const accept = useMutation({
    mutationFn: () => api.acceptRequest(conversationId, me.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['conversations'] }),
    onError: tellProblem,
  });

  const unread = conversation?.unread ?? 0;
  useEffect(() => {
    if (unread > 0 && otherId !== null && document.visibilityState === 'visible')
      void api.read(me.id, otherId);
  }, [unread, lastId, me.id, otherId]);

  const scroller = useRef<HTMLDivElement>(null);
  const wasNearEnd = useRef(true);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && wasNearEnd.current) box.scrollTop = box.scrollHeight;
  }, [lastId, isTyping, welcome]);

  const stayAtEnd = () => {
    const box = scroller.current;
    if (box && wasNearEnd.current) box.scrollTop = box.scrollHeight;
  };

  const other = otherId === null ? undefined : byId.get(otherId);
  const lastOwnId = events.findLast(({ senderId }) => senderId === me.id)?.id;
  return (
    <div className="screen">
      <div className="screen-head">
        <ActionIcon variant="subtle" size="lg" aria-label={texts.back} onClick={onBack}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        {other && <Avatar userId={other.id} size={32} />}
        <span className="thread-words">
          <bdi className="thread-name">
            {other?.name ?? (conversation ? titleOf(conversation, me.id, byId) : texts.groupOf)}
          </bdi>
          {other && <span className="dim">@{other.username}</span>}
        </span>
      </div>
      <div
        className="messages"
        ref={scroller}
        role="log"
        aria-label={texts.messages}
        onScroll={({ currentTarget: box }) => {
          wasNearEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
        }}
      >
        {pages.hasNextPage && (
          <Button variant="subtle" size="compact-xs" mx="auto" onClick={() => void pages.fetchNextPage()}>
            {texts.older}
          </Button>
        )}
        {events.map((event, at) => {
          const before = events[at - 1];
          const isNewDay = !before || dayName(before.at) !== dayName(event.at);
          return (
            <div key={event.id} className="message-slot">
              {isNewDay && <div className="day">{dayName(event.at)}</div>}
              {event.initiatedVia?.postId && <div className="day">{texts.fromPost}</div>}
              {event.initiatedVia?.welcome && (
                <Welcome
                  welcome={event.initiatedVia.welcome}
                  senderId={otherId ?? ''}
                  at={event.at}
                  onImageLoad={stayAtEnd}
                />
              )}
              <Bubble
                event={event}
                isMine={event.senderId === me.id}
                senderName={conversation?.kind === 'group' ? (byId.get(event.senderId)?.name ?? '') : null}
                isLastOwn={event.id === lastOwnId}
                isGrouped={areTogether(before, event)}
                isFollowed={areTogether(event, events[at + 1])}
                onImageLoad={stayAtEnd}
              />
            </div>
          );
        })}
        {welcome && (
          <div className="message-slot">
            <Welcome welcome={welcome} senderId={otherId ?? ''} at={nowMs ?? 0} onImageLoad={stayAtEnd} />
          </div>
        )}
        {isTyping && (
          <div
            className="bubble theirs typing-mark"
            aria-label={`${byId.get(typistId)?.name ?? ''} ${texts.typing}`}
          >
            <i />
            <i />
            <i />
          </div>
        )}
      </div>
      {conversation?.isRequest && (
        <div className="request-bar">
          <span>{texts.requestHelp}</span>
          <Button size="compact-sm" loading={accept.isPending} onClick={() => accept.mutate()}>
            {texts.accept}
          </Button>
        </div>
      )}
      <QuickReplies
        last={welcome ? { ...welcome, senderId: otherId ?? '' } : (events.at(-1) ?? null)}
        me={me}
        target={otherId === null ? { conversationId } : { to: otherId }}
      />
      <Composer me={me} conversationId={conversationId} otherId={otherId} prefill={opened?.text ?? ''} />
    </div>
  );
}
