import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Member, Permission, Preferences, SessionState } from '../../contract/api/index.ts';
import { api, configureClient } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

export const sessionQuery = {
  queryKey: ['session'],
  queryFn: async () => acceptSession(await api.session.get()),
  staleTime: Number.POSITIVE_INFINITY,
};

/** Takes over who is signed in: the token that guards against forged requests comes with it. */
export function acceptSession(session: SessionState): SessionState {
  configureClient({ headers: session.csrfToken ? { 'x-csrf-token': session.csrfToken } : {} });
  return session;
}

/** After signing in or out: the new state, and nothing left of what the other person saw. */
export function enterSession(session: SessionState): void {
  acceptSession(session);
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

export const defaultPreferences: Preferences = {
  undoSeconds: 3,
  nickname: '',
  sound: true,
  desktopNotifications: false,
  offerSound: 'template',
  offerLoop: 'template',
  offerDesktop: 'template',
  volume: 60,
  colorScheme: 'system',
  highContrast: false,
  practiceDone: true,
  keys: {},
  panels: ['profile', 'contact', 'conversation'],
  panelOrder: [],
};

export function useSession(): SessionState {
  return useSuspenseQuery(sessionQuery).data;
}

export function findSession(): SessionState | undefined {
  return queryClient.getQueryData<SessionState>(sessionQuery.queryKey);
}

/** The person who is signed in; only below routes that are guarded by sign-in. */
export function useMe(): Member {
  const { member } = useSession();
  if (!member) throw new Error('nobody is signed in');
  return member;
}

/** Asks what the person may do; pages hide what the server would refuse. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}

export function usePreferences(): Preferences {
  return useSession().preferences ?? defaultPreferences;
}

/** Changes own preferences: at once on the screen, then on the server; back again when that fails. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  const before = findSession();
  if (!before?.preferences) return;
  const set = (preferences: Preferences) =>
    queryClient.setQueryData<SessionState>(sessionQuery.queryKey, (now) => now && { ...now, preferences });
  set({ ...before.preferences, ...change });
  try {
    set(await api.session.setPreferences(change));
  } catch (error) {
    set(before.preferences);
    throw error;
  }
}
