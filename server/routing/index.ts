export { presentWorkItem } from './present.ts';
export { type RoutingDeps, type UpdatedWorkItem, updateWorkItem } from './routing.ts';
export {
  countItems,
  findLatest as findWorkItem,
  listItems as listWorkItemsOf,
  listLatest as listWorkItems,
} from './store.ts';
export { startRouting } from './start.ts';
export type { WorkItem, WorkItemChange, WorkItemId } from './types.ts';
