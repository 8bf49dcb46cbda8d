import { useCallback, useEffect, useRef } from 'react';
import { api, ApiError } from '../../client/index.ts';

export type Doing = 'viewing' | 'replying' | 'noting';

const renewMs = 10_000;

/** Tells colleagues that one is here, as long as the page is visible; answers how to say what one does. */
export function useMarkPresent(conversationId: string): (doing: Doing) => void {
  const doing = useRef<Doing>('viewing');
  const isGone = useRef(false);
  const say = useCallback(
    (what: Doing | 'gone', keepalive = false) => {
      if (isGone.current) return;
      // Nobody is told when this fails: it is renewed in ten seconds, unless there is no such conversation any more.
      api.conversations
        .present({ id: conversationId }, { doing: what }, { keepalive })
        .catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 404) isGone.current = true;
        });
    },
    [conversationId],
  );
  useEffect(() => {
    const renew = () => {
      if (document.visibilityState === 'visible') say(doing.current);
    };
    const leave = () => say('gone', true);
    isGone.current = false;
    renew();
    const timer = setInterval(renew, renewMs);
    document.addEventListener('visibilitychange', renew);
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [say]);
  return useCallback(
    (what: Doing) => {
      if (doing.current === what) return;
      doing.current = what;
      say(what);
    },
    [say],
  );
}
