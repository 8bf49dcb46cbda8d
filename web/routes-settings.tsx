import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { frame, needs } from './routes-frame.tsx';

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
const handle = createRoute({
  getParentRoute: () => settings,
  path: 'x/$handleId',
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/handle/HandlePage.tsx'), 'HandlePage'),
});
const templates = createRoute({
  getParentRoute: () => settings,
  path: 'templates',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(
    () => import('./pages/settings/templates/TemplatesPage.tsx'),
    'TemplatesPage',
  ),
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
  component: lazyRouteComponent(() => import('./pages/settings/audit/AuditPage.tsx'), 'AuditPage'),
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
const quickReplies = createRoute({
  getParentRoute: () => settings,
  path: 'quick-replies',
  component: lazyRouteComponent(
    () => import('./pages/settings/records/QuickRepliesPage.tsx'),
    'QuickRepliesPage',
  ),
});
const knowledge = createRoute({
  getParentRoute: () => settings,
  path: 'knowledge',
  beforeLoad: needs('knowledge.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/records/ArticlesPage.tsx'), 'ArticlesPage'),
});
const macros = createRoute({
  getParentRoute: () => settings,
  path: 'macros',
  component: lazyRouteComponent(() => import('./pages/settings/records/MacrosPage.tsx'), 'MacrosPage'),
});
const attributes = createRoute({
  getParentRoute: () => settings,
  path: 'attributes',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(
    () => import('./pages/settings/records/AttributesPage.tsx'),
    'AttributesPage',
  ),
});
const queues = createRoute({
  getParentRoute: () => settings,
  path: 'queues',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/work/QueuesPage.tsx'), 'QueuesPage'),
});
const workStreams = createRoute({
  getParentRoute: () => settings,
  path: 'work-streams',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/work/WorkStreamsPage.tsx'), 'WorkStreamsPage'),
});
const skills = createRoute({
  getParentRoute: () => settings,
  path: 'skills',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/work/SkillsPage.tsx'), 'SkillsPage'),
});
const profiles = createRoute({
  getParentRoute: () => settings,
  path: 'capacity-profiles',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/work/ProfilesPage.tsx'), 'ProfilesPage'),
});
const presences = createRoute({
  getParentRoute: () => settings,
  path: 'presences',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/work/PresencesPage.tsx'), 'PresencesPage'),
});
const distribution = createRoute({
  getParentRoute: () => settings,
  path: 'distribution',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(
    () => import('./pages/settings/work/DistributionPage.tsx'),
    'DistributionPage',
  ),
});
const alerts = createRoute({
  getParentRoute: () => settings,
  path: 'alerts',
  beforeLoad: needs('board.agents'),
  component: lazyRouteComponent(() => import('./pages/settings/alerts/AlertsPage.tsx'), 'AlertsPage'),
});
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
});
const webhook = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks/$webhookId',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/webhooks/WebhookPage.tsx'), 'WebhookPage'),
});
const programEvents = createRoute({
  getParentRoute: () => settings,
  path: 'programs/events',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(
    () => import('./pages/settings/programs/ProgramEventsPage.tsx'),
    'ProgramEventsPage',
  ),
});
const tryCall = createRoute({
  getParentRoute: () => settings,
  path: 'programs/try',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/programs/TryPage.tsx'), 'TryPage'),
});
const programs = createRoute({
  getParentRoute: () => settings,
  path: 'programs',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/programs/ProgramsPage.tsx'), 'ProgramsPage'),
});
const dataClients = createRoute({
  getParentRoute: () => settings,
  path: 'data-clients',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(
    () => import('./pages/settings/data-clients/DataClientsPage.tsx'),
    'DataClientsPage',
  ),
});
const setupFile = createRoute({
  getParentRoute: () => settings,
  path: 'file',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/SetupFilePage.tsx'), 'SetupFilePage'),
});
const agents = createRoute({
  getParentRoute: () => settings,
  path: 'agents',
  beforeLoad: needs('people.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/people/AgentsPage.tsx'), 'AgentsPage'),
});
const teams = createRoute({
  getParentRoute: () => settings,
  path: 'teams',
  beforeLoad: needs('people.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/people/TeamsPage.tsx'), 'TeamsPage'),
});
const roles = createRoute({
  getParentRoute: () => settings,
  path: 'roles',
  beforeLoad: needs('roles.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/people/RolesPage.tsx'), 'RolesPage'),
});
const hours = createRoute({
  getParentRoute: () => settings,
  path: 'hours',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/automation/HoursPage.tsx'), 'HoursPage'),
});
const messages = createRoute({
  getParentRoute: () => settings,
  path: 'messages',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/automation/MessagesPage.tsx'), 'MessagesPage'),
});
const timeouts = createRoute({
  getParentRoute: () => settings,
  path: 'timeouts',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(
    () => import('./pages/settings/automation/TimeoutRulesPage.tsx'),
    'TimeoutRulesPage',
  ),
});
const survey = createRoute({
  getParentRoute: () => settings,
  path: 'survey',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/automation/SurveyPage.tsx'), 'SurveyPage'),
});
const surveyResults = createRoute({
  getParentRoute: () => settings,
  path: 'survey-results',
  beforeLoad: needs('insights.see'),
  component: lazyRouteComponent(
    () => import('./pages/settings/automation/SurveyResultsPage.tsx'),
    'SurveyResultsPage',
  ),
});
const consent = createRoute({
  getParentRoute: () => settings,
  path: 'consent',
  beforeLoad: needs('setup.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/automation/ConsentPage.tsx'), 'ConsentPage'),
});
const monitoring = createRoute({
  getParentRoute: () => settings,
  path: 'monitoring',
  beforeLoad: needs('board.monitor'),
  component: lazyRouteComponent(
    () => import('./pages/settings/automation/MonitoringPage.tsx'),
    'MonitoringPage',
  ),
});
const privacy = createRoute({
  getParentRoute: () => settings,
  path: 'privacy',
  validateSearch: (search: Record<string, unknown>): { who?: string } =>
    typeof search['who'] === 'string' || typeof search['who'] === 'number'
      ? { who: String(search['who']).slice(0, 60) }
      : {},
  beforeLoad: needs('privacy.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/privacy/PrivacyPage.tsx'), 'PrivacyPage'),
});
const masking = createRoute({
  getParentRoute: () => settings,
  path: 'masking',
  beforeLoad: needs('privacy.manage'),
  component: lazyRouteComponent(() => import('./pages/settings/privacy/MaskingPage.tsx'), 'MaskingPage'),
});
const transcripts = createRoute({
  getParentRoute: () => settings,
  path: 'transcripts',
  beforeLoad: needs('conversations.export'),
  component: lazyRouteComponent(
    () => import('./pages/settings/privacy/TranscriptsPage.tsx'),
    'TranscriptsPage',
  ),
});

/** The settings with all their pages. */
export const settingsRoutes = settings.addChildren([
  settingsHome,
  preferences,
  accounts,
  connect,
  handle,
  people,
  keys,
  audit,
  operations,
  rules,
  templates,
  hours,
  messages,
  timeouts,
  survey,
  surveyResults,
  consent,
  monitoring,
  privacy,
  masking,
  transcripts,
  quickReplies,
  macros,
  knowledge,
  attributes,
  queues,
  workStreams,
  skills,
  profiles,
  presences,
  distribution,
  alerts,
  webhooks,
  webhook,
  programs,
  dataClients,
  programEvents,
  tryCall,
  setupFile,
  agents,
  teams,
  roles,
]);
