import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { InboxView } from '../contract/api/index.ts';
import { LoadingState } from '../ui/index.ts';
import { DeskPage } from './pages/desk/DeskPage.tsx';
import { type ReportFilters, readReportSearch } from './lib/report-search.ts';
import { frame, guard, needs, root, session } from './routes-frame.tsx';
import { dataRoutes } from './routes-data.tsx';
import { contactRoutes } from './routes-contacts.tsx';
import { settingsRoutes } from './routes-settings.tsx';
import { PageProblem } from './shell/PageProblem.tsx';
import { commonTexts } from './texts/everywhere.ts';

const views: readonly string[] = [
  'mine',
  'unassigned',
  'all',
  'programs',
  'snoozed',
  'recent',
  'closed',
] satisfies InboxView[];
const isView = (text: string): text is InboxView => views.includes(text);

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

const mentions = createRoute({
  getParentRoute: () => frame,
  path: '/mentions',
  component: lazyRouteComponent(() => import('./pages/mentions/MentionsPage.tsx'), 'MentionsPage'),
});

const publicPosts = createRoute({
  getParentRoute: () => frame,
  path: '/mentions/public',
  component: lazyRouteComponent(() => import('./pages/mentions/PublicPostsPage.tsx'), 'PublicPostsPage'),
});

const board = createRoute({
  getParentRoute: () => frame,
  path: '/board',
  beforeLoad: async () => {
    const { permissions } = await session();
    if (!permissions.includes('board.see')) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./pages/board/BoardPage.tsx'), 'BoardPage'),
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

const notice = createRoute({
  getParentRoute: () => root,
  path: '/notice',
  beforeLoad: async () => {
    if (!(await session()).noticeOpen) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./pages/entry/NoticePage.tsx'), 'NoticePage'),
});
const allow = createRoute({
  getParentRoute: () => root,
  path: '/allow',
  beforeLoad: async () => {
    if ((await session()).state === 'setup') throw redirect({ to: '/setup' });
  },
  validateSearch: (search: Record<string, unknown>): { request?: string } =>
    typeof search['request'] === 'string' ? { request: search['request'] } : {},
  component: lazyRouteComponent(() => import('./pages/entry/AllowPage.tsx'), 'AllowPage'),
});
const publicPrivacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy/$handleId',
  component: lazyRouteComponent(() => import('./pages/public/PrivacyPage.tsx'), 'PrivacyPage'),
});
const publicSurvey = createRoute({
  getParentRoute: () => root,
  path: '/survey/$token',
  component: lazyRouteComponent(() => import('./pages/public/SurveyPage.tsx'), 'SurveyPage'),
});

const routeTree = root.addChildren([
  setup,
  signIn,
  invitation,
  notice,
  allow,
  publicPrivacy,
  publicSurvey,
  frame.addChildren([
    home,
    desk.addChildren([deskConversation]),
    insights.addChildren([insightsHome, today, report]),
    ...dataRoutes,
    mentions,
    publicPosts,
    contactRoutes,
    settingsRoutes,
    board,
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
