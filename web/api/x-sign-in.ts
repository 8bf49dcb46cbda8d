import { useCallback } from 'react';
import type { BodyOf, xAppRoutes } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { usePopUpSignIn } from './pop-up-sign-in.ts';

export type SignInStart = BodyOf<typeof xAppRoutes.startSignIn>;

const ask = (id: string, signal: AbortSignal) => api.xApps.signInResult({ id }, { signal });
const askAccount = (id: string, signal: AbortSignal) => api.accounts.signIn({ id }, { signal });

/** Signs somebody in over an app: makes a handle, or brings one back. */
export function useXSignIn(appId: string | undefined) {
  const begin = useCallback(
    (body: SignInStart) =>
      appId ? api.xApps.startSignIn({ id: appId }, body) : Promise.reject(new Error('no app is chosen')),
    [appId],
  );
  const made = usePopUpSignIn({ begin, ask });
  const { start: startAny } = made;
  const start = useCallback(
    async (body: SignInStart) => {
      if (appId) await startAny(body);
    },
    [appId, startAny],
  );
  return { ...made, start };
}

/** Signs the user of an account in anew. */
export function useReconnect(accountId: string) {
  const begin = useCallback(() => api.accounts.reconnect({ id: accountId }), [accountId]);
  return usePopUpSignIn<void, Awaited<ReturnType<typeof api.accounts.signIn>>>({ begin, ask: askAccount });
}
