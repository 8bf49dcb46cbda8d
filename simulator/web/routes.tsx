import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { queryOf } from './api/ask.ts';
import { LoadingState } from '../../ui/index.ts';
import { MessagesPage } from './messages/MessagesPage.tsx';
import { Frame } from './shell/Frame.tsx';
import { NoPage, PageProblem } from './shell/PageProblem.tsx';
import { shellTexts } from './texts/shell.ts';

const root = createRootRoute({ component: Frame, notFoundComponent: NoPage });

const messages = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: MessagesPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/console',
  beforeLoad: () => {
    throw redirect({ href: '/console/people' });
  },
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/console/people',
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});
const person = createRoute({ getParentRoute: () => people, path: '$userId' });

const posts = createRoute({
  getParentRoute: () => root,
  path: '/console/posts',
  component: lazyRouteComponent(() => import('./posts/PostsPage.tsx'), 'PostsPage'),
});
const post = createRoute({ getParentRoute: () => posts, path: '$postId' });

const chat = createRoute({
  getParentRoute: () => root,
  path: '/console/chat',
  component: lazyRouteComponent(() => import('./chat/ChatPage.tsx'), 'ChatPage'),
});

const apps = createRoute({
  getParentRoute: () => root,
  path: '/console/apps',
  component: lazyRouteComponent(() => import('./apps/AppsPage.tsx'), 'AppsPage'),
});
const app = createRoute({ getParentRoute: () => apps, path: '$appId' });

const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/console/webhooks',
  component: lazyRouteComponent(() => import('./webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
});
const webhook = createRoute({ getParentRoute: () => webhooks, path: '$webhookId' });

const deliveries = createRoute({
  getParentRoute: () => root,
  path: '/console/deliveries',
  component: lazyRouteComponent(() => import('./webhooks/DeliveriesPage.tsx'), 'DeliveriesPage'),
});
const delivery = createRoute({ getParentRoute: () => deliveries, path: '$deliveryId' });

const requests = createRoute({
  getParentRoute: () => root,
  path: '/console/requests',
  component: lazyRouteComponent(() => import('./requests/RequestsPage.tsx'), 'RequestsPage'),
});
const request = createRoute({ getParentRoute: () => requests, path: '$requestId' });

const faults = createRoute({
  getParentRoute: () => root,
  path: '/console/faults',
  component: lazyRouteComponent(() => import('./conditions/FaultsPage.tsx'), 'FaultsPage'),
});
const clock = createRoute({
  getParentRoute: () => root,
  path: '/console/clock',
  component: lazyRouteComponent(() => import('./conditions/ClockPage.tsx'), 'ClockPage'),
});
const limits = createRoute({
  getParentRoute: () => root,
  path: '/console/limits',
  component: lazyRouteComponent(() => import('./conditions/LimitsPage.tsx'), 'LimitsPage'),
});
const cost = createRoute({
  getParentRoute: () => root,
  path: '/console/cost',
  component: lazyRouteComponent(() => import('./conditions/CostPage.tsx'), 'CostPage'),
});
const scenarios = createRoute({
  getParentRoute: () => root,
  path: '/console/scenarios',
  component: lazyRouteComponent(() => import('./scenarios/ScenariosPage.tsx'), 'ScenariosPage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/console/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
});

const routeTree = root.addChildren([
  messages,
  home,
  people.addChildren([person]),
  posts.addChildren([post]),
  chat,
  apps.addChildren([app]),
  webhooks.addChildren([webhook]),
  deliveries.addChildren([delivery]),
  requests.addChildren([request]),
  faults,
  clock,
  limits,
  cost,
  scenarios,
  settings,
]);

export const router = createRouter({
  routeTree,
  // Ids have more digits than numbers keep: everything stays text.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: queryOf,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: () => <LoadingState label={shellTexts.loading} />,
  defaultErrorComponent: PageProblem,
});
