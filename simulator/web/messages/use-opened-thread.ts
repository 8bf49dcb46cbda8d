import { useEffect, useRef, useState } from 'react';
import type { ControlThread } from '../../../contract/control/threads.ts';
import { api } from '../api/messages.ts';

interface Opening {
  meId: string;
  /** `null` in a group, which has no welcome message. */
  otherId: string | null;
  /** Opened already, by a link or by the button of a post. */
  given: ControlThread | null;
  /** What has been written is loaded. */
  isReady: boolean;
  lastId: string | undefined;
}

/** What X shows before one writes: a welcome message, a text from the link. Over as soon as one of the two writes. */
export function useOpenedThread({ meId, otherId, given, isReady, lastId }: Opening): ControlThread | null {
  const [seen, setSeen] = useState<{ thread: ControlThread; lastId: string | undefined } | null>(null);
  const isAsked = useRef(false);
  const last = useRef(lastId);
  useEffect(() => {
    last.current = lastId;
  });
  useEffect(() => {
    // Once: when the first message makes the conversation, everything is loaded anew.
    if (!isReady || otherId === null || isAsked.current) return;
    isAsked.current = true;
    const show = (thread: ControlThread) => setSeen({ thread, lastId: last.current });
    const opening = given ? Promise.resolve(given) : api.openThread({ user: meId, recipient: otherId });
    // Without a greeting the thread is as good: whatever fails here fails again when one writes.
    opening.then(show, () => undefined);
  }, [isReady, meId, otherId, given]);
  return seen && seen.lastId === lastId ? seen.thread : null;
}
