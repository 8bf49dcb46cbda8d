import { useEffect, useEffectEvent } from 'react';
import type { ConversationDetail, Entry } from '../../../../contract/api/index.ts';
import { markRead } from '../../../api/actions.ts';
import { reopenThread } from '../../../api/thread.ts';
import type { ThreadWindow } from '../../../lib/thread-window.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';

const readAfterMs = 400;

/** What is on the screen of somebody who looks at it is read. `last`: the newest entry, when it is in view. */
export function useMarkRead(detail: ConversationDetail, last: Entry | undefined): void {
  const { id, readPosition } = detail;
  const position = last?.position;
  useEffect(() => {
    if (position === undefined) return;
    const mark = () => {
      if (document.visibilityState !== 'visible' || BigInt(position) <= BigInt(readPosition)) return;
      void markRead({ conversationId: id }, position);
    };
    const timer = setTimeout(mark, readAfterMs);
    document.addEventListener('visibilitychange', mark);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [id, position, readPosition]);
}

/** Opens the thread at a found message, at what is unread although older than the newest page, or at its end. */
export function usePlace(
  detail: ConversationDetail,
  at: string | undefined,
  readUpTo: string,
  window: ThreadWindow | undefined,
  onScroll: (index: number) => void,
): void {
  const place = useEffectEvent(() => {
    const first = window?.entries[0];
    const last = window?.entries.at(-1);
    if (!window || !first || !last) return;
    const unread = readUpTo !== '0' && BigInt(detail.lastPosition) > BigInt(readUpTo);
    const target = at ?? (unread ? readUpTo : undefined);
    const tellLoadProblem = (error: unknown) => tellProblem(commonTexts.cannotLoad, error);
    if (target === undefined) {
      if (window.hasAfter) reopenThread(detail.id).catch(tellLoadProblem);
      return;
    }
    const tooOld = BigInt(target) < BigInt(first.position) && window.hasBefore;
    const tooNew = BigInt(target) > BigInt(last.position) && window.hasAfter;
    if (tooOld || tooNew) reopenThread(detail.id, target).catch(tellLoadProblem);
    else if (at !== undefined)
      onScroll(window.entries.findIndex((entry) => BigInt(entry.position) >= BigInt(at)));
  });
  const held = window !== undefined;
  useEffect(() => {
    if (held) place();
  }, [detail.id, at, held]);
}
