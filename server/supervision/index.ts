import { addActionRoutes } from './actions/routes.ts';
import { addAlertRoutes } from './alerts/routes.ts';
import { addBoardRoutes } from './board/routes.ts';
import { addBulkRoutes } from './bulk/routes.ts';
import type { SupervisionDeps } from './types.ts';

export type { QueueMessage, SupervisionDeps } from './types.ts';

/** The supervisor's board: what is going on, and stepping in. */
export function startSupervision(deps: SupervisionDeps): { readonly stop: () => Promise<void> } {
  const board = addBoardRoutes(deps);
  addActionRoutes(deps);
  addBulkRoutes(deps);
  addAlertRoutes(deps);
  return board;
}
