import { useState } from 'react';
import { useMe } from '../../../api/session.ts';
import { usePresent } from '../../../live/transient.ts';

/**
 * Asks once before an answer is sent while a colleague writes to the same customer. Whoever was told and sends all the
 * same is not asked again until somebody else begins.
 */
export function useSoftLock(conversationId: string) {
  const me = useMe();
  const writer = usePresent(conversationId).find(
    (each) => each.memberId !== me.id && each.doing === 'replying',
  )?.memberId;
  const [asked, setAsked] = useState<{ writer: string; open: boolean } | undefined>();
  return {
    /** The colleague to be told of: while the question stands, and they still write. */
    asking: asked?.open && asked.writer === writer ? writer : undefined,
    /** Whether it may go now; opens the question where it may not. */
    pass: (): boolean => {
      if (writer === undefined || asked?.writer === writer) {
        setAsked((now) => now && { ...now, open: false });
        return true;
      }
      setAsked({ writer, open: true });
      return false;
    },
    wait: () => setAsked(undefined),
  };
}
