import { streamRoutes } from './work-streams.ts';
import { dataClientRoutes } from './data-clients.ts';
import { datasetSharingRoutes } from './dataset-sharing.ts';
import { datasetRoutes } from './datasets.ts';
import { savedQueryRoutes } from './saved-queries.ts';
import { dataAlertRoutes } from './data-alerts.ts';
import { dataChartRoutes } from './data-charts.ts';
import { reportKindRoutes } from './report-kinds.ts';
import { reportRoutes } from './reports.ts';
import { deletedRoutes } from './deleted.ts';
import { setupFileRoutes } from './setup-file.ts';
import { teamRoutes } from './teams.ts';
import { roleRoutes } from './roles.ts';
import { ratingModelRoutes, skillRoutes } from './skills.ts';
import { queueRoutes } from './queues.ts';
import { presenceOptionRoutes } from './presence-options.ts';
import { capacityProfileRoutes } from './capacity-profiles.ts';
import { accountRoutes } from './accounts.ts';
import { agentRoutes, distributionRoutes } from './agents.ts';
import { articleRoutes } from './articles.ts';
import { attributeRoutes } from './attributes.ts';
import { macroRoutes } from './macros.ts';
import { programClientRoutes } from './program-clients.ts';
import { programIntegrationRoutes } from './program-integrations.ts';
import { programEventRoutes } from './program-events.ts';
import { programSwitchboardRoutes } from './program-switchboard.ts';
import { programKeyRoutes } from './programs.ts';
import { quickReplyRoutes } from './quick-replies.ts';
import { caseRoutes } from './cases.ts';
import { companyRoutes } from './companies.ts';
import { contactRoutes } from './contacts.ts';
import { controlRoutes } from './control.ts';
import { composeLinkRoutes } from './compose-links.ts';
import { conversationRoutes, inboxRoutes, tagRoutes } from './conversations.ts';
import { hoursRoutes } from './hours.ts';
import { insightsRoutes } from './insights.ts';
import { customerRoutes } from './customers.ts';
import { liveRoutes } from './live.ts';
import { alertRoutes } from './alerts.ts';
import { boardRoutes } from './board.ts';
import { bulkRoutes } from './bulk.ts';
import { teamworkRoutes } from './teamwork.ts';
import { mentionRoutes } from './mentions.ts';
import { draftRoutes, mediaRoutes, messageRoutes, searchRoutes } from './messages.ts';
import { mailRoutes } from './mail.ts';
import { maskingRoutes } from './masking.ts';
import { monitoringRoutes } from './monitoring.ts';
import { consentRoutes, noticeRoutes } from './notices.ts';
import { privacyRoutes } from './privacy.ts';
import { operationsRoutes } from './operations.ts';
import { apiKeyRoutes, auditRoutes, invitationAdminRoutes, memberRoutes } from './people.ts';
import { publicPostRoutes } from './public-posts.ts';
import { offerRoutes, presenceRoutes } from './presence.ts';
import { retentionRoutes } from './retention.ts';
import type { RouteDescriptor } from './route.ts';
import { ruleRoutes } from './rules.ts';
import { invitationRoutes, sessionRoutes } from './session.ts';
import { templateRoutes } from './templates.ts';
import { workRoutes } from './work.ts';
import { traceRoutes } from './trace.ts';
import { surveyRoutes } from './surveys.ts';
import { timelineRoutes, workItemRecordRoutes } from './timeline.ts';
import { timeoutRuleRoutes } from './timeout-rules.ts';
import { transcriptRoutes } from './transcripts.ts';
import { slackRoutes } from './slack.ts';
import { webhookRoutes } from './webhooks.ts';
import { handleRoutes, workStreamRoutes, xAppRoutes } from './x-apps.ts';

export * from './accounts.ts';
export * from './articles.ts';
export * from './attributes.ts';
export * from './macros.ts';
export * from './program-clients.ts';
export * from './program-integrations.ts';
export * from './program-events.ts';
export * from './programs.ts';
export * from './quick-replies.ts';
export * from './rich.ts';
export * from './cases.ts';
export * from './alerts.ts';
export * from './board.ts';
export * from './bulk.ts';
export * from './common.ts';
export * from './compose-links.ts';
export * from './conditions.ts';
export * from './companies.ts';
export * from './contacts.ts';
export * from './conversations.ts';
export * from './customers.ts';
export * from './distribution.ts';
export * from './hours.ts';
export * from './insights.ts';
export * from './live.ts';
export * from './measures.ts';
export * from './mail.ts';
export * from './masking.ts';
export * from './mentions.ts';
export * from './messages.ts';
export * from './monitoring.ts';
export * from './notices.ts';
export * from './operations.ts';
export * from './people.ts';
export * from './post-length.ts';
export * from './public-posts.ts';
export * from './permissions.ts';
export * from './presence.ts';
export * from './agents.ts';
export * from './capacity-profiles.ts';
export * from './presence-options.ts';
export * from './queues.ts';
export * from './roles.ts';
export * from './skills.ts';
export * from './teams.ts';
export * from './control.ts';
export * from './program-switchboard.ts';
export * from './webhook-triggers.ts';
export * from './slack.ts';
export * from './webhooks.ts';
export * from './work-streams.ts';
export * from './setup.ts';
export * from './data-clients.ts';
export * from './dataset-sharing.ts';
export * from './datasets.ts';
export * from './saved-queries.ts';
export * from './data-filters.ts';
export * from './data-alerts.ts';
export * from './data-charts.ts';
export * from './report-kinds.ts';
export * from './reports.ts';
export * from './schedules.ts';
export * from './deleted.ts';
export * from './setup-file.ts';
export * from './privacy.ts';
export * from './retention.ts';
export * from './route.ts';
export * from './rules.ts';
export * from './session.ts';
export * from './trace.ts';
export * from './teamwork.ts';
export * from './templates.ts';
export * from './work.ts';
export * from './surveys.ts';
export * from './timeline.ts';
export * from './timeout-rules.ts';
export * from './transcripts.ts';
export * from './x-apps.ts';

/** Every route of our own API: the client, the documentation and the walk as a stranger are made from it. */
export const apiRoutes: readonly RouteDescriptor[] = [
  sessionRoutes,
  invitationRoutes,
  memberRoutes,
  invitationAdminRoutes,
  apiKeyRoutes,
  auditRoutes,
  inboxRoutes,
  conversationRoutes,
  controlRoutes,
  workRoutes,
  presenceRoutes,
  offerRoutes,
  tagRoutes,
  messageRoutes,
  mentionRoutes,
  publicPostRoutes,
  composeLinkRoutes,
  teamworkRoutes,
  boardRoutes,
  bulkRoutes,
  alertRoutes,
  draftRoutes,
  mediaRoutes,
  searchRoutes,
  customerRoutes,
  contactRoutes,
  companyRoutes,
  caseRoutes,
  attributeRoutes,
  programClientRoutes,
  programIntegrationRoutes,
  programKeyRoutes,
  dataClientRoutes,
  datasetRoutes,
  datasetSharingRoutes,
  savedQueryRoutes,
  dataAlertRoutes,
  dataChartRoutes,
  reportKindRoutes,
  reportRoutes,
  programEventRoutes,
  programSwitchboardRoutes,
  quickReplyRoutes,
  macroRoutes,
  articleRoutes,
  timelineRoutes,
  workItemRecordRoutes,
  xAppRoutes,
  accountRoutes,
  handleRoutes,
  workStreamRoutes,
  ruleRoutes,
  traceRoutes,
  hoursRoutes,
  templateRoutes,
  maskingRoutes,
  monitoringRoutes,
  noticeRoutes,
  consentRoutes,
  surveyRoutes,
  timeoutRuleRoutes,
  privacyRoutes,
  transcriptRoutes,
  retentionRoutes,
  operationsRoutes,
  insightsRoutes,
  agentRoutes,
  distributionRoutes,
  capacityProfileRoutes,
  presenceOptionRoutes,
  queueRoutes,
  ratingModelRoutes,
  skillRoutes,
  teamRoutes,
  streamRoutes,
  roleRoutes,
  deletedRoutes,
  setupFileRoutes,
  webhookRoutes,
  slackRoutes,
  mailRoutes,
  liveRoutes,
].flatMap((group): RouteDescriptor[] => Object.values(group));
