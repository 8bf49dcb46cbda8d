export { presentWorkItem } from './present.ts';
export { type RoutingDeps, type UpdatedWorkItem, updateWorkItem } from './routing.ts';
export {
  countItems,
  findLatest as findWorkItem,
  listItems as listWorkItemsOf,
  listLatest as listWorkItems,
} from './store.ts';
export { chooseTemplate, scenarioOf } from './templates/choose.ts';
export { resolveOffer, resolveOffers } from './templates/resolve.ts';
export { addTemplateRoutes } from './templates/routes.ts';
export { listTemplates, type TemplateRecord } from './templates/store.ts';
export { startRouting } from './start.ts';
export type { WorkItem, WorkItemChange, WorkItemId } from './types.ts';
