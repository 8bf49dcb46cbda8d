import { UnstyledButton } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { ConversationDetail, Entry, Media } from '../../../../contract/api/index.ts';
import { announce, EmptyState, LoadingState, ProblemState } from '../../../../ui/index.ts';
import { reopenThread, useThread } from '../../../api/thread.ts';
import { arrangeThread } from '../../../lib/thread-items.ts';
import { nameConversation } from '../../../lib/names.ts';
import { useMembers } from '../../../lib/members.ts';
import { notePresent, useTyping } from '../../../live/transient.ts';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { threadTexts } from '../../../texts/thread.ts';
import { ThreadEntry } from './ThreadEntry.tsx';
import classes from './thread.module.css';
import { useMarkRead, usePlace } from './use-reading.ts';

const Lightbox = lazy(() => import('./Lightbox.tsx'));

const noEntries: Entry[] = [];
const tellLoadProblem = (error: unknown) => tellProblem(commonTexts.cannotLoad, error);

/** The messages. Opens at the first unread one; older and newer pages come in without a shift. */
export function Thread({ detail, at }: { detail: ConversationDetail; at: string | undefined }) {
  const { id } = detail;
  const thread = useThread(id, at ? { around: at } : {});
  const { nameOf } = useMembers();
  const virtuoso = useRef<VirtuosoHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  // Where the reader had come to when the thread was opened; the mark stays while they read on.
  const [readUpTo] = useState(detail.readPosition);
  const [atEnd, setAtEnd] = useState(true);
  // The newest entry that was in view when the reader scrolled away from the end.
  const [seenUpTo, setSeenUpTo] = useState<string | undefined>();
  const [shown, setShown] = useState<Media | undefined>();
  const typing = useTyping(id);
  const window = thread.data;
  const entries = window?.entries ?? noEntries;
  const items = useMemo(
    () => arrangeThread(entries, readUpTo === '0' ? null : readUpTo),
    [entries, readUpTo],
  );
  const last = entries.at(-1);
  const customerName = nameConversation(detail);

  useEffect(() => {
    for (const each of detail.present) notePresent(id, each.memberId, each.doing);
  }, [id, detail.present]);

  usePlace(detail, at, readUpTo, window, (index) =>
    virtuoso.current?.scrollToIndex({ index, align: 'center' }),
  );
  useMarkRead(detail, atEnd && window !== undefined && !window.hasAfter ? last : undefined);

  // The composer grows and shrinks: whoever is at the end stays there.
  const stayAtEnd = useEffectEvent(() => {
    if (atEnd) virtuoso.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  });
  const drawn = window !== undefined && items.length > 0;
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(() => stayAtEnd());
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [drawn]);

  const lastSeen = useRef(last?.position);
  useEffect(() => {
    if (!last || lastSeen.current === last.position) return;
    const isNew = lastSeen.current !== undefined && BigInt(last.position) > BigInt(lastSeen.current);
    lastSeen.current = last.position;
    if (!isNew || last.direction !== 'in') return;
    // Heard by screen readers; a live region around a windowed list would read old pages aloud.
    announce(`${customerName}: ${last.text}`);
  }, [last, customerName]);

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
  const unseen =
    atEnd || seenUpTo === undefined
      ? 0
      : entries.filter((entry) => entry.direction === 'in' && BigInt(entry.position) > BigInt(seenUpTo))
          .length;
  const foundIndex = at ? entries.findIndex((entry) => BigInt(entry.position) >= BigInt(at)) : -1;
  const unreadIndex = items.findIndex((item) => item.startsUnread);
  const toEnd = () => {
    if (!window.hasAfter) virtuoso.current?.scrollToIndex({ index: 'LAST', align: 'end', behavior: 'auto' });
    else reopenThread(id).catch(tellLoadProblem);
  };
  return (
    <div ref={frame} className={classes.messages} role="group" aria-label={threadTexts.thread}>
      <Virtuoso
        key={window.epoch}
        ref={virtuoso}
        className={classes.scroller}
        data={items}
        alignToBottom
        firstItemIndex={window.firstIndex}
        initialTopMostItemIndex={
          foundIndex >= 0
            ? { index: foundIndex, align: 'center' }
            : unreadIndex > 0
              ? { index: unreadIndex, align: 'start', offset: -60 }
              : { index: items.length - 1, align: 'end' }
        }
        computeItemKey={(_, item) => item.entry.id}
        increaseViewportBy={{ top: 600, bottom: 300 }}
        followOutput={(isAtBottom) => (isAtBottom || last?.id.startsWith('provisional-') ? 'auto' : false)}
        atBottomThreshold={80}
        atBottomStateChange={(isAtBottom) => {
          setAtEnd(isAtBottom);
          if (!isAtBottom) setSeenUpTo(last?.position);
        }}
        startReached={() => {
          thread.loadOlder().catch(tellLoadProblem);
        }}
        endReached={() => {
          thread.loadNewer().catch(tellLoadProblem);
        }}
        components={{ Footer: ThreadFoot }}
        context={{ typing, name: customerName }}
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
