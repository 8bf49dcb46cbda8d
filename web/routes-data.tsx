import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { frame, needs } from './routes-frame.tsx';

const data = createRoute({
  getParentRoute: () => frame,
  path: '/datasources',
  beforeLoad: needs('data.see'),
  component: lazyRouteComponent(() => import('./pages/data/DataFrame.tsx'), 'DataFrame'),
});
const list = createRoute({
  getParentRoute: () => data,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/data/DatasetsPage.tsx'), 'DatasetsPage'),
});
const sqlPage = createRoute({
  getParentRoute: () => data,
  path: 'sql',
  component: lazyRouteComponent(() => import('./pages/data/SqlPage.tsx'), 'SqlPage'),
});

export interface AccountsSearch {
  /** The one that is open beside the list. */
  account?: string;
}
const accounts = createRoute({
  getParentRoute: () => data,
  path: 'accounts',
  validateSearch: (search: Record<string, unknown>): AccountsSearch =>
    typeof search['account'] === 'string' && /^[0-9a-f]{24}$/.test(search['account'])
      ? { account: search['account'] }
      : {},
  component: lazyRouteComponent(() => import('./pages/accounts/AccountsPage.tsx'), 'AccountsPage'),
});
const connectors = createRoute({
  getParentRoute: () => frame,
  path: '/datasources/new',
  beforeLoad: needs('data.manage'),
  component: lazyRouteComponent(() => import('./pages/reports/ConnectorsPage.tsx'), 'ConnectorsPage'),
});
const create = createRoute({
  getParentRoute: () => frame,
  path: '/datasources/new/$kindId',
  beforeLoad: needs('data.manage'),
  component: lazyRouteComponent(() => import('./pages/reports/CreatePage.tsx'), 'CreatePage'),
});

const dataset = createRoute({
  getParentRoute: () => frame,
  path: '/datasources/$datasetId',
  beforeLoad: needs('data.see'),
  component: lazyRouteComponent(() => import('./pages/data/DatasetFrame.tsx'), 'DatasetFrame'),
});
const datasetHome = createRoute({
  getParentRoute: () => dataset,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/datasources/$datasetId/details/data', params });
  },
});
export interface RowsSearch {
  /** An earlier state. */
  version?: number;
}
const rows = createRoute({
  getParentRoute: () => dataset,
  path: 'details/data',
  validateSearch: (search: Record<string, unknown>): RowsSearch => {
    const version = Number(search['version']);
    return Number.isInteger(version) && version > 0 ? { version } : {};
  },
  component: lazyRouteComponent(() => import('./pages/data/RowsTab.tsx'), 'RowsTab'),
});
const statistics = createRoute({
  getParentRoute: () => dataset,
  path: 'details/statistics',
  component: lazyRouteComponent(() => import('./pages/data/StatisticsTab.tsx'), 'StatisticsTab'),
});
const overview = createRoute({
  getParentRoute: () => dataset,
  path: 'details/overview',
  component: lazyRouteComponent(() => import('./pages/data/charts/OverviewTab.tsx'), 'OverviewTab'),
});
export interface AlertsSearch {
  /** The one whose notices are shown. */
  alert?: string;
}
const alerts = createRoute({
  getParentRoute: () => dataset,
  path: 'details/alerts',
  validateSearch: (search: Record<string, unknown>): AlertsSearch =>
    typeof search['alert'] === 'string' && /^[0-9a-f]{24}$/.test(search['alert'])
      ? { alert: search['alert'] }
      : {},
  component: lazyRouteComponent(() => import('./pages/data/alerts/AlertsTab.tsx'), 'AlertsTab'),
});
const lineage = createRoute({
  getParentRoute: () => dataset,
  path: 'details/lineage',
  component: lazyRouteComponent(() => import('./pages/data/LineageTab.tsx'), 'LineageTab'),
});
export interface HistorySearch {
  /** The run whose log is open. */
  run?: string;
}
const history = createRoute({
  getParentRoute: () => dataset,
  path: 'details/history',
  validateSearch: (search: Record<string, unknown>): HistorySearch =>
    typeof search['run'] === 'string' && /^[0-9a-f]{24}$/.test(search['run']) ? { run: search['run'] } : {},
  component: lazyRouteComponent(() => import('./pages/data/HistoryTab.tsx'), 'HistoryTab'),
});
const schedule = createRoute({
  getParentRoute: () => dataset,
  path: 'details/schedule',
  component: lazyRouteComponent(() => import('./pages/reports/ScheduleTab.tsx'), 'ScheduleTab'),
});
const sharing = createRoute({
  getParentRoute: () => dataset,
  path: 'details/sharing',
  component: lazyRouteComponent(() => import('./pages/data/sharing/SharingTab.tsx'), 'SharingTab'),
});
const settings = createRoute({
  getParentRoute: () => dataset,
  path: 'details/settings',
  component: lazyRouteComponent(() => import('./pages/data/SettingsTab.tsx'), 'SettingsTab'),
});

/** DataSets, SQL, and the accounts that reports read X with. */
export const dataRoutes = [
  data.addChildren([list, sqlPage, accounts]),
  connectors,
  create,
  dataset.addChildren([
    datasetHome,
    overview,
    rows,
    statistics,
    alerts,
    history,
    schedule,
    lineage,
    sharing,
    settings,
  ]),
];
