export { addConfigure, type ConfigureDeps } from './configure/index.ts';
export { mergeDistribution, readDistributionSettings } from './configure/distribution/store.ts';
export { assignItem, type Assignment, takeHandoverBack } from './commands/assign.ts';
export { closeItem, reopenItem } from './commands/close.ts';
export { endItem, putAside, releaseItem } from './commands/leave.ts';
export { checkPick, type Picker } from './commands/may-pick.ts';
export { pickItem } from './commands/pick.ts';
export { classifyAgain } from './commands/classify.ts';
export { type AgentState } from './agents/types.ts';
export { listAgents, listConnected } from './agents/store.ts';
export type { ControlPort, ControlStep } from './control.ts';
export type { RoutingDeps } from './deps.ts';
export {
  countItems,
  findLatest as findWorkItem,
  listItems as listWorkItemsOf,
  listItemsById as listWorkItemsById,
  listLatest as listWorkItems,
} from './items/store.ts';
export { acceptOffer, declineOffer } from './offers/answer.ts';
export { choosePresence } from './presence/choose.ts';
export { createListeners, type Listeners } from './presence/listeners.ts';
export { presentSession, presentWorkItem } from './present.ts';
export { addRoutingRoutes, type RoutingRouteParts } from './routes/index.ts';
export { type UpdatedWorkItem, updateWorkItem } from './routing.ts';
export { beginSideSession, endSide as endSideSession, type SideSession } from './sessions/side.ts';
export { findSession, listRunning, listSessionsOf } from './sessions/store.ts';
export type { How, Session, SessionEnd } from './sessions/types.ts';
export { readSetup } from './setup/read.ts';
export type {
  Setup,
  SetupHandle,
  SetupMember,
  SetupPresence,
  SetupProfile,
  SetupQueue,
  SetupSkill,
  SetupWorkStream,
} from './setup/types.ts';
export { chooseTemplate, scenarioOf } from './templates/choose.ts';
export { resolveOffer, resolveOffers } from './templates/resolve.ts';
export { addTemplateRoutes } from './templates/routes.ts';
export { listTemplates, type TemplateRecord } from './templates/store.ts';
export { addLife, type LifeDeps } from './life/index.ts';
export { startRouting } from './start.ts';
export { listTrace, type TraceStep, traceStep } from './trace-store.ts';
export type { CloseReason, StateReason } from './transition.ts';
export type { StoredWorkItem, WorkItem, WorkItemChange, WorkItemId } from './types.ts';
export { copyRules, deleteRulesOf } from './rules/store.ts';
export { addRules } from './rules/index.ts';
export { type FactsChange, needDisposition, setItemFacts } from './record/record.ts';
export {
  countItemsOfCase,
  findItemRecord,
  type ItemRecord,
  listOpenRecords,
  listSkillNames,
} from './record/store.ts';
export { rulesPart } from './rules/part.ts';
export { checkClassification, checkRoute } from './rules/check.ts';
export { readSurroundings } from './rules/surroundings.ts';
