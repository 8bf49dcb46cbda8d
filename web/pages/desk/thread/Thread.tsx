import { UnstyledButton } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { ConversationDetail, Media } from '../../../../contract/api/index.ts';
import { EmptyState, LoadingState, ProblemState } from '../../../../ui/index.ts';
import { markRead } from '../../../api/actions.ts';
import { reopenThread, useThread } from '../../../api/thread.ts';
import { arrangeThread } from '../../../lib/thread-items.ts';
import { nameCustomer } from '../../../lib/names.ts';
import { useMembers } from '../../../lib/members.ts';
import { notePresent, useTyping } from '../../../live/transient.ts';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { threadTexts } from '../../../texts/thread.ts';
import { ThreadEntry } from './ThreadEntry.tsx';
import classes from './thread.module.css';

const Lightbox = lazy(() => import('./Lightbox.tsx'));

const tellLoadProblem = (error: unknown) => tellProblem(commonTexts.cannotLoad, error);

/** The messages. Opens at the first unread one; older and newer pages come in without a shift. */
export function Thread({ detail, at }: { detail: ConversationDetail; at: string | undefined }) {
  const { id } = detail;
  const thread = useThread(id, at ? { around: at } : {});
  const { nameOf } = useMembers();
  const virtuoso = useRef<VirtuosoHandle>(null);
  // Where the reader had come to when the thread was opened; the mark stays while they read on.
  const [readUpTo] = useState(detail.readPosition);
  const [atEnd, setAtEnd] = useState(true);
  const [unseen, setUnseen] = useState(0);
  const [shown, setShown] = useState<Media | undefined>();
  const typing = useTyping(id);
  const window = thread.data;
  const entries = useMemo(
    () => window?.entries.filter((entry) => entry.state !== 'canceled') ?? [],
    [window?.entries],
  );
  const items = useMemo(() => arrangeThread(entries, readUpTo), [entries, readUpTo]);
  const last = entries.at(-1);

  useEffect(() => {
    for (const each of detail.present) notePresent(id, each.memberId, each.doing);
  }, [id, detail.present]);

  // A found message, or more unread ones than the newest page holds: the thread opens elsewhere.
  const held = window !== undefined;
  useEffect(() => {
    if (!window) return;
    const first = window.entries[0];
    const target =
      at ?? (BigInt(detail.lastPosition) > BigInt(readUpTo) && readUpTo !== '0' ? readUpTo : undefined);
    if (!target || !first) return;
    const end = window.entries.at(-1) ?? first;
    const inside = BigInt(first.position) <= BigInt(target) && BigInt(target) <= BigInt(end.position);
    if (!inside && (window.hasBefore || window.hasAfter)) reopenThread(id, target).catch(tellLoadProblem);
    else if (at) {
      const index = window.entries.findIndex((entry) => BigInt(entry.position) >= BigInt(at));
      setTimeout(() => virtuoso.current?.scrollToIndex({ index, align: 'center' }), 50);
    }
  }, [id, at, held]);

  // What is on the screen of somebody who looks at it is read.
  useEffect(() => {
    if (!atEnd || !last || window?.hasAfter) return;
    const mark = () => {
      if (document.visibilityState !== 'visible' || BigInt(last.position) <= BigInt(detail.readPosition))
        return;
      void markRead({ conversationId: id }, last.position);
    };
    const timer = setTimeout(mark, 400);
    document.addEventListener('visibilitychange', mark);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [id, atEnd, last?.position, window?.hasAfter, detail.readPosition]);

  const lastSeen = useRef(last?.position);
  useEffect(() => {
    if (!last || lastSeen.current === last.position) return;
    if (lastSeen.current !== undefined && !atEnd && last.direction === 'in') setUnseen((count) => count + 1);
    lastSeen.current = last.position;
  }, [last, atEnd]);

  if (!window) {
    return (
      <div className={classes.messages}>
        {thread.isError ? (
          <ProblemState
            title={commonTexts.cannotLoad}
            message={describeError(thread.error)}
            retryLabel={commonTexts.retry}
            onRetry={() => void thread.refetch()}
          />
        ) : (
          <LoadingState label={commonTexts.loading} />
        )}
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <div className={classes.messages}>
        <EmptyState icon={<IconMessageCircle size={32} stroke={1.5} />} title={threadTexts.emptyTitle}>
          {threadTexts.emptyHint}
        </EmptyState>
      </div>
    );
  }
  const unreadIndex = items.findIndex((item) => item.startsUnread);
  const toEnd = () => {
    setUnseen(0);
    if (!window.hasAfter) virtuoso.current?.scrollToIndex({ index: 'LAST', align: 'end', behavior: 'auto' });
    else {
      reopenThread(id)
        .then(() => setTimeout(() => virtuoso.current?.scrollToIndex({ index: 'LAST', align: 'end' }), 50))
        .catch(tellLoadProblem);
    }
  };
  return (
    <div
      className={classes.messages}
      role="log"
      aria-label={threadTexts.thread}
      aria-live="polite"
      aria-relevant="additions"
    >
      <Virtuoso
        ref={virtuoso}
        className={classes.scroller}
        data={items}
        alignToBottom
        firstItemIndex={window.firstIndex}
        initialTopMostItemIndex={
          unreadIndex > 0
            ? { index: unreadIndex, align: 'start', offset: -60 }
            : { index: items.length - 1, align: 'end' }
        }
        computeItemKey={(_, item) => item.entry.id}
        increaseViewportBy={{ top: 600, bottom: 300 }}
        followOutput={(isAtBottom) => (isAtBottom || last?.id.startsWith('provisional-') ? 'auto' : false)}
        atBottomThreshold={80}
        atBottomStateChange={(isAtBottom) => {
          setAtEnd(isAtBottom);
          if (isAtBottom) setUnseen(0);
        }}
        startReached={() => {
          thread.loadOlder().catch(tellLoadProblem);
        }}
        endReached={() => {
          thread.loadNewer().catch(tellLoadProblem);
        }}
        components={{ Footer: ThreadFoot }}
        context={{ typing, name: nameCustomer(detail.customer) }}
        itemContent={(_, item) => (
          <ThreadEntry
            item={item}
            detail={detail}
            nameOf={nameOf}
            found={at === item.entry.position}
            onMedia={setShown}
          />
        )}
      />
      {(unseen > 0 || window.hasAfter) && (
        <UnstyledButton className={classes.toEnd} onClick={toEnd}>
          {unseen > 0 ? deskTexts.newMessages(unseen) : deskTexts.toEnd}
        </UnstyledButton>
      )}
      {shown && (
        <Suspense fallback={null}>
          <Lightbox
            media={entries
              .flatMap((entry) => entry.media)
              .filter((media) => media.url !== null && media.kind !== 'file')}
            shown={shown}
            onShow={setShown}
            onClose={() => setShown(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

function ThreadFoot({ context }: { context?: { typing: boolean; name: string } }) {
  return (
    <div className={classes.foot} aria-live="polite">
      {context?.typing && (
        <span className={classes.typing}>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <span dir="auto">{context.name}</span> {deskTexts.typing}
        </span>
      )}
    </div>
  );
}
