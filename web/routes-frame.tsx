import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import type { Permission, SessionState } from '../contract/api/index.ts';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { Frame } from './shell/Frame.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';

/** Who is signed in, asked once. */
export const session = (): Promise<SessionState> => queryClient.ensureQueryData(sessionQuery);

/** Lets only those pass for whom a page is; others are led to where they belong. */
export async function guard(wanted: SessionState['state']): Promise<void> {
  const { state, noticeOpen } = await session();
  // Nothing of the frame is served before.
  if (state === 'signed_in' && wanted === 'signed_in' && noticeOpen) throw redirect({ to: '/notice' });
  if (state === wanted) return;
  if (state === 'setup') throw redirect({ to: '/setup' });
  if (state === 'signed_out') throw redirect({ to: '/sign-in' });
  throw redirect({ to: '/' });
}

/** Leads whoever the server would refuse to another page. */
export const needsOr = (permission: Permission, to: string) => async (): Promise<void> => {
  const { permissions } = await session();
  if (!permissions.includes(permission)) throw redirect({ to });
};

/** Leads whoever the server would refuse to a page that is for everybody. */
export const needs = (permission: Permission) => needsOr(permission, '/settings/preferences');

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Around every page of those who are signed in. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: () => guard('signed_in'),
  component: Frame,
});
