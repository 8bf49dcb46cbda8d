import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

export type SignIn =
  | { state: 'idle' }
  | { state: 'waiting'; id: string; url: string; blocked: boolean; closed: boolean }
  | { state: 'refused'; error: unknown };

interface Ways<Start, Result> {
  begin: (start: Start) => Promise<{ signInId: string; authorizeUrl: string }>;
  ask: (id: string, signal: AbortSignal) => Promise<Result>;
}

const popUpFeatures = 'popup,width=620,height=760';

/**
 * "Sign in with X" in a pop-up. The window is opened at the click, before the server is asked: browsers
 * block windows that open later. The result comes by live event and, to be sure, by asking.
 */
export function usePopUpSignIn<Start, Result extends { state: 'pending' | 'done' | 'failed' }>({
  begin,
  ask,
}: Ways<Start, Result>) {
  const [signIn, setSignIn] = useState<SignIn>({ state: 'idle' });
  const popUp = useRef<Window | null>(null);
  const waitingId = signIn.state === 'waiting' ? signIn.id : undefined;

  const result = useQuery({
    queryKey: ['x-sign-in', waitingId],
    queryFn: ({ signal }) => ask(waitingId ?? '', signal),
    enabled: waitingId !== undefined,
    refetchInterval: (query) => (query.state.data?.state === 'pending' || !query.state.data ? 1_500 : false),
    staleTime: 0,
  }).data;

  const start = useCallback(
    async (body: Start) => {
      popUp.current?.close();
      const opened = window.open('', 'rookery-x-sign-in', popUpFeatures);
      popUp.current = opened;
      try {
        const { signInId, authorizeUrl } = await begin(body);
        if (opened) opened.location.href = authorizeUrl;
        setSignIn({ state: 'waiting', id: signInId, url: authorizeUrl, blocked: !opened, closed: false });
      } catch (error) {
        opened?.close();
        setSignIn({ state: 'refused', error });
      }
    },
    [begin],
  );

  /** From a click on a link, when the first window was blocked. */
  const openAgain = () => {
    if (signIn.state !== 'waiting') return;
    popUp.current = window.open(signIn.url, 'rookery-x-sign-in', popUpFeatures);
    if (!popUp.current) window.open(signIn.url, '_blank', 'noopener');
    setSignIn({ ...signIn, blocked: false, closed: false });
  };

  useEffect(() => {
    if (!waitingId || (result && result.state !== 'pending')) return;
    const timer = setInterval(() => {
      if (!popUp.current?.closed) return;
      setSignIn((now) => (now.state === 'waiting' && !now.closed ? { ...now, closed: true } : now));
    }, 700);
    return () => clearInterval(timer);
  }, [waitingId, result]);
  useEffect(() => {
    if (result && result.state !== 'pending') popUp.current?.close();
  }, [result]);

  return { signIn, result, start, openAgain, forget: () => setSignIn({ state: 'idle' }) };
}
