import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { InboxView, Permission, SessionState } from '../contract/api/index.ts';
import { LoadingState } from '../ui/index.ts';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { DeskPage } from './pages/desk/DeskPage.tsx';
import { type ReportFilters, readReportSearch } from './lib/report-search.ts';
import { Frame } from './shell/Frame.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { PageProblem } from './shell/PageProblem.tsx';
import { commonTexts } from './texts/everywhere.ts';

const views: readonly string[] = ['mine', 'unassigned', 'all', 'snoozed', 'closed'] satisfies InboxView[];
const isView = (text: string): text is InboxView => views.includes(text);

const session = (): Promise<SessionState> => queryClient.ensureQueryData(sessionQuery);

/** Lets only those pass for whom a page is; others are led to where they belong. */
async function guard(wanted: SessionState['state']): Promise<void> {
  const { state } = await session();
  if (state === wanted) return;
  if (state === 'setup') throw redirect({ to: '/setup' });
  if (state === 'signed_out') throw redirect({ to: '/sign-in' });
  throw redirect({ to: '/' });
}

/** Leads whoever the server would refuse to a page that is for everybody. */
const needs = (permission: Permission) => async (): Promise<void> => {
  const { permissions } = await session();
  if (!permissions.includes(permission)) throw redirect({ to: '/settings/preferences' });
};

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: () => guard('setup'),
  component: lazyRouteComponent(() => import('./pages/entry/SetupPage.tsx'), 'SetupPage'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: () => guard('signed_out'),
  component: lazyRouteComponent(() => import('./pages/entry/SignInPage.tsx'), 'SignInPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./pages/entry/InvitationPage.tsx'), 'InvitationPage'),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: () => guard('signed_in'),
  component: Frame,
});
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'all' } });
  },
});

export interface DeskSearch {
  /** A position in the thread to open at. */
  at?: string;
}
const validateSearch = (search: Record<string, unknown>): DeskSearch =>
  typeof search['at'] === 'string' && /^\d{1,19}$/.test(search['at']) ? { at: search['at'] } : {};

const desk = createRoute({
  getParentRoute: () => frame,
  path: '/inbox/$view',
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) throw redirect({ to: '/inbox/$view', params: { view: 'all' } });
  },
  component: DeskPage,
});
const deskConversation = createRoute({
  getParentRoute: () => desk,
  path: '$conversationId',
  validateSearch,
  component: () => null,
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/SettingsFrame.tsx'), 'SettingsFrame'),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/preferences' });
  },
});
const preferences = createRoute({
  getParentRoute: () => settings,
  path: 'preferences',
  component: lazyRouteComponent(() => import('./pages/settings/PreferencesPage.tsx'), 'PreferencesPage'),
});
const accounts = createRoute({
  getParentRoute: () => settings,
  path: 'x',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/AccountsPage.tsx'), 'AccountsPage'),
});
const connect = createRoute({
  getParentRoute: () => settings,
  path: 'x/connect',
  validateSearch: (search: Record<string, unknown>): { app?: string } =>
    typeof search['app'] === 'string' ? { app: search['app'] } : {},
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/connect/ConnectPage.tsx'), 'ConnectPage'),
});
const people = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  beforeLoad: needs('people.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/PeoplePage.tsx'), 'PeoplePage'),
});
const keys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  beforeLoad: needs('people.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/ApiKeysPage.tsx'), 'ApiKeysPage'),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  beforeLoad: needs('audit.see'),
  component: lazyRouteComponent(() => import('./pages/settings/AuditPage.tsx'), 'AuditPage'),
});
const operations = createRoute({
  getParentRoute: () => settings,
  path: 'operations',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/OperationsPage.tsx'), 'OperationsPage'),
});
const rules = createRoute({
  getParentRoute: () => settings,
  path: 'rules',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/rules/RulesPage.tsx'), 'RulesPage'),
});

const insights = createRoute({
  getParentRoute: () => frame,
  path: '/insights',
  beforeLoad: needs('insights.see'),
  component: lazyRouteComponent(() => import('./pages/insights/InsightsFrame.tsx'), 'InsightsFrame'),
});
const insightsHome = createRoute({
  getParentRoute: () => insights,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/insights/today' });
  },
});
const today = createRoute({
  getParentRoute: () => insights,
  path: 'today',
  component: lazyRouteComponent(() => import('./pages/insights/TodayPage.tsx'), 'TodayPage'),
});
const report = createRoute({
  getParentRoute: () => insights,
  path: 'report',
  validateSearch: (search: Record<string, unknown>): Partial<ReportFilters> => readReportSearch(search),
  component: lazyRouteComponent(() => import('./pages/insights/ReportPage.tsx'), 'ReportPage'),
});

const routeTree = root.addChildren([
  setup,
  signIn,
  invitation,
  frame.addChildren([
    home,
    desk.addChildren([deskConversation]),
    settings.addChildren([
      settingsHome,
      preferences,
      accounts,
      connect,
      people,
      keys,
      audit,
      operations,
      rules,
    ]),
    insights.addChildren([insightsHome, today, report]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: () => <LoadingState label={commonTexts.loading} />,
  defaultErrorComponent: PageProblem,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
