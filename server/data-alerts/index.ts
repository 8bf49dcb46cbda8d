import type { DataAlertDeps } from './deps.ts';
import { followUpdates } from './follow.ts';
import { addAlertRoutes } from './routes.ts';

export { createAlertCarrier } from './carrier.ts';
export { ALERT_WEBHOOK } from './deps.ts';

/** Alerts of DataSets: what people want to be told of, after each update. Call before the log starts. */
export function addDataAlerts(deps: DataAlertDeps): void {
  addAlertRoutes(deps);
  followUpdates(deps);
}
