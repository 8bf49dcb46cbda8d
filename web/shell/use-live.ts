import { useEffect, useRef, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import { sessionQuery } from '../api/session.ts';
import { applyLiveEvent } from '../live/apply-live-event.ts';
import { connectLive, type LiveConnection } from '../live/connect-live.ts';
import { announce } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';

const current: { connection?: LiveConnection } = {};

/** Keeps the stream of live events while somebody is signed in; tells whether it is lost. */
export function useLive(memberId: string): { lost: boolean; retry: () => void } {
  const [lost, setLost] = useState(false);
  const wasLost = useRef(false);
  useEffect(() => {
    let lostTimer: ReturnType<typeof setTimeout> | undefined;
    const startedAt = Date.now();
    const connection = connectLive(memberId, (message) => {
      if (message.type === 'event') {
        applyLiveEvent(message.event);
        return;
      }
      clearTimeout(lostTimer);
      if (message.type === 'lost') {
        // A stream that is back within two seconds was never missed.
        lostTimer = setTimeout(() => {
          wasLost.current = true;
          setLost(true);
          void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
        }, 2_000);
        return;
      }
      // What was fetched before the stream was open may have changed in between.
      if (message.fresh) {
        void queryClient.invalidateQueries({
          predicate: (query) =>
            query.queryKey[0] !== 'session' && query.state.dataUpdatedAt > startedAt - 60_000,
        });
      }
      setLost(false);
      if (wasLost.current) {
        announce(commonTexts.connectedAgain);
        // What could not be loaded without the server is loaded now, unasked.
        void queryClient.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
      }
      wasLost.current = false;
    });
    current.connection = connection;
    return () => {
      clearTimeout(lostTimer);
      connection.close();
      if (current.connection === connection) delete current.connection;
    };
  }, [memberId]);
  return { lost, retry: () => current.connection?.retry() };
}

/** Before signing out: the stream belongs to the one who leaves. */
export function stopLive(): void {
  current.connection?.stop();
}
